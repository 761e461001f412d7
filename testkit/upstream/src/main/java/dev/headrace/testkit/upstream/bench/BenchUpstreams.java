package dev.headrace.testkit.upstream.bench;

import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.FakeUpstreamBuilder;
import dev.headrace.testkit.upstream.Responder;
import dev.headrace.testkit.upstream.StrictLimit;
import dev.headrace.testkit.upstream.TrafficLog;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Running benchmark upstreams, each on a port of its own. All methods may be called by any thread.
 *
 * <p>Two kinds, by what a benchmark needs:
 *
 * <ul>
 *   <li>{@linkplain #pages Pages}: {@code GET /records?page=N} or, which is the same, {@code ?cursor=N} (from 1; without
 *       either, page 1) answers {@code {"page":N,"total_pages":P,"next_cursor":"N+1" or null,"items":[RECORD, ...]}}. Any
 *       other path answers likewise, so that {@code /walks/17} and so on are as many walks as one likes. A record has
 *       {@code id} (from 1), {@code name}, {@code score}, {@code updated_at}, {@code tags} and {@code text}, 200 bytes
 *       or a few more. Past the end there are no items.
 *   <li>{@linkplain #fanOut Fan-out}: {@code GET /ids?page=N} answers
 *       {@code {"page":N,"total_pages":P,"next_cursor":"N+1" or null,"ids":[ID, ...]}}, and {@code GET /items/ID} one such
 *       record, or 404.
 * </ul>
 */
public final class BenchUpstreams implements AutoCloseable {
    private final List<FakeUpstream> servers = new ArrayList<>();

    private BenchUpstreams() {}

    /**
     * Starts upstreams that hand out pages of records. They share the rendered bodies, so the memory does not grow with
     * their number.
     *
     * @param size how many, how much, how slow
     */
    public static BenchUpstreams pages(BenchSize size) {
        Responder records = new RenderedPages(size);
        return new BenchUpstreams().start(size, server -> server.route("/*", records));
    }

    /**
     * Starts upstreams that list ids and hand out the records one by one. Holds no rendered bodies.
     *
     * @param size how many, how much, how slow; the records are {@link BenchSize#records()} items
     */
    public static BenchUpstreams fanOut(BenchSize size) {
        return new BenchUpstreams()
                .start(size, server -> server.route("/ids", new IdPages(size)).route("/items/*", new Items(size)));
    }

    private interface Routing {
        FakeUpstreamBuilder onto(FakeUpstreamBuilder server);
    }

    private BenchUpstreams start(BenchSize size, Routing routing) {
        for (int i = 1; i <= size.upstreams(); i++) {
            FakeUpstreamBuilder server = FakeUpstream.builder()
                    .name("bench-" + i)
                    .latency(size.latency())
                    .keepingRequests(0)
                    .respondingInline();
            if (size.requestsPerSecond() > 0) {
                server.limit(StrictLimit.slidingWindow(size.requestsPerSecond(), Duration.ofSeconds(1)));
            }
            servers.add(routing.onto(server).start());
        }
        return this;
    }

    /** The addresses, without a slash at the end. */
    public List<URI> uris() {
        return servers.stream().map(FakeUpstream::uri).toList();
    }

    /** What each has seen, in the order of {@link #uris()}; counts only. */
    public List<TrafficLog> traffic() {
        return servers.stream().map(FakeUpstream::traffic).toList();
    }

    /** How many requests they refused altogether. */
    public int throttled() {
        return servers.stream().mapToInt(server -> server.traffic().throttled()).sum();
    }

    /** Stops all of them. */
    @Override
    public void close() {
        servers.forEach(FakeUpstream::close);
    }
}
