package dev.headrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.engine.report.ConnectorProgress;
import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.engine.scripted.Script;
import dev.headrace.engine.scripted.ScriptedProvider;
import dev.headrace.spi.ConfigException;
import dev.headrace.spi.Step;
import dev.headrace.spi.TransientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/** Runs that end before their end, or do not even begin. */
class StoppedRunTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int ITEMS = 5;

    @TempDir
    Path directory;

    private Set<Thread> before = Set.of();

    @BeforeEach
    void rememberTheThreads() {
        before = Thread.getAllStackTraces().keySet();
    }

    @AfterEach
    void noThreadIsLeftBehind() throws InterruptedException {
        Set<Thread> ofThisTest = new HashSet<>(Thread.getAllStackTraces().keySet());
        ofThisTest.removeAll(before);
        for (Thread thread : ofThisTest) {
            if (isOfARun(thread)) {
                thread.join(PATIENCE.toMillis());
                assertThat(thread.isAlive()).as("%s is left behind", thread).isFalse();
            }
        }
    }

    private static boolean isOfARun(Thread thread) {
        return thread.getName().matches("headrace-(carrier|timer|io|store|blocking|watchdog|end)\\b.*");
    }

    @Test
    void aStoppedRunEndsWithinItsGraceAndTheNextOneGoesOn() throws Exception {
        try (NestedUpstream upstream = NestedUpstream.start(2)) {
            RunDirectory runs = nested(upstream, "stopped");
            upstream.allow(100);
            RunReport stopped;
            try (Engine engine = runs.load()) {
                Run run = engine.collect(fatal -> {});
                assertThat(upstream.awaitRequests(101, PATIENCE)).isTrue();
                run.stop();
                stopped = RunDirectory.await(run);
            }

            assertThat(stopped.stopped()).isTrue();
            assertThat(stopped.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(stopped.outcomes().balanced()).isTrue();
            // Under way when the grace ended: the upstream held their answers back.
            assertThat(stopped.outcomes().of(ItemOutcome.CANCELLED)).isPositive();
            assertThat(stopped.outcomes().of(ItemOutcome.SUCCEEDED)).isPositive();
            assertThat(stopped.outcomes().failures()).isZero();

            upstream.allow(Integer.MAX_VALUE);
            RunReport continued = runs.collect();
            assertThat(continued.status()).isEqualTo(RunStatus.COMPLETE);
            assertThat(continued.continued()).isPresent();
            assertThat(continued.outcomes().planned()).isEqualTo(upstream.requests());
            assertThat(runs.lines()).hasSize(upstream.records()).doesNotHaveDuplicates();
        }
    }

    @Test
    void aRunMayBeStoppedBeforeItHasBegun() throws Exception {
        try (NestedUpstream upstream = NestedUpstream.start(1)) {
            RunDirectory runs = nested(upstream, "early");
            try (Engine engine = runs.load()) {
                Run run = engine.collect(fatal -> {});
                run.stop();
                run.stop();
                RunReport report = RunDirectory.await(run);
                assertThat(report.stopped()).isTrue();
                assertThat(report.problem()).isEmpty();
                assertThat(report.outcomes().balanced()).isTrue();
            }

            assertThat(runs.collect().status()).isEqualTo(RunStatus.COMPLETE);
            assertThat(runs.lines()).hasSize(upstream.records()).doesNotHaveDuplicates();
        }
    }

    @Test
    void aRunMayBeStoppedWhileItWaitsToTryAgain() {
        ScriptedProvider.register(
                "patient",
                Script.items(
                        ITEMS,
                        (item, context) -> CompletableFuture.failedFuture(
                                new TransientException("come back tomorrow", Duration.ofDays(1), null))));
        RunDirectory runs = scripted("patient");
        try (Engine engine = runs.load()) {
            Run run = engine.collect(fatal -> {});
            awaitWaiting(run, ITEMS);
            run.stop();
            RunReport report = RunDirectory.await(run);
            assertThat(report.outcomes().balanced()).isTrue();
            assertThat(report.outcomes().planned()).isEqualTo(ITEMS);
            assertThat(report.outcomes().failures()).isZero();
        }
    }

    private static void awaitWaiting(Run run, int items) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (run.progress().connectors().stream()
                .noneMatch(one -> one.items().inFlight() == 0 && one.items().waiting() == items)) {
            assertThat(System.nanoTime()).as("%s", run.progress()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void aStateFileThatIsADirectoryIsTheProblemOfTheReport() throws IOException {
        Files.createDirectories(directory.resolve("headrace-state.db"));
        RunReport report = scripted(good()).collect();

        assertThat(report.status()).isEqualTo(RunStatus.FAILED);
        assertThat(report.problem().orElseThrow()).contains("headrace-state.db");
    }

    @Test
    void aStateFileBelowAFileIsTheProblemOfTheReport() throws IOException {
        Files.writeString(directory.resolve("file"), "");
        RunReport report = new RunDirectory(directory)
                .configure("state = file/state.db, connectors { good { connector = scripted, script = %s } }"
                        .formatted(good()))
                .collect();

        assertThat(report.status()).isEqualTo(RunStatus.FAILED);
        assertThat(report.problem().orElseThrow())
                .contains(directory.resolve("file").toString());
    }

    @Test
    void aStateFileThatIsNoDatabaseIsTheProblemOfTheReport() throws IOException {
        Files.writeString(directory.resolve("headrace-state.db"), "Dear diary, ".repeat(1000));
        RunReport report = scripted(good()).collect();

        assertThat(report.status()).isEqualTo(RunStatus.FAILED);
        assertThat(report.problem().orElseThrow()).contains("headrace-state.db", "not an SQLite file");
        assertThat(Files.readString(directory.resolve("headrace-state.db"))).startsWith("Dear diary");
    }

    @Test
    void anOutputThatCannotBeWrittenIsTheProblemOfTheReport() throws IOException {
        Files.writeString(directory.resolve("out"), "");
        RunReport report = scripted(good()).collect();

        assertThat(report.status()).isEqualTo(RunStatus.FAILED);
        assertThat(report.problem().orElseThrow())
                .contains(directory.resolve("out").toString());
    }

    @Test
    void twoRunsCannotShareAStateFile() throws Exception {
        try (NestedUpstream upstream = NestedUpstream.start(1)) {
            RunDirectory runs = nested(upstream, "shared");
            upstream.allow(1);
            try (Engine engine = runs.load()) {
                Run first = engine.collect(fatal -> {});
                assertThat(upstream.awaitRequests(1, PATIENCE)).isTrue();
                RunReport second = runs.collect();
                upstream.allow(Integer.MAX_VALUE);

                assertThat(second.status()).isEqualTo(RunStatus.FAILED);
                assertThat(second.problem().orElseThrow()).contains("headrace-state.db");
                assertThat(RunDirectory.await(first).status()).isEqualTo(RunStatus.COMPLETE);
            }
        }
    }

    @Test
    void aProviderThatBreaksDisablesItsInstanceOnly() {
        ScriptedProvider.register(
                "breaking",
                Script.items(ITEMS, (item, context) -> null)
                        .refusing(config -> new IllegalStateException("out of order")));
        RunReport report = scripted(good(), "breaking").collect();

        assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
        ConnectorReport broken = report.connectors().get(0);
        assertThat(broken.name()).isEqualTo("breaking");
        assertThat(broken.problem().orElseThrow()).contains("cannot be opened", "out of order");
        assertThat(report.outcomes().of(ItemOutcome.SUCCEEDED)).isEqualTo(ITEMS);
    }

    @Test
    void whatProvidersFindWrongIsSaidAllAtOnce() {
        for (String name : List.of("one", "two")) {
            ScriptedProvider.register(
                    name,
                    Script.items(ITEMS, (item, context) -> null)
                            .refusing(config -> new ConfigException(config.problem("script", name + " is no script"))));
        }
        try (Engine engine = scripted("one", "two").load()) {
            assertThatThrownBy(() -> engine.collect(fatal -> {}))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContainingAll("one is no script", "two is no script", "headrace.conf");
        }
    }

    @Test
    void aConnectorIsClosedOnceHoweverItsRunEnds() throws IOException {
        AtomicInteger closed = new AtomicInteger();
        ScriptedProvider.register(
                "closing",
                Script.items(1, (item, context) -> {
                            throw new NoSuchMethodError("the item is broken");
                        })
                        .closing(() -> {
                            closed.incrementAndGet();
                            throw new NoSuchMethodError("closing is broken too");
                        }));
        scripted("closing").collect();
        assertThat(closed).hasValue(1);

        Files.delete(directory.resolve("headrace-state.db"));
        Files.createDirectories(directory.resolve("headrace-state.db"));
        assertThat(scripted("closing").collect().problem()).isPresent();
        assertThat(closed).hasValue(2);
    }

    @Test
    void aRunThatHasEndedMayBeStoppedAndWatched() {
        try (Engine engine = scripted(good()).load()) {
            Run run = engine.collect(fatal -> {});
            RunReport report = RunDirectory.await(run);
            run.stop();

            assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
            assertThat(run.progress().connectors())
                    .singleElement()
                    .satisfies(one -> assertThat(one.state()).isEqualTo(ConnectorProgress.State.DONE));
        }
    }

    private static String good() {
        ScriptedProvider.register(
                "good",
                Script.items(
                        ITEMS,
                        (item, context) -> CompletableFuture.completedFuture(
                                Step.empty().emit("things", item.arg("n"), JsonNodeFactory.instance.objectNode()))));
        return "good";
    }

    private RunDirectory scripted(String... names) {
        StringBuilder connectors = new StringBuilder();
        for (String name : names) {
            connectors.append("connectors.%s { connector = scripted, script = %s }%n".formatted(name, name));
        }
        return new RunDirectory(directory).configure(connectors.toString());
    }

    private RunDirectory nested(NestedUpstream upstream, String name) {
        return new RunDirectory(directory).configure("""
                        engine { stop-within = 300ms }
                        connectors { %s { connector = nested, base-url = "%s" } }
                        """.formatted(name, upstream.address()));
    }
}
