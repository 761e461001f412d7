package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Auth;
import dev.headrace.spi.Http;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.Secret;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private static final int CALLS = 400;
    private final FakeUpstream broken = FakeUpstream.answering(Reply.status(500));
    private final FakeUpstream sound = FakeUpstream.builder()
            .route(
                    "/*",
                    request -> request.path().equals("/flaky")
                                    && request.header("X-Second").isEmpty()
                            ? Reply.status(500)
                            : Reply.json("[]"))
            .start();
    private final Network network = Network.open();

    @AfterEach
    void close() {
        network.close();
        broken.close();
        sound.close();
    }

    private Http instance(String name, FakeUpstream upstream) {
        return network.http(UpstreamSettings.of(name, "test", upstream.uri()));
    }

    private static List<HttpFailure> failAll(int calls, Http... instances) throws Exception {
        List<HttpFailure> failures = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            failures.add(Network.failure(instances[i % instances.length], "/x"));
        }
        return failures;
    }

    @Test
    void anUpstreamThatFailsEverythingGetsNoMoreThanElevenTenthsOfTheRequestsAndThreeASecond() throws Exception {
        Http one = instance("one", broken);
        Http two = instance("two", broken);
        failAll(20, one, two);
        int warm = broken.traffic().exchanges().size();
        long since = System.nanoTime();
        List<HttpFailure> failures = failAll(CALLS, one, two);
        int sent = broken.traffic().exchanges().size() - warm;
        int seconds = 1 + (int) Duration.ofNanos(System.nanoTime() - since).toSeconds();

        assertThat(sent).isBetween(CALLS, CALLS * 11 / 10 + 3 * (seconds + 1));
        HttpFailure given = failures.stream()
                .filter(failure -> !failure.mayRetry())
                .findFirst()
                .orElseThrow();
        assertThat(given)
                .hasMessageContaining("answered 500")
                .hasMessageContaining("too much that went to 127.0.0.1:%d has failed"
                        .formatted(broken.uri().getPort()));
    }

    @Test
    void othersKeepTheirRetries() throws Exception {
        failAll(60, instance("one", broken));
        Http other = instance("other", sound);
        assertThat(Network.failure(other, "/flaky"))
                .hasMessageContaining("3 attempts")
                .extracting(HttpFailure::mayRetry)
                .isEqualTo(true);
        assertThat(Network.failure(
                        network.http(UpstreamSettings.of("own", "test", broken.uri())
                                .auth(Auth.bearer(Secret.of("another-credential")))),
                        "/x"))
                .hasMessageContaining("3 attempts");
    }

    @Test
    void aRedirectLeadsToTheRetriesOfThePlaceThatItLeadsTo() throws Exception {
        try (Network still = Network.on(new HandTicker());
                FakeUpstream leading = FakeUpstream.answering(
                        Reply.redirect(302, broken.uri("/x").toString()))) {
            Retries spent = still.transport.retries(Origin.of(broken.uri()), "");
            while (!spent.isSpent()) {
                spent.pay();
            }

            assertThat(Network.failure(still.http(leading.uri()), "/x"))
                    .hasMessageContaining("too much that went to 127.0.0.1:%d has failed"
                            .formatted(broken.uri().getPort()));
        }
    }
}
