package dev.headrace.testkit.upstream;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The JDK's client, with a deadline on everything so that a broken server fails a test instead of hanging it. */
public final class TestClient {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final HttpClient client;

    public TestClient(Version version) {
        client = HttpClient.newBuilder()
                .version(version)
                .connectTimeout(DEADLINE)
                .build();
    }

    public TestClient() {
        this(Version.HTTP_1_1);
    }

    public HttpResponse<String> get(URI uri, String... headers) throws IOException, InterruptedException {
        return client.send(request(uri, headers).build(), BodyHandlers.ofString());
    }

    public HttpResponse<byte[]> bytes(URI uri) throws IOException, InterruptedException {
        return client.send(request(uri).build(), BodyHandlers.ofByteArray());
    }

    public HttpResponse<String> post(URI uri, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(uri, headers).POST(HttpRequest.BodyPublishers.ofString(body));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public CompletableFuture<HttpResponse<String>> later(URI uri) {
        return client.sendAsync(request(uri).build(), BodyHandlers.ofString());
    }

    public CompletableFuture<HttpResponse<String>> later(URI uri, Consumer<HttpRequest.Builder> more) {
        HttpRequest.Builder request = request(uri);
        more.accept(request);
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(DEADLINE);
        return headers.length == 0 ? request : request.headers(headers);
    }
}
