package dev.headrace.engine.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.AbandonedStage.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What counts as dropped. Each scenario is run with sources that complete late, that are complete, and that never complete. */
class StageScopeTest {
    private static final Executor INLINE = Runnable::run;
    private final IllegalStateException broken = new IllegalStateException("broken");

    /** When the sources complete. */
    private enum When {
        LATE,
        EARLY,
        NEVER
    }

    /** What a connector does with two stages that it was handed. */
    private interface Scenario extends BiConsumer<CompletionStage<String>, CompletionStage<String>> {}

    private List<DroppedStage> dropped(When when, boolean failing, Scenario scenario) {
        StageScope scope = new StageScope(INLINE, CreationLines.NONE);
        List<CompletableFuture<String>> sources = List.of(new CompletableFuture<>(), new CompletableFuture<>());
        if (when == When.EARLY) {
            sources.forEach(source -> complete(source, failing));
        }
        scenario.accept(scope.track("first", sources.get(0)), scope.track("second", sources.get(1)));
        if (when == When.LATE) {
            sources.forEach(source -> complete(source, failing));
        }
        return scope.end();
    }

    private void complete(CompletableFuture<String> source, boolean failing) {
        if (failing) {
            source.completeExceptionally(broken);
        } else {
            source.complete("done");
        }
    }

    private void assertNothingDropped(Scenario scenario) {
        for (When when : When.values()) {
            assertThat(dropped(when, false, scenario)).as("succeeding %s", when).isEmpty();
            assertThat(dropped(when, true, scenario)).as("failing %s", when).isEmpty();
        }
    }

    /** Asserts what is dropped, by origin. */
    private void assertDropped(Scenario scenario, String... origins) {
        for (When when : When.values()) {
            Fate succeeding = when == When.NEVER ? Fate.RUNNING : Fate.SUCCEEDED;
            assertThat(dropped(when, false, scenario))
                    .as("succeeding %s", when)
                    .allMatch(stage -> stage.fate() == succeeding && stage.failure() == null)
                    .extracting(stage -> (String) stage.origin())
                    .containsExactlyInAnyOrder(origins);
            Fate failing = when == When.NEVER ? Fate.RUNNING : Fate.FAILED;
            assertThat(dropped(when, true, scenario))
                    .as("failing %s", when)
                    .allMatch(stage -> stage.fate() == failing)
                    .allMatch(stage -> when == When.NEVER || broken.equals(rootOf(stage.failure())))
                    .extracting(stage -> (String) stage.origin())
                    .containsExactlyInAnyOrder(origins);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        return failure.getCause() == null ? failure : failure.getCause();
    }

    /** What the engine does with the stage that {@code collect} returns. */
    private static void returned(CompletionStage<?> stage) {
        stage.whenComplete((value, failure) -> {});
    }

    @Test
    void aStageThatNobodyTouchesIsDropped() {
        assertDropped((first, second) -> returned(first), "second");
    }

    @Test
    void aStageThatIsReturnedIsNot() {
        assertNothingDropped((first, second) -> {
            returned(first);
            returned(second.thenApply(String::length));
        });
    }

    @Test
    void theEndOfAChainIsDroppedOnceAndNamesItsBeginning() {
        assertDropped(
                (first, second) -> {
                    returned(first);
                    second.thenApply(String::length).thenAccept(length -> {});
                },
                "second");
    }

    @Test
    void eachBranchHasItsOwnEnd() {
        assertDropped(
                (first, second) -> {
                    returned(second.thenApply(String::length));
                    returned(first);
                    second.thenRun(() -> {});
                    second.thenAccept(value -> {});
                },
                "second",
                "second");
    }

    @Test
    void whoeverAsksForTheFailureHasSeenIt() {
        assertNothingDropped((first, second) -> {
            first.whenComplete((value, failure) -> {});
            second.handle((value, failure) -> 1);
        });
        assertNothingDropped((first, second) -> {
            first.exceptionally(failure -> "");
            second.exceptionallyCompose(failure -> CompletableFuture.completedFuture(""));
        });
        assertNothingDropped((first, second) -> {
            first.whenCompleteAsync((value, failure) -> {});
            second.handleAsync((value, failure) -> 1);
        });
        assertNothingDropped((first, second) -> {
            first.whenCompleteAsync((value, failure) -> {}, INLINE);
            second.handleAsync((value, failure) -> 1, INLINE);
        });
        assertNothingDropped((first, second) -> {
            first.exceptionallyAsync(failure -> "");
            second.exceptionallyAsync(failure -> "", INLINE);
        });
        assertNothingDropped((first, second) -> {
            first.exceptionallyComposeAsync(failure -> CompletableFuture.completedFuture(""));
            second.exceptionallyComposeAsync(failure -> CompletableFuture.completedFuture(""), INLINE);
        });
    }

    @Test
    void whatComesAfterTheHandlingIsAStageLikeAnyOther() {
        List<DroppedStage> dropped = dropped(When.LATE, true, (first, second) -> {
            returned(first);
            second.exceptionally(failure -> "instead").thenAccept(value -> {
                throw broken;
            });
        });
        assertThat(dropped).singleElement().satisfies(stage -> {
            assertThat(stage.fate()).isEqualTo(Fate.FAILED);
            assertThat(stage.failure()).hasCause(broken);
        });
    }

    @Test
    void stagesThatAreJoinedIntoOneAreNotDropped() {
        assertNothingDropped((first, second) -> returned(first.thenCombine(second, String::concat)));
        assertNothingDropped((first, second) -> returned(first.thenAcceptBoth(second, (one, other) -> {})));
        assertNothingDropped((first, second) -> returned(first.runAfterEither(second, () -> {})));
        assertNothingDropped((first, second) -> returned(CompletableFuture.completedFuture("plain")
                .thenCombine(first, String::concat)
                .thenCombine(second, String::concat)));
    }

    @Test
    void stagesThatAreJoinedByTheJdksStaticMethodsAreNotDropped() {
        assertNothingDropped((first, second) ->
                returned(CompletableFuture.allOf(first.toCompletableFuture(), second.toCompletableFuture())));
        assertNothingDropped((first, second) ->
                returned(CompletableFuture.anyOf(first.toCompletableFuture(), second.toCompletableFuture())));
        assertNothingDropped((first, second) -> returned(CompletableFuture.allOf(
                first.thenApply(String::length).toCompletableFuture(),
                second.thenApply(String::length).toCompletableFuture())));
    }

    @Test
    void theStageThatAFunctionGivesToThenComposeIsNotDropped() {
        assertNothingDropped((first, second) -> {
            returned(first.thenCompose(value -> second));
            returned(second);
        });
        assertNothingDropped((first, second) -> {
            returned(CompletableFuture.completedFuture("plain").thenCompose(value -> first));
            returned(first.handle((value, failure) -> value).thenCompose(value -> second));
            returned(second);
        });
    }

    @Test
    void aJoinOfJoinsIsDroppedByItsEndOnly() {
        assertDropped(
                (first, second) -> first.thenCombine(second, String::concat).thenApply(String::length), "first");
    }

    @Test
    void asyncMethodsWithoutAnExecutorRunOnTheStrand() {
        AtomicInteger onStrand = new AtomicInteger();
        StageScope scope = new StageScope(
                task -> {
                    onStrand.incrementAndGet();
                    task.run();
                },
                CreationLines.NONE);
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletionStage<Integer> length = scope.track("call", source).thenApplyAsync(String::length);
        source.complete("done");

        assertThat(length.toCompletableFuture()).isCompletedWithValue(4);
        assertThat(onStrand).hasValue(1);
    }

    @Test
    void aLongWalkKeepsNoSeenStages() {
        StageScope scope = new StageScope(INLINE, CreationLines.NONE);
        List<CompletionStage<?>> forgotten = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            returned(scope.track("page", CompletableFuture.completedFuture("page")));
            if (i % 1_000 == 0) {
                forgotten.add(scope.track("forgotten", CompletableFuture.completedFuture("page")));
            }
        }
        assertThat(scope.held()).isLessThan(100);
        assertThat(scope.end())
                .hasSameSizeAs(forgotten)
                .allMatch(stage -> stage.origin().equals("forgotten"));
    }

    @Test
    void whatIsMadeAfterTheEndIsNotKept() {
        StageScope scope = new StageScope(INLINE, CreationLines.NONE);
        assertThat(scope.end()).isEmpty();
        CompletionStage<String> late = scope.track("late", new CompletableFuture<>());

        assertThat(late.toCompletableFuture()).isNotDone();
        assertThat(scope.held()).isZero();
        assertThat(scope.end()).isEmpty();
    }

    @Test
    void aDroppedStageNamesTheLineThatMadeIt() {
        String here = StageScopeTest.class.getName();
        StageScope scope = new StageScope(INLINE, CreationLines.of(here::equals));
        CompletionStage<String> call = scope.track("call", new CompletableFuture<>());
        int line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
        call.thenAccept(value -> {});

        assertThat(scope.end()).singleElement().satisfies(stage -> {
            assertThat(stage.line().getFileName()).isEqualTo("StageScopeTest.java");
            assertThat(stage.line().getLineNumber()).isEqualTo(line);
        });
    }
}
