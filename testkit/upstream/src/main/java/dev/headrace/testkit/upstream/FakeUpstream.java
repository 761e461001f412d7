package dev.headrace.testkit.upstream;

import java.net.URI;
import org.eclipse.jetty.server.Server;

/**
 * A real HTTP server on a port of 127.0.0.1 that behaves as upstreams do, and as they should not.
 *
 * <p>It speaks HTTP/1.1 and HTTP/2 without TLS (prior knowledge and upgrade) on the same port. What it answers is said
 * route by route:
 *
 * <pre>{@code
 * try (FakeUpstream upstream = FakeUpstream.builder()
 *         .route("/items", Responder.sequence(Reply.status(503), Reply.json("[1,2]")))
 *         .route("/slow", Reply.json("[]").delayedBy(Duration.ofSeconds(2)))
 *         .limit(StrictLimit.slidingWindow(20, Duration.ofSeconds(1)))
 *         .start()) {
 *     collect(upstream.uri("/items"));
 *     assertThat(upstream.traffic().throttled()).isZero();
 * }
 * }</pre>
 *
 * <p>All methods may be called by any thread.
 */
public final class FakeUpstream implements AutoCloseable {
    private final Server server;
    private final int port;
    private final TrafficLog traffic;
    private final Overlays overlays;

    FakeUpstream(Server server, int port, TrafficLog traffic, Overlays overlays) {
        this.server = server;
        this.port = port;
        this.traffic = traffic;
        this.overlays = overlays;
    }

    /** Begins the description of an upstream. */
    public static FakeUpstreamBuilder builder() {
        return new FakeUpstreamBuilder();
    }

    /**
     * An upstream that gives the same answer to everything.
     *
     * @param reply the answer
     */
    public static FakeUpstream answering(Reply reply) {
        return builder().route("/*", reply).start();
    }

    /** The port it listens on, or did before it was closed. */
    public int port() {
        return port;
    }

    /** Its address, without a slash at the end: {@code http://127.0.0.1:PORT}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /**
     * The address of a resource on it.
     *
     * @param pathAndQuery what follows host and port, beginning with a slash
     */
    public URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port + pathAndQuery);
    }

    /** What it has seen; readable after it was closed, too. */
    public TrafficLog traffic() {
        return traffic;
    }

    /**
     * Lays a fault over whatever it answers from now on, until the overlay is closed: over the routes and what guards them, under
     * the strict limits, whose refusals are as they are. Several lie on top of each other.
     *
     * @param when which requests it meets
     * @param fault what happens to them
     */
    public Overlay overlay(When when, Fault fault) {
        return overlays.add(when, fault);
    }

    /**
     * Stops at once: open connections are closed, answers that wait for their time are never given. Closing twice does
     * nothing.
     *
     * @throws IllegalStateException if the server could not be stopped
     */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("The fake upstream on port " + port + " did not stop.", failure);
        }
    }
}
