package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.FakeUpstreamBuilder;
import dev.headrace.testkit.upstream.Responder;
import dev.headrace.testkit.upstream.StrictLimit;
import dev.headrace.testkit.upstream.TrafficLog;
import java.time.Duration;
import java.util.stream.LongStream;

/** One running demo upstream on a port of its own. All methods may be called by any thread. */
public final class DemoUpstream implements AutoCloseable {
    private final FakeUpstream server;
    private final Dataset data;
    private final UpstreamFacts facts;

    private DemoUpstream(FakeUpstream server, Dataset data, UpstreamFacts facts) {
        this.server = server;
        this.data = data;
        this.facts = facts;
    }

    /**
     * Starts one of the twelve.
     *
     * @param kind how it hands out its records
     * @param size how much it holds and how slow it is
     */
    public static DemoUpstream start(UpstreamKind kind, DemoSize size) {
        return start(kind, size, 0);
    }

    /**
     * As {@link #start(UpstreamKind, DemoSize)}, on a certain port.
     *
     * @param port 0 for any free one
     */
    public static DemoUpstream start(UpstreamKind kind, DemoSize size, int port) {
        Dataset data = new Dataset(kind, size);
        Responder api = new SinceFilter(kind, data, size.pageSize());
        FakeUpstreamBuilder server =
                FakeUpstream.builder().name(kind.label()).port(port).latency(size.latency());
        restrict(server, kind);
        FakeUpstream started = server.route(kind.path(), kind == UpstreamKind.FLAKY ? new FlakyPages(api) : api)
                .start();
        return new DemoUpstream(started, data, facts(kind, size, started));
    }

    private static void restrict(FakeUpstreamBuilder server, UpstreamKind kind) {
        switch (kind) {
            case OPAQUE_CURSOR -> server.requireBearer(UpstreamKind.BEARER_TOKEN);
            case KEYSET -> server.requireHeader("X-Api-Key", UpstreamKind.API_KEY);
            case PAGE_NUMBER -> server.limit(StrictLimit.concurrency(UpstreamKind.PAGE_NUMBER_CONCURRENCY));
            case STRICT_LIMIT ->
                server.limit(StrictLimit.slidingWindow(UpstreamKind.STRICT_REQUESTS_PER_SECOND, Duration.ofSeconds(1)));
            default -> {}
        }
    }

    private static UpstreamFacts facts(UpstreamKind kind, DemoSize size, FakeUpstream server) {
        Duration latency = size.latency();
        int pages = size.pagesOf(kind);
        int requests = kind == UpstreamKind.FLAKY ? pages + FlakyPages.faults(pages) : pages;
        Duration inTurn = latency.multipliedBy(requests);
        Duration bound = switch (kind) {
            case PAGE_NUMBER -> latency.multipliedBy(1 + rounds(pages - 1));
            case STRICT_LIMIT -> strictBound(pages, latency);
            default -> inTurn;
        };
        Duration sequential = inTurn.compareTo(bound) > 0 ? inTurn : bound;
        return new UpstreamFacts(kind, server.uri(), size.recordsOf(kind), requests, latency, bound, sequential);
    }

    private static int rounds(int pages) {
        return (pages + UpstreamKind.PAGE_NUMBER_CONCURRENCY - 1) / UpstreamKind.PAGE_NUMBER_CONCURRENCY;
    }

    /** The first page tells the total; the last one is asked for a full second after the one ten before it, and so on. */
    private static Duration strictBound(int pages, Duration latency) {
        long seconds = (pages - 1L) / UpstreamKind.STRICT_REQUESTS_PER_SECOND;
        Duration twoAnswers = latency.multipliedBy(2);
        Duration paced = Duration.ofSeconds(seconds).plus(latency);
        return paced.compareTo(twoAnswers) > 0 ? paced : twoAnswers;
    }

    /** What it says about itself. */
    public UpstreamFacts facts() {
        return facts;
    }

    /** The ids of all its records, rising: what a complete collection must have, each once. */
    public LongStream ids() {
        return data.ids();
    }

    /** What it has seen. */
    public TrafficLog traffic() {
        return server.traffic();
    }

    /** Stops it. */
    @Override
    public void close() {
        server.close();
    }
}
