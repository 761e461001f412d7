package dev.headrace.spi.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A million items: the stack stays flat, the window holds, and outcomes are told one at a time. */
class GatherScaleTest {
    private static final int MILLION = 1_000_000;

    private final Rig rig = new Rig();

    @AfterEach
    void stopThreads() {
        rig.close();
    }

    @Test
    void aMillionStagesThatAreCompleteAlready() {
        assertAllArrive(rig.work, (input, item) -> CompletableFuture.completedStage(input));
    }

    @Test
    void aMillionStagesThatAreCompleteAlreadyOnTheCallersThread() {
        assertAllArrive(Runnable::run, (input, item) -> CompletableFuture.completedStage(input));
    }

    @Test
    void aMillionStagesThatAreCompletedInsideTheMapper() {
        assertAllArrive(Runnable::run, (input, item) -> {
            CompletableFuture<Integer> stage = new CompletableFuture<>();
            stage.complete(input);
            return stage;
        });
    }

    @Test
    void runsOfCacheHitsBetweenAsynchronousItems() {
        assertAllArrive(rig.work, this::everyFiveThousandthLater);
        assertAllArrive(Runnable::run, this::everyFiveThousandthLater);
    }

    /** The mapper of each item completes the stage of the item before, so that completions come from inside mappers. */
    @Test
    void stagesThatOtherItemsMappersComplete() {
        Map<Integer, CompletableFuture<Integer>> open = new HashMap<>();
        assertAllArrive(Runnable::run, (input, item) -> {
            CompletableFuture<Integer> before = open.remove(input - 1);
            if (before != null) {
                before.complete(input - 1);
            }
            if (input == MILLION - 1) {
                return CompletableFuture.completedStage(input);
            }
            CompletableFuture<Integer> stage = new CompletableFuture<>();
            open.put(input, stage);
            return stage;
        });
    }

    @Test
    void aMillionAsynchronousItemsOfWhichATenthFails() {
        Exception tenth = new NoStackException();
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        // Neither is synchronised: a lost update would show that two outcomes were told at once or without ordering.
        int[] told = new int[1];
        long[] indexes = new long[1];

        Summary summary = Rig.end(rig.<Integer>over(Numbers.lazilyUpTo(MILLION))
                .forEach(
                        (input, item) -> {
                            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                            return input % 10 == 0 ? rig.<Integer>failLater(tenth) : rig.later(input);
                        },
                        outcome -> {
                            told[0]++;
                            indexes[0] += outcome.index();
                            underWay.decrementAndGet();
                        }));

        assertThat(summary).isEqualTo(new Summary(Stop.EXHAUSTED, MILLION, 900_000, 100_000, 0, 0, null));
        assertThat(told[0]).isEqualTo(MILLION);
        assertThat(indexes[0]).isEqualTo(MILLION * (MILLION - 1L) / 2);
        assertThat(most.get()).isBetween(2, 64);
    }

    private CompletionStage<Integer> everyFiveThousandthLater(Integer input, Gather.Item item) {
        return input % 5_000 == 0 ? rig.later(input) : CompletableFuture.completedStage(input);
    }

    private void assertAllArrive(Executor executor, Gather.Mapper<Integer, Integer> mapper) {
        long[] sum = new long[1];
        Summary summary = Rig.end(rig.<Integer>over(Numbers.lazilyUpTo(MILLION))
                .executor(executor)
                .forEach(mapper, outcome -> sum[0] += outcome.index()));

        assertThat(summary).isEqualTo(new Summary(Stop.EXHAUSTED, MILLION, MILLION, 0, 0, 0, null));
        assertThat(sum[0]).isEqualTo(MILLION * (MILLION - 1L) / 2);
    }

    private static final class NoStackException extends Exception {
        NoStackException() {
            super("no stack", null, false, false);
        }
    }
}
