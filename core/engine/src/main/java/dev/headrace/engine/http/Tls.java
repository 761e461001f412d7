package dev.headrace.engine.http;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.concurrent.CallbackContribution;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * TLS that is set up when the first {@code https} address is used: reading the trusted certificates takes about 0.1 s, which must
 * be neither at the start nor on a reactor. Thread-safe.
 */
final class Tls implements TlsStrategy {
    private final Supplier<@Nullable SSLContext> context;
    private volatile @Nullable TlsStrategy strategy;
    /** How long the handshakes took until somebody asks. Weak: a connection may be given up before. Guarded by itself. */
    private final Map<TransportSecurityLayer, Long> handshakes = new WeakHashMap<>();

    Tls(@Nullable SSLContext context) {
        this.context = () -> context;
    }

    /** Reads the material when TLS is set up. */
    Tls(TlsMaterial material) {
        this.context = material::context;
    }

    boolean isReady() {
        return strategy != null;
    }

    /** Sets TLS up; blocks. Without effect the second time. */
    void prepare() {
        ready();
    }

    @Override
    public void upgrade(
            TransportSecurityLayer session,
            NamedEndpoint endpoint,
            Object attachment,
            Timeout handshakeTimeout,
            FutureCallback<TransportSecurityLayer> callback) {
        long began = System.nanoTime();
        ready().upgrade(session, endpoint, attachment, handshakeTimeout, new CallbackContribution<>(callback) {
            @Override
            public void completed(TransportSecurityLayer secured) {
                keep(session, System.nanoTime() - began);
                callback.completed(secured);
            }
        });
    }

    @Override
    @Deprecated
    public boolean upgrade(
            TransportSecurityLayer session,
            HttpHost host,
            java.net.SocketAddress local,
            java.net.SocketAddress remote,
            Object attachment,
            Timeout handshakeTimeout) {
        throw new UnsupportedOperationException("TLS begins with a callback only");
    }

    private void keep(TransportSecurityLayer session, long nanos) {
        synchronized (handshakes) {
            handshakes.put(session, nanos);
        }
    }

    /** How long the handshake of a new connection took; 0 if it had none. Once. */
    long handshakeNanos(Object session) {
        synchronized (handshakes) {
            Long nanos = handshakes.remove(session);
            return nanos == null ? 0 : nanos;
        }
    }

    private TlsStrategy ready() {
        TlsStrategy existing = strategy;
        return existing == null ? create() : existing;
    }

    private synchronized TlsStrategy create() {
        TlsStrategy existing = strategy;
        if (existing != null) {
            return existing;
        }
        ClientTlsStrategyBuilder builder = ClientTlsStrategyBuilder.create();
        SSLContext given = context.get();
        if (given != null) {
            builder.setSslContext(given);
        }
        TlsStrategy created = builder.buildAsync();
        strategy = created;
        return created;
    }
}
