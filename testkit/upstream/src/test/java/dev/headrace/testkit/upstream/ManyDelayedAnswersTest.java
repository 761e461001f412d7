package dev.headrace.testkit.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ManyDelayedAnswersTest {
    private static final int WALKS = 2000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void holdsTwoThousandAnswersOnAHandfulOfThreads() throws Exception {
        CompletableFuture<Void> signal = new CompletableFuture<>();
        try (FakeUpstream upstream = FakeUpstream.builder()
                .name("many")
                .route("/*", Reply.text("ok").heldUntil(signal))
                .start()) {
            List<Wire> wires = new ArrayList<>();
            for (int i = 0; i < WALKS; i++) {
                wires.add(new Wire(upstream.uri()).get("/" + i));
            }
            upstream.traffic().awaitRequests(WALKS, PATIENCE);

            assertThat(upstream.traffic().concurrent()).isEqualTo(WALKS);
            assertThat(threadsNamed("many-")).isLessThanOrEqualTo(10);
            signal.complete(null);
            for (Wire wire : wires) {
                assertThat(wire.readUntil("ok")).startsWith("HTTP/1.1 200");
                wire.close();
            }
        }
    }

    @Test
    void holdsTheStreamsOfOneHttp2ConnectionAsWell() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/first", Reply.text("ok"))
                .route("/*", Reply.text("ok").delayedBy(Duration.ofMillis(300)))
                .start()) {
            TestClient client = new TestClient(Version.HTTP_2);
            client.get(upstream.uri("/first"));
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                answers.add(client.later(upstream.uri("/" + i)));
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }
            assertThat(upstream.traffic().connections()).isEqualTo(1);
        }
    }

    private static long threadsNamed(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }
}
