package dev.headrace.engine.strand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Waits for what a test expects, for as long as a loaded machine may take, and keeps what a listener hears. */
final class Events implements BlockingListener {
    static final long PATIENCE_SECONDS = Long.getLong("headrace.test.patience", 60);

    final BlockingQueue<BlockingVerdict> running = new LinkedBlockingQueue<>();
    final BlockingQueue<BlockingVerdict> ended = new LinkedBlockingQueue<>();
    final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> exhausted = new LinkedBlockingQueue<>();

    @Override
    public void stillRunning(BlockingVerdict verdict, Runnable task) {
        tasks.add(task);
        running.add(verdict);
    }

    @Override
    public void ended(BlockingVerdict verdict, Runnable task) {
        ended.add(verdict);
    }

    @Override
    public void noCarrierLeft(int carriers) {
        exhausted.add(carriers);
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    static BlockingVerdict next(BlockingQueue<BlockingVerdict> queue, Predicate<BlockingVerdict> wanted)
            throws InterruptedException {
        BlockingVerdict verdict = next(queue);
        while (!wanted.test(verdict)) {
            verdict = next(queue);
        }
        return verdict;
    }

    /** For states that nothing announces. */
    static void until(BooleanSupplier reached) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("given up").isLessThan(until);
            LockSupport.parkNanos(100_000);
        }
    }
}
