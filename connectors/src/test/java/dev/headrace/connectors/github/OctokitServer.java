package dev.headrace.connectors.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The npm package {@code @octokit/fixtures-server} in a process of its own: answers of GitHub as they were recorded, each given
 * once, to exactly the request that was recorded.
 */
final class OctokitServer implements AutoCloseable {
    private static final String MAIN = "node_modules/@octokit/fixtures-server/bin/server.js";

    private final Process node;
    private final int port;

    private OctokitServer(Process node, int port) {
        this.node = node;
        this.port = port;
    }

    /** @param installed the directory in which npm has installed the package */
    static OctokitServer start(Path installed) throws IOException {
        int port = freePort();
        Process node = new ProcessBuilder(
                        "node",
                        installed.resolve(MAIN).toString(),
                        "--port",
                        String.valueOf(port),
                        "--log-level",
                        "silent")
                .redirectErrorStream(true)
                .start();
        BufferedReader output = node.inputReader(UTF_8);
        String line = output.readLine();
        if (line == null || !line.contains("http://localhost")) {
            node.destroyForcibly();
            throw new IOException("the fixtures server did not start: " + line);
        }
        return new OctokitServer(node, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** Makes a scenario ready; it is at this path of the server then. */
    String scenario(String name) throws IOException {
        HttpURLConnection connection = connect("/fixtures");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        connection
                .getOutputStream()
                .write("{\"scenario\":\"%s\"}".formatted(name).getBytes(UTF_8));
        try (InputStream body = connection.getInputStream()) {
            return URI.create(new JsonMapper().readTree(body).path("url").asString())
                    .getPath();
        }
    }

    String address() {
        return "http://localhost:" + port;
    }

    private HttpURLConnection connect(String target) throws IOException {
        return (HttpURLConnection) URI.create(address() + target).toURL().openConnection();
    }

    /**
     * What the server answers to a request with the query and the header fields of the recording; its addresses become those of
     * the server that got the request.
     */
    Reply replay(ReceivedRequest request, String target, Map<String, String> fields) {
        try {
            HttpURLConnection connection = connect(target);
            fields.forEach(connection::setRequestProperty);
            int status = connection.getResponseCode();
            try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                Reply reply = Reply.json(here(request, new String(body.readAllBytes(), UTF_8)))
                        .withStatus(status);
                for (String name :
                        new String[] {"Link", "ETag", "Date", "X-RateLimit-Remaining", "X-RateLimit-Reset"}) {
                    String value = connection.getHeaderField(name);
                    reply = value == null ? reply : reply.withHeader(name, here(request, value));
                }
                return reply;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String here(ReceivedRequest request, String text) {
        return text.replace(address(), request.absolute(""));
    }

    @Override
    public void close() {
        node.destroyForcibly();
    }
}
