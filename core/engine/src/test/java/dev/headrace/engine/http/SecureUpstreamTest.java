package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.HttpFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecureUpstreamTest {
    private static final String ONE =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 3\r\n\r\n[1]";
    private static final String MOVED =
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/y\r\nContent-Length: 0\r\n\r\n";

    @TempDir
    Path directory;

    @Test
    void anUpstreamIsReachedOverTls() throws Exception {
        try (SecureServer server = SecureServer.start(directory, ONE);
                Network network = Network.with(TransportSettings.defaults().tls(server.trusting()))) {
            Upstream upstream = network.transport.upstream(UpstreamSettings.of("test", "test", server.uri()));
            upstream.warmUp();
            assertThat(Network.reply(network.http(upstream), "/x").json().size())
                    .isEqualTo(1);
            assertThat(Network.reply(network.http(upstream), "/x").json().size())
                    .isEqualTo(1);
        }
    }

    @Test
    void aCertificateThatIsNotTrustedIsAFailureThatNoRetryHelps() throws Exception {
        try (SecureServer server = SecureServer.start(directory, ONE);
                Network network = Network.open()) {
            HttpFailure failure = Network.failure(network.http(server.uri()), "/x");

            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.CONNECTION);
            assertThat(failure.mayRetry()).isFalse();
            assertThat(failure).hasMessageContaining("certification path").hasMessageNotContaining("attempts");
        }
    }

    @Test
    void aRedirectFromHttpsToHttpIsNotFollowed() throws Exception {
        try (SecureServer server = SecureServer.start(directory, MOVED);
                Network network = Network.with(TransportSettings.defaults().tls(server.trusting()))) {
            HttpFailure failure = Network.failure(network.http(server.uri()), "/x");

            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.REDIRECT);
            assertThat(failure).hasMessageContaining("it leads from https to http, to http://127.0.0.1:1/y");
        }
    }
}
