package dev.headrace.runner.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.Engine;
import dev.headrace.engine.report.Run;
import dev.headrace.runner.Fetched;
import dev.headrace.runner.endpoint.Endpoint;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told under {@code /metrics} while a run goes on, and after it. */
class MetricsTest {
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    private Path directory;

    private Path configure(FakeUpstream upstream) throws IOException {
        return Files.writeString(directory.resolve("headrace.conf"), """
                limits.shop { permits = 1000, per = 1m, concurrency = 5 }
                connectors.shop {
                  connector = rest, base-url = "%s", under = [shop]
                  streams.orders { path = "/orders" }
                  streams.gone { path = "/gone" }
                  streams.busy { path = "/busy" }
                }
                """.formatted(upstream.uri()));
    }

    @Test
    void aRunIsToldWhileItGoesOnAndAfterIt() throws Exception {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        AtomicInteger busy = new AtomicInteger();
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route("/orders", request -> {
                            asked.countDown();
                            return Reply.json("[{\"id\":1},{\"id\":2}]").heldUntil(answer);
                        })
                        .route("/gone", Reply.status(404))
                        .route(
                                "/busy",
                                request -> busy.incrementAndGet() == 1
                                        ? Reply.tooManyRequests(Duration.ofSeconds(1))
                                        : Reply.json("[]"))
                        .start();
                Metrics metrics = Metrics.start();
                Endpoint endpoint =
                        Endpoint.start(InetAddress.getLoopbackAddress(), 0, Map.of("/metrics", metrics.page()));
                Engine engine = Engine.load(configure(upstream), Map.of(), MetricsTest.class.getClassLoader())) {
            engine.observe(metrics);
            Run run = engine.collect(fatal -> {});
            metrics.follow(run);
            assertThat(asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            awaitInFlight(metrics, count -> count > 0);

            Fetched during = Fetched.get("http://127.0.0.1:" + endpoint.port() + "/metrics");
            assertThat(during.status()).isEqualTo(200);
            assertThat(during.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            Exposition now = Exposition.of(during.body());
            assertThat(now.value("headrace_items_in_flight", "connector", "shop")
                            .orElseThrow())
                    .isPositive();
            assertThat(now.value("headrace_budget_in_flight", "budget", "shop").orElseThrow())
                    .isPositive();
            assertThat(now.value("headrace_budget_permits", "budget", "shop", "window", "60s"))
                    .contains(1000.0);
            assertThat(now.has("jvm_memory_used_bytes")).isTrue();

            answer.complete(null);
            run.report().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            awaitInFlight(metrics, count -> count == 0);
            // A value that nothing else refers to must not go with the next collection.
            System.gc();
            checkEnd(Exposition.of(metrics.text()));
            Promtool.check(metrics.text(), directory);
        } finally {
            answer.complete(null);
        }
    }

    /** The run shows its items a little after it has begun or ended them. */
    private static void awaitInFlight(Metrics metrics, DoublePredicate wanted) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (inFlight(metrics).filter(wanted::test).isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(giveUp);
            Thread.onSpinWait();
        }
    }

    private static Optional<Double> inFlight(Metrics metrics) {
        return Exposition.of(metrics.text()).value("headrace_items_in_flight", "connector", "shop");
    }

    private static void checkEnd(Exposition after) {
        String[] host = {"connector", "shop", "host", "127.0.0.1"};
        assertThat(after.value("headrace_requests_total", "connector", "shop", "status", "2xx"))
                .contains(2.0);
        assertThat(after.value("headrace_requests_total", "connector", "shop", "status", "4xx"))
                .contains(2.0);
        assertThat(after.value("headrace_request_duration_seconds_count", host)).contains(4.0);
        assertThat(after.value("headrace_request_duration_seconds_sum", host).orElseThrow())
                .isPositive();
        assertThat(after.value("headrace_response_bytes_total", host).orElseThrow())
                .isGreaterThan(20.0);
        assertThat(after.value("headrace_throttles_total", "connector", "shop")).contains(1.0);
        assertThat(after.value("headrace_items_total", "stream", "orders", "outcome", "succeeded"))
                .contains(1.0);
        assertThat(after.value("headrace_items_total", "stream", "gone", "outcome", "failed"))
                .contains(1.0);
        assertThat(after.value("headrace_records_total", "stream", "orders")).contains(2.0);
        assertThat(after.value("headrace_items_in_flight", "connector", "shop")).contains(0.0);
        assertThat(after.value("headrace_budget_granted_total", "budget", "shop"))
                .contains(4.0);
        assertThat(after.value("headrace_budget_in_flight", "budget", "shop")).contains(0.0);
        assertThat(after.value("headrace_budget_wait_seconds_total", "budget", "shop")
                        .orElseThrow())
                .isNotNegative();
        assertThat(after.value("headrace_time_seconds_total", "connector", "shop", "phase", "first-byte")
                        .orElseThrow())
                .isPositive();
        assertThat(after.value("headrace_runs_total", "connector", "shop", "status", "partial"))
                .contains(1.0);
        assertThat(after.samples())
                .noneMatch(sample -> sample.name().startsWith("headrace_") && Double.isNaN(sample.value()));
    }

    @Test
    void whatTheConfigurationNamesIsNeverFolded() {
        Meters meters = new Meters(new SimpleMeterRegistry());
        for (int i = 0; i < Labels.MOST; i++) {
            var unused = meters.tags("connector", "c" + i, "host", "h" + i, "budget", "b" + i);
            assertThat(meters.hasRoom("budget", "learnt" + i)).isTrue();
        }
        assertThat(meters.tags("connector", "more", "host", "more", "budget", "more"))
                .isEqualTo(Tags.of("connector", "more", "host", Labels.OTHER, "budget", "more"));
        assertThat(meters.hasRoom("budget", "more")).isFalse();
        assertThat(meters.hasRoom("budget", "learnt7")).isTrue();
    }

    @Test
    void aLabelHasABoundedNumberOfValues() {
        Labels labels = new Labels();
        for (int i = 0; i < Labels.MOST; i++) {
            assertThat(labels.bounded("host", "host-" + i)).isEqualTo("host-" + i);
        }
        assertThat(labels.bounded("host", "one-more")).isEqualTo(Labels.OTHER);
        assertThat(labels.bounded("host", "host-7")).isEqualTo("host-7");
        assertThat(labels.bounded("connector", "one-more")).isEqualTo("one-more");
    }
}
