package dev.headrace.engine.http;

import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.nio.ClientHttp1IOEventHandler;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexerFactory;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.http2.impl.nio.ClientH2PrefaceHandler;
import org.apache.hc.core5.http2.impl.nio.ClientH2StreamMultiplexerFactory;
import org.apache.hc.core5.http2.impl.nio.ClientH2UpgradeHandler;
import org.apache.hc.core5.http2.impl.nio.ClientHttp1UpgradeHandler;
import org.apache.hc.core5.http2.impl.nio.HttpProtocolNegotiator;
import org.apache.hc.core5.http2.protocol.H2RequestConnControl;
import org.apache.hc.core5.http2.protocol.H2RequestContent;
import org.apache.hc.core5.http2.protocol.H2RequestTargetHost;
import org.apache.hc.core5.http2.ssl.ApplicationProtocol;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOEventHandlerFactory;
import org.apache.hc.core5.reactor.ProtocolIOSession;

/**
 * Gives each new connection its protocol.
 *
 * <p>HttpClient's own starter writes every header field, credentials too, to the log at level debug. This one has no such log.
 * Runs on the reactors. Immutable.
 */
final class ProtocolStarter implements IOEventHandlerFactory {
    /** Longer lines and more fields than any known API sends; without a bound a server could fill the memory with them. */
    private static final Http1Config HTTP_1 = Http1Config.custom()
            .setMaxLineLength(16 << 10)
            .setMaxHeaderCount(200)
            .build();

    private static final H2Config HTTP_2 = H2Config.custom()
            .setPushEnabled(false)
            .setMaxConcurrentStreams(250)
            .setMaxHeaderListSize(64 << 10)
            .setInitialWindowSize(256 << 10)
            .build();

    private final ClientHttp1StreamDuplexerFactory http1;
    private final ClientH2StreamMultiplexerFactory http2;

    ProtocolStarter() {
        HttpProcessor processor =
                new DefaultHttpProcessor(new H2RequestTargetHost(), new H2RequestContent(), new H2RequestConnControl());
        http1 = new ClientHttp1StreamDuplexerFactory(
                processor, HTTP_1, CharCodingConfig.DEFAULT, DefaultConnectionReuseStrategy.INSTANCE, null, null, null);
        http2 = new ClientH2StreamMultiplexerFactory(processor, null, HTTP_2, CharCodingConfig.DEFAULT, null);
    }

    @Override
    public IOEventHandler createHandler(ProtocolIOSession session, Object policy) {
        session.registerProtocol(ApplicationProtocol.HTTP_1_1.id, new ClientHttp1UpgradeHandler(http1));
        session.registerProtocol(ApplicationProtocol.HTTP_2.id, new ClientH2UpgradeHandler(http2, ignored -> {}));
        if (policy == HttpVersionPolicy.FORCE_HTTP_2) {
            return new ClientH2PrefaceHandler(session, http2, false, ignored -> {});
        }
        if (policy == HttpVersionPolicy.FORCE_HTTP_1) {
            return new ClientHttp1IOEventHandler(http1.create(session));
        }
        return new HttpProtocolNegotiator(session, null);
    }
}
