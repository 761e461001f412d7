package dev.headrace.engine.http;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.nio.command.ShutdownCommand;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOReactorStatus;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * One life of the transport: the I/O threads and the pool of connections. When a thread dies of an {@link Error}, HttpClient
 * refuses everything from then on; the owner is told and makes another. Thread-safe.
 */
final class Reactor {
    /** Servers drop idle connections after 5 s to some minutes; those that say when are believed. */
    private static final Timeout IDLE = Timeout.ofSeconds(60);

    private static final ConnectionConfig CONNECTION = ConnectionConfig.custom()
            .setTimeToLive(TimeValue.ofMinutes(5))
            .setIdleTimeout(IDLE)
            .setValidateAfterInactivity(TimeValue.ofSeconds(2))
            .setSocketTimeout(Timeout.ofMinutes(5))
            .build();

    final DefaultConnectingIOReactor io;
    final PoolingAsyncClientConnectionManager pool;
    final Timeout connectTimeout;
    final Tls tls;
    final Streams streams = new Streams();

    /**
     * @param names answers from memory; HttpClient asks it on the calling thread and on I/O threads
     * @param died told, on the dying thread, that this reactor is of no more use
     */
    Reactor(TransportSettings settings, DnsResolver names, Tls tls, BiConsumer<Reactor, Throwable> died) {
        connectTimeout = Timeout.of(settings.connect());
        this.tls = tls;
        IOReactorConfig config = IOReactorConfig.custom()
                .setIoThreadCount(settings.ioThreads())
                // Time-outs of connecting are looked at this often; all other deadlines have a timer of their own.
                .setSelectInterval(TimeValue.ofMilliseconds(100))
                .setTcpNoDelay(true)
                .build();
        io = new DefaultConnectingIOReactor(
                new ProtocolStarter(),
                config,
                threads(died),
                null,
                ignored -> {},
                null,
                session -> session.enqueue(new ShutdownCommand(CloseMode.GRACEFUL), Command.Priority.NORMAL));
        pool = pool(settings, names, tls);
    }

    private ThreadFactory threads(BiConsumer<Reactor, Throwable> died) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "headrace-io-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((dead, error) -> died.accept(this, error));
            return thread;
        };
    }

    private static PoolingAsyncClientConnectionManager pool(TransportSettings settings, DnsResolver names, Tls tls) {
        return PoolingAsyncClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMessageMultiplexing(true)
                .setTlsStrategy(tls)
                .setDnsResolver(names)
                .setDefaultConnectionConfig(CONNECTION)
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(policy(settings.protocol()))
                        .setHandshakeTimeout(Timeout.of(settings.connect()))
                        .build())
                // A request enters with a permit, of which there are as many; a permit may be back before its
                // connection is.
                .setMaxConnPerRoute(2 * settings.perHost())
                .setMaxConnTotal(2 * settings.inAll())
                .build();
    }

    private static HttpVersionPolicy policy(TransportSettings.Protocol protocol) {
        return switch (protocol) {
            case NEGOTIATE -> HttpVersionPolicy.NEGOTIATE;
            case HTTP_1 -> HttpVersionPolicy.FORCE_HTTP_1;
            case HTTP_2 -> HttpVersionPolicy.FORCE_HTTP_2;
        };
    }

    void start() {
        io.start();
    }

    boolean isAlive() {
        return io.getStatus().compareTo(IOReactorStatus.ACTIVE) <= 0;
    }

    /** Closes connections that were not used for long; servers have forgotten them. */
    void dropIdle() {
        pool.closeExpired();
        pool.closeIdle(IDLE);
    }

    /** Ends the threads and closes all connections; what was under way is not told. */
    void close() {
        io.close(CloseMode.IMMEDIATE);
        pool.close(CloseMode.IMMEDIATE);
    }
}
