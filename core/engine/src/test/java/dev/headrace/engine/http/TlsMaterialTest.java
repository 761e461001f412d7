package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.engine.config.WayOptions;
import dev.headrace.spi.Http;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsMaterialTest {
    @TempDir
    Path directory;

    private static Http http(Network network, Servers server, TlsMaterial material) {
        Way way = new Way("", false, false, new Way.Egress(null, material));
        return network.http(UpstreamSettings.of("test", "test", URI.create("https://127.0.0.1:" + server.port()))
                .way(way));
    }

    @Test
    void aServerOfAnOwnAuthorityIsTrustedByWhoNamesIt() throws Exception {
        Keys keys = Keys.made(directory, "server");
        try (Servers server = Servers.tls(keys.context(keys), false);
                Network network = Network.open()) {
            TlsMaterial material = TlsMaterial.of(keys.certificatePem(), null, null, List.of());

            assertThat(Network.reply(http(network, server, material), "/a").status())
                    .isEqualTo(200);
            assertThat(Network.failure(network.http(URI.create("https://127.0.0.1:" + server.port())), "/a")
                            .kind())
                    .isEqualTo(HttpFailure.Kind.CONNECTION);
        }
    }

    @Test
    void aServerThatAsksGetsTheClientsCertificateAndNoOneElseUsesTheConnection() throws Exception {
        Keys keys = Keys.made(directory, "server");
        Keys client = Keys.made(directory, "client");
        try (Servers server = Servers.tls(keys.context(client), true);
                Network network = Network.open()) {
            TlsMaterial known =
                    TlsMaterial.of(keys.certificatePem(), client.certificatePem(), client.keyPem(), List.of());
            TlsMaterial unknown = TlsMaterial.of(keys.certificatePem(), null, null, List.of());

            assertThat(Network.reply(http(network, server, known), "/a").status())
                    .isEqualTo(200);
            assertThat(Network.failure(http(network, server, unknown), "/a").kind())
                    .isEqualTo(HttpFailure.Kind.CONNECTION);
        }
    }

    @Test
    void aClientsCertificateMayBeInAPkcs12Store() throws Exception {
        Keys keys = Keys.made(directory, "server");
        Keys client = Keys.made(directory, "client");
        try (Servers server = Servers.tls(keys.context(client), true);
                Network network = Network.open()) {
            TlsMaterial known = TlsMaterial.of(new WayOptions.Certificates(
                    keys.certificatePem(), client.armouredStore(), null, Keys.password(), List.of()));

            assertThat(Network.reply(http(network, server, known), "/a").status())
                    .isEqualTo(200);
        }
        assertThatThrownBy(() -> TlsMaterial.of(new WayOptions.Certificates(
                                null, client.armouredStore(), null, Secret.of("wrong"), List.of()))
                        .context())
                .hasMessage("'certificate' is a PKCS#12 store that 'certificate-password' does not open");
        assertThatThrownBy(() -> TlsMaterial.of(new WayOptions.Certificates(
                                null, client.armouredStore(), client.keyPem(), Keys.password(), List.of()))
                        .context())
                .hasMessageContaining("leave 'key' out");
    }

    @Test
    void onlyAServerWithAPinnedKeyIsTrusted() throws Exception {
        Keys keys = Keys.made(directory, "server");
        String pin = PinnedTrust.pin(keys.certificate());
        try (Servers server = Servers.tls(keys.context(keys), false);
                Network network = Network.open()) {
            TlsMaterial right = TlsMaterial.of(keys.certificatePem(), null, null, List.of("x", pin));
            TlsMaterial wrong = TlsMaterial.of(keys.certificatePem(), null, null, List.of("x"));

            assertThat(Network.reply(http(network, server, right), "/a").status())
                    .isEqualTo(200);
            assertThat(Network.failure(http(network, server, wrong), "/a"))
                    .hasMessageContaining("no key of the server's chain is one of the 1 pinned; its own is " + pin);
        }
    }

    @Test
    void whatCannotBeUsedIsSaidWithoutShowingIt() throws Exception {
        Keys keys = Keys.made(directory, "server");
        assertThatThrownBy(() -> TlsMaterial.of(null, keys.certificatePem(), null, List.of())
                        .context())
                .hasMessageContaining("needs both 'certificate' and 'key'");
        assertThatThrownBy(() -> TlsMaterial.of(Secret.of("no pem at all"), null, null, List.of())
                        .context())
                .hasMessageContaining("'ca' ")
                .hasMessageNotContaining("no pem at all");
        Secret cut = Secret.of("-----BEGIN PKCS12-----\nMIIB");
        assertThatThrownBy(() -> TlsMaterial.of(null, cut, null, List.of()).context())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'certificate' is a PKCS#12 store without the line -----END PKCS12-----");
        Secret odd = Secret.of("-----BEGIN PKCS12-----\nM\n-----END PKCS12-----");
        assertThatThrownBy(() -> TlsMaterial.of(null, odd, null, List.of()).context())
                .hasMessage("'certificate' is a PKCS#12 store that is damaged");
        Secret old = Secret.of("-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----");
        assertThatThrownBy(() -> TlsMaterial.of(null, keys.certificatePem(), old, List.of())
                        .context())
                .hasMessageContaining("openssl pkcs8 -topk8");
    }
}
