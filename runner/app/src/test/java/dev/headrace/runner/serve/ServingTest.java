package dev.headrace.runner.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.Engine;
import dev.headrace.engine.Service;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import dev.headrace.runner.endpoint.Page;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.testkit.time.VirtualClock;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days of serving, on a clock that does not wait for them. It begins on 1 June 2025 at noon, UTC. */
class ServingTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    private Path directory;

    private final VirtualClock clock = VirtualClock.byHand();
    private final AtomicReference<Reply> quick = new AtomicReference<>(Reply.json("[{\"id\":1}]"));
    private final AtomicReference<Reply> other = new AtomicReference<>(Reply.json("[{\"id\":2}]"));
    private FakeUpstream upstream;

    @BeforeEach
    void start() {
        upstream = FakeUpstream.builder()
                .clock(clock)
                .route("/quick", request -> quick.get())
                .route("/other", request -> other.get())
                .start();
    }

    @AfterEach
    void end() {
        upstream.close();
        clock.close();
    }

    /** One process that serves, and what it tells. */
    private final class Served implements ServeEvents, AutoCloseable {
        final List<String> events = new ArrayList<>();
        private final Engine engine;
        private final Service service;
        private final Serving serving;
        boolean breaks;

        Served() {
            this(Engine.load(directory.resolve("headrace.conf"), Map.of(), withFickle(), clock));
        }

        Served(Engine engine) {
            this.engine = engine;
            service = engine.serve(fatal -> {});
            serving = new Serving(service, Timetable.of(engine.timings()), this);
        }

        Served start() throws InterruptedException {
            serving.start();
            clock.advance(Duration.ZERO);
            return this;
        }

        Optional<String> stop() throws Exception {
            serving.stop();
            clock.advance(Duration.ofSeconds(10));
            return serving.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }

        private synchronized void add(String event) {
            events.add(event);
            notifyAll();
            if (breaks) {
                throw new AssertionError("planted: whoever hears of it breaks");
            }
        }

        /** By the machine's clock. */
        synchronized void await(String beginning) throws InterruptedException {
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (events.stream().noneMatch(event -> event.startsWith(beginning))) {
                long left = TimeUnit.NANOSECONDS.toMillis(giveUp - System.nanoTime());
                assertThat(left).as("%s in %s", beginning, events).isPositive();
                wait(left);
            }
        }

        synchronized List<String> told() {
            List<String> told = List.copyOf(events);
            events.clear();
            return told;
        }

        @Override
        public void started(String instance, Instant due, int missed, Run run) {
            add("%s started, due %s%s".formatted(instance, due, missed == 0 ? "" : ", missed " + missed));
        }

        @Override
        public void failed(String instance, Instant due, String why) {
            add("%s failed, due %s: %s".formatted(instance, due, why));
        }

        @Override
        public void refused(String instance, int times) {
            add("%s refused %d".formatted(instance, times));
        }

        @Override
        public void ended(String instance, RunReport report, Optional<Instant> next) {
            add("%s %s, next %s"
                    .formatted(
                            instance,
                            report.stopped() ? "stopped" : report.status(),
                            next.map(Instant::toString).orElse("never")));
        }

        @Override
        public void close() throws Exception {
            if (!serving.ended().toCompletableFuture().isDone()) {
                stop();
            }
            service.close();
            engine.close();
        }
    }

    /** Sees one connector more than the class path has. */
    private ClassLoader withFickle() {
        try {
            Path services = directory.resolve("extra/META-INF/services");
            Files.createDirectories(services);
            Files.writeString(services.resolve(ConnectorProvider.class.getName()), FickleProvider.class.getName());
            URL[] extra = {directory.resolve("extra").toUri().toURL()};
            return new URLClassLoader(extra, ServingTest.class.getClassLoader());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void configure(String quickTimes, String otherTimes) throws IOException {
        Files.writeString(directory.resolve("headrace.conf"), """
                engine { request-timeout = 3h, item-timeout = 4h, stop-within = 1s }
                connectors.quick {
                  connector = rest, base-url = "%1$s", %2$s
                  http { attempt-timeout = 2h }
                  streams.quick { path = "/quick" }
                }
                connectors.other {
                  connector = rest, base-url = "%1$s", %3$s
                  http { attempt-timeout = 2h, attempts = 1 }
                  streams.other { path = "/other" }
                }
                """.formatted(upstream.uri(), quickTimes, otherTimes));
    }

    @Test
    void anInstanceIsCollectedEachTimeItsSpanHasPassed() throws Exception {
        configure("every = 1h", "cron = \"0 3 * * *\"");
        try (Served process = new Served()) {
            assertThat(process.serving.isReady()).isFalse();
            process.start();
            assertThat(process.serving.isReady()).isTrue();
            assertThat(process.told())
                    .containsExactly(
                            "quick started, due 2025-06-01T12:00:00Z", "quick COMPLETE, next 2025-06-01T13:00:00Z");
            clock.advance(HOUR.minusSeconds(1));
            assertThat(process.told()).isEmpty();
            clock.advance(Duration.ofSeconds(2));
            assertThat(process.told())
                    .containsExactly(
                            "quick started, due 2025-06-01T13:00:00Z", "quick COMPLETE, next 2025-06-01T14:00:00Z");
            clock.advance(Duration.ofDays(2));
            List<String> days = process.told();
            assertThat(days)
                    .filteredOn(event -> event.startsWith("quick started"))
                    .hasSize(48);
            assertThat(days)
                    .filteredOn(event -> event.startsWith("other started"))
                    .containsExactly(
                            "other started, due 2025-06-02T03:00:00Z", "other started, due 2025-06-03T03:00:00Z");
            assertThat(process.stop()).isEmpty();
            assertThat(process.serving.isReady()).isFalse();
        }
        assertThat(upstream.traffic().exchanges("/quick")).hasSize(50);
    }

    @Test
    void whatWasDueWhileNobodyServedIsCaughtUpWithOnce() throws Exception {
        configure("every = 1h", "cron = \"0 3 * * *\"");
        try (Served process = new Served().start()) {
            assertThat(process.stop()).isEmpty();
        }
        clock.advance(Duration.ofHours(30).plusMinutes(10));
        try (Served process = new Served().start()) {
            assertThat(process.told())
                    .containsExactlyInAnyOrder(
                            "quick started, due 2025-06-02T18:00:00Z, missed 29",
                            "quick COMPLETE, next 2025-06-02T19:00:00Z",
                            "other started, due 2025-06-02T03:00:00Z",
                            "other COMPLETE, next 2025-06-03T03:00:00Z");
        }
        try (Served process = new Served().start()) {
            assertThat(process.told()).as("it is remembered that this was done").isEmpty();
        }
    }

    @Test
    void anInstanceIsNotStartedWhileItsFormerRunGoesOnAndOthersAre() throws Exception {
        configure("every = 15m", "every = 20m");
        quick.set(Reply.json("[{\"id\":1}]").delayedBy(Duration.ofMinutes(50)));
        try (Served process = new Served().start()) {
            clock.advance(Duration.ofMinutes(49));
            List<String> meanwhile = process.told();
            assertThat(meanwhile)
                    .filteredOn(event -> event.startsWith("quick"))
                    .containsExactly(
                            "quick started, due 2025-06-01T12:00:00Z",
                            "quick refused 1",
                            "quick refused 1",
                            "quick refused 1");
            assertThat(meanwhile)
                    .filteredOn(event -> event.startsWith("other"))
                    .containsExactly(
                            "other started, due 2025-06-01T12:00:00Z",
                            "other COMPLETE, next 2025-06-01T12:20:00Z",
                            "other started, due 2025-06-01T12:20:00Z",
                            "other COMPLETE, next 2025-06-01T12:40:00Z",
                            "other started, due 2025-06-01T12:40:00Z",
                            "other COMPLETE, next 2025-06-01T13:00:00Z");
            quick.set(Reply.json("[]"));
            clock.advance(Duration.ofMinutes(2));
            assertThat(process.told())
                    .as("caught up with once")
                    .containsExactly(
                            "quick COMPLETE, next 2025-06-01T13:00:00Z",
                            "quick started, due 2025-06-01T12:45:00Z",
                            "quick COMPLETE, next 2025-06-01T13:00:00Z");
        }
    }

    @Test
    void oneThatFailsStopsNoOther() throws Exception {
        configure("every = 1h", "every = 1h");
        other.set(Reply.status(404));
        try (Served process = new Served().start()) {
            clock.advance(HOUR.plusSeconds(1));
            assertThat(process.told())
                    .contains("other FAILED, next 2025-06-01T13:00:00Z", "other FAILED, next 2025-06-01T14:00:00Z")
                    .contains("quick COMPLETE, next 2025-06-01T13:00:00Z", "quick COMPLETE, next 2025-06-01T14:00:00Z");
        }
    }

    @Test
    void aConfigurationThatBecomesWrongIsToldAndStopsNoOther() throws Exception {
        Path key = Files.writeString(directory.resolve("key"), "");
        Files.writeString(directory.resolve("headrace.conf"), """
                serve { every = 1h }
                connectors.fickle { key = "%s" }
                connectors.other { connector = rest, base-url = "%s", streams.other { path = "/other" } }
                """.formatted(key, upstream.uri()));
        try (Served process = new Served().start()) {
            process.told();
            Files.delete(key);
            clock.advance(HOUR.plusSeconds(1));
            assertThat(process.told())
                    .anySatisfy(event -> assertThat(event)
                            .startsWith("fickle failed, due 2025-06-01T13:00:00Z: ")
                            .contains("headrace.conf:2: connectors.fickle.key: there is no such file."))
                    .contains("other COMPLETE, next 2025-06-01T14:00:00Z");
            Files.writeString(key, "");
            clock.advance(HOUR);
            assertThat(process.told()).contains("fickle COMPLETE, next 2025-06-01T15:00:00Z");
        }
    }

    /** Everything here happens at once: the clock is the machine's, since one of a test would wait for what hangs. */
    @Test
    void oneThatHangsWhileItIsOpenedStopsNoOther() throws Exception {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        try (FakeUpstream now = FakeUpstream.builder()
                .route("/other", Reply.json("[{\"id\":2}]"))
                .start()) {
            Path key = Files.writeString(directory.resolve("key"), "");
            Files.writeString(directory.resolve("headrace.conf"), """
                    serve { every = 1d }
                    connectors.fickle { key = "%s" }
                    connectors.other { connector = rest, base-url = "%s", streams.other { path = "/other" } }
                    """.formatted(key, now.uri()));
            try (Served process = new Served(Engine.load(directory.resolve("headrace.conf"), Map.of(), withFickle()))) {
                FickleProvider.GATE.set(gate);
                process.serving.start();
                process.await("other COMPLETE");
                assertThat(process.told()).noneMatch(event -> event.startsWith("fickle"));
                gate.complete(null);
                process.await("fickle COMPLETE");
                process.serving.stop();
                assertThat(process.serving.ended().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .isEmpty();
            } finally {
                gate.complete(null);
            }
        }
    }

    @Test
    void whoHearsOfItAndBreaksStopsNothing() throws Exception {
        configure("every = 1h", "every = 1h");
        try (Served process = new Served()) {
            process.breaks = true;
            process.start();
            clock.advance(HOUR.plusSeconds(1));
            assertThat(process.told())
                    .contains("other COMPLETE, next 2025-06-01T13:00:00Z", "other COMPLETE, next 2025-06-01T14:00:00Z")
                    .contains("quick COMPLETE, next 2025-06-01T13:00:00Z", "quick COMPLETE, next 2025-06-01T14:00:00Z");
            assertThat(process.stop()).isEmpty();
        }
    }

    @Test
    void aStopEndsWhatIsUnderWayAndTheNextProcessGoesOnAtOnce() throws Exception {
        configure("every = 1d", "every = 1d");
        quick.set(Reply.json("[{\"id\":1}]").delayedBy(Duration.ofMinutes(50)));
        try (Served process = new Served().start()) {
            process.told();
            assertThat(process.stop()).isEmpty();
            assertThat(process.told()).containsExactly("quick stopped, next never");
        }
        quick.set(Reply.json("[{\"id\":1}]"));
        clock.advance(HOUR);
        try (Served process = new Served().start()) {
            assertThat(process.told())
                    .containsExactly(
                            "quick started, due 2025-06-01T13:00:10Z", "quick COMPLETE, next 2025-06-02T13:00:10Z");
        }
    }

    @Test
    void healthIsToldByWhatCanBeWritten() throws Exception {
        configure("every = 1h", "every = 1h");
        try (Served process = new Served()) {
            Health health = new Health(process.service, process.serving);
            Page ready = health.pages().get("/readyz");
            Page alive = health.pages().get("/healthz");
            assertThat(ready.answer().status()).isEqualTo(503);
            process.start();
            assertThat(ready.answer()).isEqualTo(Page.Answer.fine());
            assertThat(alive.answer()).isEqualTo(Page.Answer.fine());
            assertThat(process.stop()).isEmpty();
            process.service.close();
            assertThat(ready.answer().status()).isEqualTo(503);
            assertThat(alive.answer().status()).isEqualTo(503);
            assertThat(alive.answer().body()).contains("headrace-state.db");
        }
    }

    @Test
    void whoeverAsksForHealthAllTheTimeHasNothingWrittenEachTime() throws Exception {
        configure("every = 1h", "every = 1h");
        try (Served process = new Served().start()) {
            Page alive = new Health(process.service, process.serving).pages().get("/healthz");
            assertThat(alive.answer()).isEqualTo(Page.Answer.fine());
            assertThat(process.stop()).isEmpty();
            assertThat(alive.answer()).isEqualTo(Page.Answer.fine());
            process.service.close();
            assertThat(alive.answer())
                    .as("nothing can be written, and nothing was")
                    .isEqualTo(Page.Answer.fine());
            clock.advance(Duration.ofSeconds(1));
            assertThat(alive.answer().status()).isEqualTo(503);
        }
    }

    @Test
    void timesToComeThatAClockLeftBehindAreForgottenWhenItIsSetRight() throws Exception {
        configure("every = 1h", "cron = \"0 3 * * *\"");
        try (Served process = new Served()) {
            process.service.keepSlot("quick", Instant.parse("2031-01-01T00:00:00Z"));
            process.start();
            clock.advance(HOUR.plusSeconds(1));
            assertThat(process.told())
                    .containsExactly(
                            "quick started, due 2025-06-01T13:00:00Z", "quick COMPLETE, next 2025-06-01T14:00:00Z");
        }
    }
}
