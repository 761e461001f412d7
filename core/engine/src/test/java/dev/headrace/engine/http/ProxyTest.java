package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.spi.Http;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.Secret;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyTest {
    private static final Secret PASSWORD = Secret.of("proxy-password");
    private static final String BASIC =
            SignedBy.basic("collector", "proxy-password").value();

    @TempDir
    Path directory;

    private static Way through(
            Servers proxy, @Nullable String user, @Nullable Secret password, @Nullable TlsMaterial tls) {
        URI address = URI.create("http://127.0.0.1:" + proxy.port());
        return new Way("", false, false, new Way.Egress(Proxy.of(address, user, password), tls));
    }

    private static Http http(Network network, String base, Way way) {
        return network.http(
                UpstreamSettings.of("test", "test", URI.create(base)).way(way));
    }

    @Test
    void httpGoesToTheProxyWithTheWholeAddressAndANameThatOnlyTheProxyKnows() throws Exception {
        try (Servers proxy = Servers.proxy(BASIC);
                Network network = Network.open()) {
            Http http = http(network, "http://only.the.proxy.knows", through(proxy, "collector", PASSWORD, null));

            assertThat(Network.reply(http, "/items?a=b").status()).isEqualTo(200);
            assertThat(proxy.heads.get(0))
                    .startsWith("GET http://only.the.proxy.knows/items?a=b HTTP/1.1\r\n")
                    .contains("Host: only.the.proxy.knows\r\n");
        }
    }

    @Test
    void httpsGoesThroughATunnelWhoseKeyTheServerNeverSees() throws Exception {
        Keys keys = Keys.made(directory, "server");
        TlsMaterial trusting = TlsMaterial.of(keys.certificatePem(), null, null, List.of());
        try (Servers server = Servers.tls(keys.context(keys), false);
                Servers proxy = Servers.proxy(BASIC);
                Network network = Network.open()) {
            Http http = http(
                    network, "https://127.0.0.1:" + server.port(), through(proxy, "collector", PASSWORD, trusting));

            assertThat(Network.reply(http, "/a").json().size()).isEqualTo(1);
            assertThat(Network.reply(http, "/b").json().size()).isEqualTo(1);
            assertThat(proxy.heads).singleElement().asString().startsWith("CONNECT 127.0.0.1:" + server.port() + " ");
        }
    }

    @Test
    void aProxyThatRefusesIsNamedWithWhatToDo() throws Exception {
        try (Servers proxy = Servers.proxy(BASIC);
                Network network = Network.open()) {
            Http http = http(
                    network, "https://127.0.0.1:1", through(proxy, "collector", Secret.of("wrong-password"), null));
            HttpFailure failure = Network.failure(http, "/a");

            assertThat(failure.mayRetry()).isFalse();
            assertThat(failure)
                    .hasMessageContaining(
                            "the proxy 127.0.0.1:%d gives no tunnel to 127.0.0.1:1: it answered 407; check http.proxy-user"
                                    .formatted(proxy.port()))
                    .hasMessageNotContaining("wrong-password");
        }
    }

    @Test
    void thoseWhoGoDirectlyAreNotSentThroughIt() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"));
                Servers proxy = Servers.proxy(null);
                Network network = Network.open()) {
            Network.reply(http(network, upstream.uri().toString(), through(proxy, null, null, null)), "/a");
            Network.reply(network.http(upstream.uri()), "/b");

            assertThat(proxy.heads).hasSize(1);
            assertThat(upstream.traffic().exchanges()).hasSize(1);
        }
    }

    @Test
    void aProxyIsSpokenToOverHttpAndNeedsBothOrNeither() {
        assertThatThrownBy(() -> Proxy.of(URI.create("https://proxy:1"), null, null))
                .hasMessageContaining("write http://proxy:1");
        assertThatThrownBy(() -> Proxy.of(URI.create("http://proxy:1"), "user", null))
                .hasMessageContaining("both a user and a password");
    }
}
