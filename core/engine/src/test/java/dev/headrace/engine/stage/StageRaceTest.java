package dev.headrace.engine.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.AbandonedStage.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stage completes, is looked at and its scope ends, all at the same time on different threads. */
class StageRaceTest {
    private static final int ROUNDS = 5_000;

    private final List<Thread> threads = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    @AfterEach
    void nothingFailed() {
        assertThat(failures).isEmpty();
        assertThat(threads).noneMatch(Thread::isAlive);
    }

    @Test
    void aStageThatIsSeenIsNeverCalledDroppedWhateverItsCompletionRacesWith() {
        for (int round = 0; round < ROUNDS; round++) {
            StageScope scope = new StageScope(Runnable::run, CreationLines.NONE);
            CompletableFuture<String> source = new CompletableFuture<>();
            CompletionStage<String> call = scope.track("call", source);
            race(
                    () -> source.complete("done"),
                    () -> call.thenApply(String::length).whenComplete((value, failure) -> {}));
            assertThat(scope.isClean()).isTrue();
            assertThat(scope.end()).isEmpty();
        }
    }

    @Test
    void aDroppedStageIsFoundOnceWhateverItsCompletionRacesWith() {
        for (int round = 0; round < ROUNDS; round++) {
            StageScope scope = new StageScope(Runnable::run, CreationLines.NONE);
            CompletableFuture<String> source = new CompletableFuture<>();
            CompletionStage<String> call = scope.track("call", source);
            List<DroppedStage> dropped = new ArrayList<>();
            race(() -> source.completeExceptionally(new IllegalStateException("broken")), () -> {
                call.thenApply(String::length);
                dropped.addAll(scope.end());
            });
            assertThat(dropped)
                    .singleElement()
                    .satisfies(stage -> assertThat(stage.fate()).isIn(Fate.FAILED, Fate.RUNNING));
        }
    }

    @Test
    void stagesThatSeveralThreadsDeriveAreAllFollowed() {
        StageScope scope = new StageScope(Runnable::run, CreationLines.NONE);
        CompletionStage<String> call = scope.track("call", new CompletableFuture<>());
        Runnable deriving = () -> {
            for (int i = 0; i < ROUNDS; i++) {
                call.thenApply(String::length).exceptionally(failure -> 0);
                call.thenRun(() -> {});
            }
        };
        race(deriving, deriving);
        assertThat(scope.end()).hasSize(2 * ROUNDS);
    }

    private void race(Runnable one, Runnable other) {
        CyclicBarrier start = new CyclicBarrier(2);
        Thread second = new Thread(() -> run(start, other));
        threads.clear();
        threads.add(second);
        second.start();
        run(start, one);
        try {
            second.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private void run(CyclicBarrier start, Runnable what) {
        try {
            start.await();
            what.run();
        } catch (InterruptedException | BrokenBarrierException | RuntimeException | Error failure) {
            synchronized (failures) {
                failures.add(failure);
            }
        }
    }
}
