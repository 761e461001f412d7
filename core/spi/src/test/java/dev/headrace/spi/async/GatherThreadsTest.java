package dev.headrace.spi.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.async.Outcome.Cancelled;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which thread runs what, and who waits for whom. */
class GatherThreadsTest {
    private final Rig rig = new Rig();

    @AfterEach
    void stopThreads() {
        rig.close();
    }

    @Test
    void nothingOfTheCallersRunsOnTheThreadsOfStagesOrTimers() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch closed = new CountDownLatch(1);
        CompletableFuture<Integer> abandoned = new CompletableFuture<>();

        Summary summary = Rig.end(rig.<Integer>over(spying(Numbers.upTo(500), threads))
                .itemTimeout(Duration.ofMillis(20))
                .stopOn(outcome -> {
                    note("condition", threads);
                    return false;
                })
                .lateValues(value -> {
                    note("late", threads);
                    closed.countDown();
                })
                .forEach(
                        (input, item) -> {
                            note("mapper", threads);
                            item.cancellation().onCancel(() -> note("listener", threads));
                            return input == 7 ? abandoned : rig.later(input);
                        },
                        outcome -> note("sink", threads)));
        rig.io.execute(() -> abandoned.complete(7));
        await(closed);

        assertThat(summary.outcomes()).isEqualTo(500);
        assertThat(threads).allSatisfy(thread -> assertThat(thread).contains(" on work-"));
        assertThat(threads)
                .extracting(thread -> thread.substring(0, thread.indexOf(' ')))
                .contains("iterator", "mapper", "sink", "condition", "listener", "late");
    }

    @Test
    void aMapperThatBlocksHoldsUpNoOtherItem() {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(99);
        Gather.Handle<Summary> handle = rig.<Integer>over(Numbers.upTo(100))
                .concurrency(4)
                .forEach(
                        (input, item) -> {
                            if (input == 0) {
                                await(release);
                            }
                            return rig.later(input);
                        },
                        outcome -> others.countDown());

        await(others);
        assertThat(handle.result().toCompletableFuture()).isNotDone();
        release.countDown();

        assertThat(Rig.end(handle).succeeded()).isEqualTo(100);
    }

    @Test
    void theDeadlineDoesNotWaitForAMapperThatBlocks() {
        ManualTimer timer = new ManualTimer();
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try {
            Gather.Handle<Gathered<Integer, Integer>> handle = rig.<Integer>over(Numbers.upTo(10))
                    .concurrency(1)
                    .scheduler(timer, timer::now)
                    .deadline(Duration.ofMinutes(1))
                    .toList((input, item) -> {
                        blocked.countDown();
                        await(release);
                        return rig.later(input);
                    });
            await(blocked);
            timer.advance(Duration.ofMinutes(1));

            Gathered<Integer, Integer> gathered = Rig.end(handle);
            assertThat(gathered.outcomes().get(0)).isInstanceOf(Cancelled.class);
            assertThat(gathered.summary()).isEqualTo(new Summary(Stop.DEADLINE, 1, 0, 0, 1, 9, null));
        } finally {
            release.countDown();
        }
    }

    @Test
    void theIteratorIsCalledByOneThreadAtATimeAndSeesItsOwnWrites() {
        AtomicBoolean inside = new AtomicBoolean();
        AtomicInteger collisions = new AtomicInteger();
        int[] unsynchronised = new int[1];
        Iterator<Integer> confined = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return guarded(unsynchronised[0] < 50_000 ? 1 : 0) == 1;
            }

            @Override
            public Integer next() {
                return guarded(unsynchronised[0]++);
            }

            private int guarded(int value) {
                if (!inside.compareAndSet(false, true)) {
                    collisions.incrementAndGet();
                }
                Thread.onSpinWait();
                inside.set(false);
                return value;
            }
        };

        Summary summary =
                Rig.end(rig.<Integer>over(() -> confined).forEach((input, item) -> rig.later(input), outcome -> {}));

        assertThat(summary.succeeded()).isEqualTo(50_000);
        assertThat(collisions).hasValue(0);
    }

    @Test
    void aShutDownExecutorEndsTheGatherWithEveryOutcome() {
        CountDownLatch underWay = new CountDownLatch(4);
        CompletableFuture<Integer> never = new CompletableFuture<>();
        Gather.Handle<Gathered<Integer, Integer>> handle = rig.<Integer>over(Numbers.upTo(100))
                .concurrency(4)
                .toList((input, item) -> {
                    underWay.countDown();
                    return never;
                });
        await(underWay);

        rig.work.shutdown();
        handle.cancel("stopping");

        Gathered<Integer, Integer> gathered = Rig.end(handle);
        assertThat(gathered.outcomes()).hasSize(100);
        assertThat(gathered.summary()).isEqualTo(new Summary(Stop.CANCELLED, 4, 0, 0, 4, 96, null));
    }

    private static void note(String what, Set<String> threads) {
        threads.add(what + " on " + Thread.currentThread().getName());
    }

    private static List<Integer> spying(List<Integer> inputs, Set<String> threads) {
        return new AbstractList<>() {
            @Override
            public Integer get(int index) {
                note("iterator", threads);
                return inputs.get(index);
            }

            @Override
            public int size() {
                return inputs.size();
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain, " + latch.getCount() + " to go");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
