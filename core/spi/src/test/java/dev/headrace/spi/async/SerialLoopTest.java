package dev.headrace.spi.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SerialLoopTest {
    @Test
    void wakesFromInsideThePassRunItAgainWithoutNesting() {
        int[] depth = new int[2];
        List<SerialLoop> self = new ArrayList<>();
        SerialLoop loop = new SerialLoop(
                Runnable::run,
                () -> {
                    assertThat(++depth[0]).isOne();
                    if (++depth[1] < 100_000) {
                        self.get(0).wake();
                    }
                    depth[0]--;
                },
                refusal -> {});
        self.add(loop);

        loop.wake();

        assertThat(depth[1]).isEqualTo(100_000);
    }

    @Test
    void aRefusedWakeIsToldAndRunsThePassHere() {
        List<String> events = new ArrayList<>();
        SerialLoop loop = new SerialLoop(
                task -> {
                    throw new RejectedExecutionException("shut down");
                },
                () -> events.add("pass"),
                refusal -> events.add(refusal.getMessage()));

        loop.wake();
        loop.wake();

        assertThat(events).containsExactly("shut down", "pass", "shut down", "pass");
    }

    /** What was written before a wake is seen by a pass after it, and no two passes overlap. */
    @Test
    void noWakeIsLostAndNoTwoPassesOverlap() throws InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        AtomicLong written = new AtomicLong();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        AtomicLong seen = new AtomicLong();
        SerialLoop loop = new SerialLoop(
                executor,
                () -> {
                    if (inside.incrementAndGet() != 1) {
                        overlaps.incrementAndGet();
                    }
                    seen.set(written.get());
                    inside.decrementAndGet();
                },
                refusal -> overlaps.incrementAndGet());
        for (int round = 0; round < 200; round++) {
            CountDownLatch done = new CountDownLatch(3);
            for (int thread = 0; thread < 3; thread++) {
                new Thread(() -> {
                            for (int i = 0; i < 100; i++) {
                                written.incrementAndGet();
                                loop.wake();
                            }
                            done.countDown();
                        })
                        .start();
            }
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        }
        executor.shutdown();
        assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        assertThat(seen).hasValue(written.get());
        assertThat(overlaps).hasValue(0);
    }
}
