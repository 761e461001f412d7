package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.engine.config.WayOptions;
import dev.headrace.spi.Http;
import dev.headrace.spi.HttpFailure;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services of one machine, Docker's for one, listen on a socket in its file system. */
class UnixSocketTest {
    @TempDir
    Path directory;

    /** Passes what comes over a Unix domain socket to a port, and back; counts the connections. */
    private static final class Relay implements AutoCloseable {
        final AtomicInteger connections = new AtomicInteger();
        private final ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        private final int port;

        Relay(Path socket, int port) throws IOException {
            this.port = port;
            listening.bind(UnixDomainSocketAddress.of(socket));
            begin(this::accept);
        }

        private interface Work {
            void run() throws IOException;
        }

        /** The end of a connection, or of the test, ends the thread. */
        private static void begin(Work work) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            work.run();
                        } catch (IOException ended) {
                            assertThat(ended).isNotNull();
                        }
                    },
                    "relay");
            thread.setDaemon(true);
            thread.start();
        }

        private void accept() throws IOException {
            while (true) {
                SocketChannel near = listening.accept();
                SocketChannel far = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                connections.incrementAndGet();
                begin(() -> pass(near, far));
                begin(() -> pass(far, near));
            }
        }

        private static void pass(SocketChannel from, SocketChannel to) throws IOException {
            try (from;
                    to) {
                ByteBuffer bytes = ByteBuffer.allocate(8192);
                while (from.read(bytes) >= 0) {
                    bytes.flip();
                    while (bytes.hasRemaining()) {
                        to.write(bytes);
                    }
                    bytes.clear();
                }
            }
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }

    private static Http http(Network network, Path socket) {
        Way way = new Way("", false, false, new Way.Egress(null, null, socket));
        return network.http(UpstreamSettings.of("test", "test", URI.create("http://docker.invalid"))
                .way(way));
    }

    @Test
    void requestsGoToTheSocketWithTheHostOfTheAddressAndTheirConnectionIsKept() throws Exception {
        Path socket = directory.resolve("docker.sock");
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[1,2]"));
                Relay relay = new Relay(socket, upstream.uri().getPort());
                Network network = Network.open()) {
            Http http = http(network, socket);

            assertThat(Network.reply(http, "/containers?all=1").json()).hasSize(2);
            assertThat(Network.reply(http, "/images").json()).hasSize(2);

            assertThat(upstream.traffic().exchanges())
                    .extracting(exchange -> exchange.request().header("Host").orElse(""))
                    .containsExactly("docker.invalid", "docker.invalid");
            assertThat(relay.connections).hasValue(1);
        }
    }

    @Test
    void aSocketThatIsNotThereIsNamed() throws Exception {
        Path socket = directory.resolve("missing.sock");
        try (Network network = Network.open()) {
            HttpFailure failure = Network.failure(http(network, socket), "/containers");

            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.CONNECTION);
            assertThat(failure).hasMessageContaining(socket.toString());
        }
    }

    @Test
    void aSocketAndAProxyAreTwoWays() {
        WayOptions both = new WayOptions(
                "",
                false,
                false,
                new WayOptions.Proxy(URI.create("http://127.0.0.1:1"), null, null),
                new WayOptions.Certificates(null, null, null, null, List.of()),
                directory,
                "");

        assertThatThrownBy(() -> Way.of(both)).hasMessageContaining("choose the one way that requests leave");
    }
}
