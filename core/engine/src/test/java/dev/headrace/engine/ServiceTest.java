package dev.headrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.engine.scripted.Script;
import dev.headrace.engine.scripted.ScriptedProvider;
import dev.headrace.spi.Limit;
import dev.headrace.spi.Step;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/** Runs of single instances that go on side by side. */
class ServiceTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private final CompletableFuture<Step> held = new CompletableFuture<>();

    private RunDirectory configure(String... scripts) {
        return configureWith("stop-within = 1s", scripts);
    }

    private RunDirectory configureWith(String options, String... scripts) {
        StringBuilder text = new StringBuilder("engine { %s }%n".formatted(options));
        for (String script : scripts) {
            text.append("connectors.%s { connector = scripted, script = %s }%n".formatted(script, script));
        }
        return new RunDirectory(directory).configure(text.toString());
    }

    private static Step record(String id) {
        return Step.empty()
                .emit("things", id, JsonNodeFactory.instance.objectNode().put("id", id));
    }

    private static void quick(String name) {
        AtomicInteger next = new AtomicInteger();
        ScriptedProvider.register(
                name,
                Script.items(
                        2,
                        (item, context) -> CompletableFuture.completedFuture(record(name + next.incrementAndGet()))));
    }

    @Test
    void oneInstanceIsCollectedAgainAndAgainWhileAnotherIsStillAtIt() {
        ScriptedProvider.register("slow", Script.items(1, (item, context) -> held));
        quick("quick");
        RunDirectory runs = configure("slow", "quick");
        try (Engine engine = runs.load();
                Service service = engine.serve(fatal -> {})) {
            Run slow = service.collect("slow");
            for (int i = 0; i < 3; i++) {
                assertThat(service.isBusy("quick")).isFalse();
                RunReport report = RunDirectory.await(service.collect("quick"));
                assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
                assertThat(report.continued()).isEmpty();
                assertThat(report.connectors()).singleElement().satisfies(one -> {
                    assertThat(one.name()).isEqualTo("quick");
                    assertThat(one.records()).isEqualTo(2);
                    assertThat(one.outcomes().balanced()).isTrue();
                });
            }
            assertThat(service.isBusy("slow")).isTrue();
            assertThat(slow.report().toCompletableFuture()).isNotDone();
            held.complete(record("slow"));
            assertThat(RunDirectory.await(slow).status()).isEqualTo(RunStatus.COMPLETE);
            assertThat(service.isBusy("slow")).isFalse();
        }
        assertThat(runs.lines()).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void whatOneRunLeavesIsDoneByTheNextOfThatInstance() {
        AtomicInteger asked = new AtomicInteger();
        ScriptedProvider.register(
                "flaky",
                Script.items(
                        2,
                        (item, context) -> asked.incrementAndGet() == 1
                                ? CompletableFuture.failedFuture(new IllegalStateException("not today"))
                                : CompletableFuture.completedFuture(record("r" + item))));
        quick("quick");
        try (Engine engine = configure("flaky", "quick").load();
                Service service = engine.serve(fatal -> {})) {
            RunReport first = RunDirectory.await(service.collect("flaky"));
            assertThat(first.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(first.failed()).hasSize(1);
            RunReport other = RunDirectory.await(service.collect("quick"));
            assertThat(other.failed()).as("what another instance has lost").isEmpty();
            assertThat(other.status()).isEqualTo(RunStatus.COMPLETE);
            RunReport second = RunDirectory.await(service.collect("flaky"));
            assertThat(second.status()).isEqualTo(RunStatus.COMPLETE);
        }
    }

    @Test
    void aRunOfAnInstanceThatCannotBeOpenedListsNoFailuresOfOthers() {
        ScriptedProvider.register(
                "flaky",
                Script.items(2, (item, context) -> CompletableFuture.failedFuture(new IllegalStateException("no"))));
        ScriptedProvider.register(
                "shut", Script.items(1, (item, context) -> held).refusing(config -> new IllegalStateException("shut")));
        try (Engine engine = configure("flaky", "shut").load();
                Service service = engine.serve(fatal -> {})) {
            assertThat(RunDirectory.await(service.collect("flaky")).failed()).hasSize(2);
            RunReport shut = RunDirectory.await(service.collect("shut"));
            assertThat(shut.connectors())
                    .singleElement()
                    .satisfies(one -> assertThat(one.problem()).isPresent());
            assertThat(shut.failed()).isEmpty();
        }
    }

    @Test
    void aStoppedRunGoesOnInTheNextProcess() {
        ScriptedProvider.register("slow", Script.items(1, (item, context) -> held));
        quick("quick");
        RunDirectory runs = configure("slow", "quick");
        try (Engine engine = runs.load();
                Service service = engine.serve(fatal -> {})) {
            Run slow = service.collect("slow");
            RunDirectory.await(service.collect("quick"));
            slow.stop();
            assertThat(RunDirectory.await(slow).stopped()).isTrue();
        }
        held.complete(record("slow"));
        try (Engine engine = runs.load();
                Service service = engine.serve(fatal -> {})) {
            RunReport report = RunDirectory.await(service.collect("slow"));
            assertThat(report.continued()).isPresent();
            assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
        }
        assertThat(runs.lines()).hasSize(3);
    }

    @Test
    void runsSideBySideShareTheirLimits() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("{}"))) {
            for (String name : List.of("one", "two")) {
                ScriptedProvider.register(
                        name,
                        Script.items(3, (item, context) -> {
                                    both.countDown();
                                    return context.http()
                                            .get(upstream.uri().resolve("/x").toString())
                                            .thenApply(reply -> Step.empty());
                                })
                                .limit(Limit.named("shared").window(4, Duration.ofDays(1))));
            }
            RunDirectory runs = configure("one", "two");
            try (Engine engine = runs.load();
                    Service service = engine.serve(fatal -> {})) {
                Run one = service.collect("one");
                Run two = service.collect("two");
                assertThat(both.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                await(() -> sent(one) + sent(two) == 4);
                // They are counted when they go out.
                await(() -> upstream.traffic().exchanges("/x").size() == 4);
                one.stop();
                two.stop();
                long sent = RunDirectory.await(one).connectors().get(0).requests()
                        + RunDirectory.await(two).connectors().get(0).requests();
                assertThat(sent).isEqualTo(4);
            }
            assertThat(upstream.traffic().exchanges("/x")).hasSize(4);
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static long sent(Run run) {
        return run.progress().connectors().stream()
                .mapToLong(one -> one.requests())
                .sum();
    }

    @Test
    void anInstanceWhoseCodeNeverCameBackIsBusyUntilItDoes() throws Exception {
        CountDownLatch back = new CountDownLatch(1);
        ScriptedProvider.register("stuck", Script.items(1, (item, context) -> {
            assertThat(back.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return CompletableFuture.completedFuture(record("late"));
        }));
        quick("quick");
        // On a machine that stands still for a while nobody else is to be given up.
        String options = "stuck-after = 50ms, give-up-after = 3s";
        try (Engine engine = configureWith(options, "stuck", "quick").load();
                Service service = engine.serve(fatal -> {})) {
            RunReport given = RunDirectory.await(service.collect("stuck"));
            assertThat(given.connectors().get(0).problem().orElseThrow()).contains("was given up");
            assertThat(service.isBusy("stuck")).isTrue();
            assertThat(RunDirectory.await(service.collect("quick")).status()).isEqualTo(RunStatus.COMPLETE);
            back.countDown();
            await(() -> !service.isBusy("stuck"));
            assertThat(RunDirectory.await(service.collect("stuck")).status()).isEqualTo(RunStatus.COMPLETE);
        }
    }

    @Test
    void itRemembersWhenInstancesWereDue() throws Exception {
        quick("quick");
        RunDirectory runs = configure("quick");
        Instant due = Instant.parse("2026-11-23T03:00:00Z");
        try (Engine engine = runs.load();
                Service service = engine.serve(fatal -> {})) {
            assertThat(service.slots().toCompletableFuture().get()).isEmpty();
            service.keepSlot("quick", due.minusSeconds(60));
            service.keepSlot("quick", due);
            assertThat(service.probe().toCompletableFuture().get()).isTrue();
        }
        try (Engine engine = runs.load();
                Service service = engine.serve(fatal -> {})) {
            assertThat(service.slots().toCompletableFuture().get()).isEqualTo(Map.of("quick", due));
        }
    }

    @Test
    void aStateFileThatIsInUseIsToldAtOnce() {
        quick("quick");
        RunDirectory runs = configure("quick");
        try (Engine engine = runs.load();
                Service service = engine.serve(fatal -> {});
                Engine second = runs.load()) {
            assertThat(service.isBusy("quick")).isFalse();
            assertThatThrownBy(() -> second.serve(fatal -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("headrace-state.db", "in use");
        }
    }
}
