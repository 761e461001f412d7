package dev.headrace.testkit.upstream;

import dev.headrace.testkit.upstream.Routes.Route;
import dev.headrace.testkit.upstream.StrictLimits.PathLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Describes a {@link FakeUpstream} and starts it. Not safe for use by several threads; may start several servers, each of
 * which shares the responders and counts limits for itself.
 */
public final class FakeUpstreamBuilder {
    private final List<Route> routes = new ArrayList<>();
    private final List<PathLimit> limits = new ArrayList<>();
    private final List<Guard> guards = new ArrayList<>();
    private final List<PlannedFault> faults = new ArrayList<>();
    private String name = "upstream";
    private int port;
    private Duration latency = Duration.ZERO;
    private Duration idleTimeout = Duration.ZERO;
    private @Nullable UpstreamClock clock;
    private int kept = 100_000;
    private int streams = 1024;
    private InvocationType threads = InvocationType.BLOCKING;

    FakeUpstreamBuilder() {}

    private record Guard(Predicate<ReceivedRequest> passes, Reply refusal) {}

    private record PlannedFault(When when, Fault fault) {}

    /**
     * Names the server's threads, {@code NAME-thread-N} and {@code NAME-timer}.
     *
     * @param other in place of {@code upstream}
     */
    public FakeUpstreamBuilder name(String other) {
        name = other;
        return this;
    }

    /**
     * Listens on a certain port, for example on the one that a server before it had.
     *
     * @param other the port; 0, the default, for any free one
     */
    public FakeUpstreamBuilder port(int other) {
        port = other;
        return this;
    }

    /**
     * Says who answers a path.
     *
     * @param path the exact decoded path, or {@code /prefix/*} for everything below; the exact one wins, then the longest
     *     prefix
     * @param responder the answer, by request
     */
    public FakeUpstreamBuilder route(String path, Responder responder) {
        routes.add(new Route(PathPattern.of(path), responder));
        return this;
    }

    /**
     * Gives a path always the same answer.
     *
     * @param path as for {@link #route(String, Responder)}
     * @param reply the answer
     */
    public FakeUpstreamBuilder route(String path, Reply reply) {
        return route(path, request -> reply);
    }

    /**
     * Limits all requests together. Several limits hold at once.
     *
     * @param limit enforced from the server's start
     */
    public FakeUpstreamBuilder limit(StrictLimit limit) {
        return limit("/*", limit);
    }

    /**
     * Limits the requests to some paths.
     *
     * @param path the exact decoded path, or {@code /prefix/*}
     * @param limit enforced from the server's start
     */
    public FakeUpstreamBuilder limit(String path, StrictLimit limit) {
        limits.add(new PathLimit(PathPattern.of(path), limit));
        return this;
    }

    /**
     * Answers 401 with {@code WWW-Authenticate: Bearer} to requests without the right token. They are charged to the
     * limits all the same.
     *
     * @param token the right one
     */
    public FakeUpstreamBuilder requireBearer(String token) {
        Reply refusal = Reply.json("{\"error\":\"a bearer token is required\"}")
                .withStatus(401)
                .withHeader("WWW-Authenticate", "Bearer");
        return require(request -> request.header("Authorization").equals(Optional.of("Bearer " + token)), refusal);
    }

    /**
     * Answers 401 to requests without a certain header, such as an API key.
     *
     * @param header the header's name
     * @param value its right value
     */
    public FakeUpstreamBuilder requireHeader(String header, String value) {
        Reply refusal = Reply.json("{\"error\":\"the header " + header + " is missing or wrong\"}")
                .withStatus(401);
        return require(request -> request.header(header).equals(Optional.of(value)), refusal);
    }

    /**
     * Refuses requests that fail a check, before any route sees them. Checks run in the order given here.
     *
     * @param passes true for a request that goes on
     * @param refusal the answer to the others
     */
    public FakeUpstreamBuilder require(Predicate<ReceivedRequest> passes, Reply refusal) {
        guards.add(new Guard(passes, refusal));
        return this;
    }

    /**
     * Lays a fault over the answers from the start. See {@link FakeUpstream#overlay}, which also tells how many requests it met.
     *
     * @param when which requests it meets
     * @param fault what happens to them
     */
    public FakeUpstreamBuilder overlay(When when, Fault fault) {
        faults.add(new PlannedFault(when, fault));
        return this;
    }

    /**
     * Adds a delay to every answer, refusals included, on top of the reply's own.
     *
     * @param other from zero, the default
     */
    public FakeUpstreamBuilder latency(Duration other) {
        latency = other;
        return this;
    }

    /**
     * Gives the upstream another time than the machine's: delays, limits, and the dates that it writes follow it.
     *
     * @param other usually the virtual clock that drives the engine under test, too
     */
    public FakeUpstreamBuilder clock(UpstreamClock other) {
        clock = other;
        return this;
    }

    /**
     * Closes connections that carried nothing for a while. A connection that waits for a delayed answer is not idle.
     *
     * @param other at least a millisecond; zero, the default, keeps them for ever
     */
    public FakeUpstreamBuilder closingIdleConnectionsAfter(Duration other) {
        idleTimeout = other;
        return this;
    }

    /**
     * Bounds the log.
     *
     * @param requests how many requests are kept; later ones are only counted. 100 000 unless said otherwise
     */
    public FakeUpstreamBuilder keepingRequests(int requests) {
        kept = requests;
        return this;
    }

    /**
     * Bounds the streams that one HTTP/2 connection may have open.
     *
     * @param other from 1; 1024 unless said otherwise
     */
    public FakeUpstreamBuilder maxConcurrentStreams(int other) {
        streams = other;
        return this;
    }

    /**
     * Answers on the thread that reads the connections, which is faster and is for benchmarks: a responder that blocks
     * would block the whole server.
     */
    public FakeUpstreamBuilder respondingInline() {
        threads = InvocationType.NON_BLOCKING;
        return this;
    }

    /**
     * Starts the server and returns when it accepts connections.
     *
     * @throws IllegalStateException if the port cannot be opened
     */
    public FakeUpstream start() {
        TrafficLog traffic = new TrafficLog(kept);
        Listener listener = new Listener(name, port, idleTimeout, streams);
        Scheduler timer = listener.timer();
        UpstreamClock time = clock == null ? new MachineClock(timer) : clock;
        Overlays overlays = new Overlays(guarded(new Routes(routes)));
        faults.forEach(planned -> overlays.add(planned.when(), planned.fault()));
        UpstreamHandler handler =
                new UpstreamHandler(threads, overlays, new StrictLimits(limits, time), traffic, latency, time);
        return listener.open(handler, overlays, traffic, timer);
    }

    private Responder guarded(Responder routed) {
        List<Guard> checks = List.copyOf(guards);
        return request -> {
            for (Guard check : checks) {
                if (!check.passes().test(request)) {
                    return check.refusal();
                }
            }
            return routed.reply(request);
        };
    }
}
