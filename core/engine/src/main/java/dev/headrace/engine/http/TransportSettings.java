package dev.headrace.engine.http;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What all upstreams of an engine share.
 *
 * @param ioThreads reactors, at least 1
 * @param perHost the most requests under way at once to one origin, at least 1; a limit can only lower it
 * @param inAll the most requests under way at once, at least 1
 * @param connect the longest time to connect, TLS included
 * @param maxBuffered the bytes of bodies in memory above which only one large body at a time is read on
 * @param protocol which version of HTTP is spoken
 * @param tls how servers are verified; {@code null} for the JVM's default
 */
public record TransportSettings(
        int ioThreads,
        int perHost,
        int inAll,
        Duration connect,
        long maxBuffered,
        Protocol protocol,
        @Nullable SSLContext tls) {
    /** Which version of HTTP is spoken. */
    public enum Protocol {
        /** HTTP/2 where a TLS server offers it, otherwise HTTP/1.1. */
        NEGOTIATE,
        /** HTTP/1.1 only. */
        HTTP_1,
        /** HTTP/2 without asking, also without TLS (RFC 9113, 3.3, prior knowledge). */
        HTTP_2
    }

    private static final long MOST_BUFFERED = 64 << 20;

    /** @throws IllegalArgumentException if a number is out of its range, naming it */
    public TransportSettings {
        require(ioThreads >= 1, "ioThreads must be at least 1, was " + ioThreads);
        require(perHost >= 1, "perHost must be at least 1, was " + perHost);
        require(inAll >= 1, "inAll must be at least 1, was " + inAll);
        require(!connect.isNegative() && !connect.isZero(), "connect must be longer than zero, was " + connect);
        require(maxBuffered >= 1, "maxBuffered must be at least 1 byte, was " + maxBuffered);
    }

    /**
     * 2 I/O threads, 20 requests at once to an origin and 512 in all, 5 s to connect, 64 MiB of bodies or a quarter of the heap.
     *
     * <p>Twenty is what public APIs bear from one client; what bears less declares it as a limit. Two I/O threads carry 13,000
     * to 26,000 requests a second, more than two cores decode.
     */
    public static TransportSettings defaults() {
        long buffered = Math.min(MOST_BUFFERED, Runtime.getRuntime().maxMemory() / 4);
        return new TransportSettings(2, 20, 512, Duration.ofSeconds(5), buffered, Protocol.NEGOTIATE, null);
    }

    /** The same with other numbers of requests at once. */
    public TransportSettings atOnce(int toOneOrigin, int most) {
        return new TransportSettings(ioThreads, toOneOrigin, most, connect, maxBuffered, protocol, tls);
    }

    /** The same with another number of I/O threads. */
    public TransportSettings ioThreads(int threads) {
        return new TransportSettings(threads, perHost, inAll, connect, maxBuffered, protocol, tls);
    }

    /** The same with another version of HTTP. */
    public TransportSettings protocol(Protocol version) {
        return new TransportSettings(ioThreads, perHost, inAll, connect, maxBuffered, version, tls);
    }

    /** The same with another bound on the bodies in memory. */
    public TransportSettings maxBuffered(long bytes) {
        return new TransportSettings(ioThreads, perHost, inAll, connect, bytes, protocol, tls);
    }

    /** The same with other trusted servers. */
    public TransportSettings tls(SSLContext context) {
        return new TransportSettings(ioThreads, perHost, inAll, connect, maxBuffered, protocol, context);
    }

    private static void require(boolean valid, String message) {
        if (!valid) {
            throw new IllegalArgumentException(message);
        }
    }
}
