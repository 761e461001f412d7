package dev.headrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.engine.scripted.Script;
import dev.headrace.engine.scripted.ScriptedProvider;
import dev.headrace.spi.PermanentException;
import dev.headrace.spi.Step;
import dev.headrace.spi.TransientException;
import dev.headrace.spi.WorkItem;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** A failed item touches no other, and the report has all of them. */
class FailingItemsTest {
    private static final int ITEMS = 20;

    @TempDir
    Path directory;

    @Test
    void poisonedItemsLoseExactlyThemselves() {
        RunReport report = run((item, context) -> switch (item.arg("n")) {
            case "2" -> throw new IllegalStateException("poison");
            case "3" -> throw new NoSuchMethodError("poison.Method.gone()V");
            case "5" -> throw new AssertionError("poison");
            case "7" -> CompletableFuture.failedFuture(new PermanentException("poison"));
            case "8" -> CompletableFuture.failedFuture(new StackOverflowError("poison"));
            default -> record(item);
        });

        assertLosesOnly(report, 5);
        assertThat(report.failed()).allSatisfy(failed -> {
            assertThat(failed.connector()).isEqualTo("poisoned");
            assertThat(failed.outcome()).isEqualTo(ItemOutcome.FAILED);
            assertThat(failed.attempts()).isEqualTo(1);
            assertThat(failed.cause()).contains("poison");
        });
        assertThat(report.failed()).extracting(FailedItem::item).allMatch(item -> item.startsWith("item{n="));
        // The message of an error is not enough to find it: where it was thrown is said too.
        assertThat(cause(report, "3")).contains("NoSuchMethodError", "FailingItemsTest");
    }

    @Test
    void anErrorInTheCallbackOfAReplyLosesOnlyItsItem() {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("{\"id\":1}"))) {
            RunReport report = run(
                    upstream,
                    (item, context) -> context.http()
                            .get("/things/" + item.arg("n"))
                            .thenApply(reply -> {
                                switch (item.arg("n")) {
                                    case "1" -> throw new NoSuchMethodError("poison");
                                    case "2" -> throw new AssertionError("poison");
                                    case "4" -> throw new ExceptionInInitializerError("poison");
                                    default -> {}
                                }
                                return Step.empty().emit("things", item.arg("n"), reply.json());
                            }));

            assertLosesOnly(report, 3);
            assertThat(upstream.traffic().requests()).isEqualTo(ITEMS);
        }
    }

    @Test
    void anErrorInAnotherThreadsWorkLosesOnlyItsItem() {
        RunReport report = run((item, context) -> context.blocking(() -> {
            if (item.arg("n").equals("6")) {
                throw new NoClassDefFoundError("poison");
            }
            return step(item);
        }));

        assertLosesOnly(report, 1);
        assertThat(cause(report, "6")).contains("NoClassDefFoundError");
    }

    @Test
    void aFailureWhoseMessageFailsLosesOnlyItsItem() {
        RunReport report = run((item, context) -> {
            if (item.arg("n").equals("6")) {
                throw new Unspeakable();
            }
            return record(item);
        });

        assertLosesOnly(report, 1);
        assertThat(cause(report, "6")).contains("Unspeakable");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingInPlaceOfAStageOrAStepIsAFailureThatNamesTheItem(boolean stage) {
        RunReport report = run((item, context) -> {
            if (item.arg("n").equals("4")) {
                return stage ? null : CompletableFuture.completedFuture(null);
            }
            return record(item);
        });

        assertLosesOnly(report, 1);
        FailedItem failed = report.failed().get(0);
        assertThat(failed.connector()).isEqualTo("poisoned");
        assertThat(failed.item()).isEqualTo("item{n=4}");
        assertThat(failed.cause()).contains("null instead of a " + (stage ? "stage" : "step"), "item{n=4}");
    }

    @Test
    void aStepThatCannotBeStoredLosesOnlyItsItem() {
        RunReport report = run((item, context) -> {
            if (item.arg("n").equals("4")) {
                Step large = step(item);
                for (int n = 0; n <= 10_000; n++) {
                    large.then(WorkItem.of("item").with("n", "4." + n));
                }
                return CompletableFuture.completedFuture(large);
            }
            return record(item);
        });

        assertLosesOnly(report, 1);
    }

    @Test
    void aTransientFailureIsTriedThreeTimes() {
        Map<String, List<Integer>> attempts = new ConcurrentHashMap<>();
        RunReport report = run((item, context) -> {
            attempts.computeIfAbsent(item.arg("n"), n -> new ArrayList<>()).add(context.attempt());
            return switch (item.arg("n")) {
                case "1" -> throw new TransientException("not yet", Duration.ZERO, null);
                case "2" ->
                    context.attempt() < 3
                            ? CompletableFuture.failedFuture(new TransientException("not yet"))
                            : record(item);
                default -> record(item);
            };
        });

        assertLosesOnly(report, 1);
        assertThat(attempts.get("1")).containsExactly(1, 2, 3);
        assertThat(attempts.get("2")).containsExactly(1, 2, 3);
        assertThat(attempts.get("3")).containsExactly(1);
        assertThat(report.failed().get(0).attempts()).isEqualTo(3);
        assertThat(report.failed().get(0).item()).isEqualTo("item{n=1}");
    }

    @Test
    void aConnectorWithoutAPlanKeepsNoOtherFromEnding() {
        ScriptedProvider.register("planless", Script.of(cursors -> null, (item, context) -> record(item)));
        ScriptedProvider.register(
                "broken",
                Script.of(
                        cursors -> {
                            throw new NoSuchMethodError("poison");
                        },
                        (item, context) -> record(item)));
        ScriptedProvider.register("good", Script.items(ITEMS, (item, context) -> record(item)));
        RunReport report = new RunDirectory(directory).configure("""
                        connectors {
                          planless { connector = scripted, script = planless }
                          broken { connector = scripted, script = broken }
                          good { connector = scripted, script = good }
                        }
                        """).collect();

        assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(report.outcomes().of(ItemOutcome.SUCCEEDED)).isEqualTo(ITEMS);
        assertThat(report.connectors().get(0).problem().orElseThrow()).contains("NoSuchMethodError");
        assertThat(report.connectors().get(2).problem().orElseThrow()).contains("plan returned null");
    }

    @Test
    void aRunWithoutItemsIsComplete() {
        ScriptedProvider.register("idle", Script.items(0, (item, context) -> record(item)));
        RunReport report = new RunDirectory(directory)
                .configure("connectors { idle { connector = scripted, script = idle } }")
                .collect();

        assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
        assertThat(report.sentence()).contains("nothing to do");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anErrorOfTheJvmItselfEndsTheRun(boolean thrown) {
        Error broken = new OutOfMemoryError("planted");
        ScriptedProvider.register("hungry", Script.items(1, (item, context) -> {
            if (thrown) {
                throw broken;
            }
            return context.blocking(() -> {
                throw broken;
            });
        }));
        RunDirectory runs = new RunDirectory(directory)
                .configure("connectors { hungry { connector = scripted, script = hungry } }");
        List<Throwable> heard = new CopyOnWriteArrayList<>();
        try (Engine engine = runs.load()) {
            RunReport report = RunDirectory.await(engine.collect(heard::add));

            assertThat(heard).contains(broken);
            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(report.problem().orElseThrow()).contains("OutOfMemoryError", "planted");
        }
    }

    private RunReport run(Script.Collecting collecting) {
        ScriptedProvider.register("poisoned", Script.items(ITEMS, collecting));
        return new RunDirectory(directory)
                .configure("connectors { poisoned { connector = scripted, script = poisoned } }")
                .collect();
    }

    private RunReport run(FakeUpstream upstream, Script.Collecting collecting) {
        ScriptedProvider.register("poisoned", Script.items(ITEMS, collecting));
        return new RunDirectory(directory)
                .configure("connectors { poisoned { connector = scripted, script = poisoned, base-url = \"%s\" } }"
                        .formatted(upstream.uri()))
                .collect();
    }

    private void assertLosesOnly(RunReport report, int lost) {
        assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(report.problem()).isEmpty();
        assertThat(report.outcomes().balanced()).isTrue();
        assertThat(report.outcomes().planned()).isEqualTo(ITEMS);
        assertThat(report.outcomes().of(ItemOutcome.FAILED)).isEqualTo(lost);
        assertThat(report.outcomes().of(ItemOutcome.SUCCEEDED)).isEqualTo(ITEMS - lost);
        assertThat(report.failed()).hasSize(lost);
        assertThat(new RunDirectory(directory).lines()).hasSize(ITEMS - lost);
    }

    private static String cause(RunReport report, String n) {
        return report.failed().stream()
                .filter(failed -> failed.item().equals("item{n=" + n + "}"))
                .findFirst()
                .orElseThrow()
                .cause();
    }

    private static CompletionStage<Step> record(WorkItem item) {
        return CompletableFuture.completedFuture(step(item));
    }

    private static Step step(WorkItem item) {
        return Step.empty()
                .emit(
                        "things",
                        item.arg("n"),
                        JsonNodeFactory.instance.objectNode().put("n", item.arg("n")));
    }

    private static final class Unspeakable extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }
}
