package dev.headrace.engine.strand;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs small scenarios under Lincheck's scheduler, which switches threads wherever they touch shared memory and explores many
 * interleavings: a wake-up that is lost in one of them is a scenario that hangs.
 */
@Tag("slow")
class ReadyQueueModelTest {
    private static final int INTERLEAVINGS = 1_000;

    @Test
    void theOnlyCarrierFindsTheWork() {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> everyCarrierGetsOne(1, 1));
    }

    @Test
    void aCarrierThatFindsWorkCallsTheNextWhenThereIsMore() {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> everyCarrierGetsOne(1, 2));
    }

    @Test
    void whoLeavesTheCallToAnotherIsNotForgotten() {
        Lincheck.runConcurrentTest(INTERLEAVINGS, () -> everyCarrierGetsOne(2, 2));
    }

    @Test
    void closingWakesWhoeverWaits() {
        Lincheck.runConcurrentTest(INTERLEAVINGS, ReadyQueueModelTest::closeWhileOneWaits);
    }

    /** Shows that the tests above can fail: a queue that does not look again before it waits. */
    @Test
    void aLostWakeUpWouldBeFound() {
        assertThatThrownBy(() -> Lincheck.runConcurrentTest(INTERLEAVINGS, ReadyQueueModelTest::forgetful))
                .hasMessageContaining("hung");
    }

    /** A carrier that has its work is busy for ever, as a stuck one is: the others must be called for the rest. */
    private static void everyCarrierGetsOne(int producers, int carriers) {
        ReadyQueue queue = new ReadyQueue();
        AtomicInteger taken = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < carriers; i++) {
            threads.add(new Thread(() -> takeOne(queue, taken)));
        }
        for (int i = 0; i < producers; i++) {
            threads.add(new Thread(() -> {
                for (int put = 0; put < carriers / producers; put++) {
                    queue.put(carrier -> {});
                }
            }));
        }
        runAll(threads);
        if (taken.get() != carriers) {
            throw new AssertionError("taken: " + taken.get()); // nothing cleverer runs under Lincheck's scheduler
        }
    }

    private static void closeWhileOneWaits() {
        ReadyQueue queue = new ReadyQueue();
        runAll(List.of(
                new Thread(() -> queue.await(new ReadyQueue.Waiter(Thread.currentThread()))),
                new Thread(queue::close)));
    }

    private static void takeOne(ReadyQueue queue, AtomicInteger taken) {
        ReadyQueue.Waiter waiter = new ReadyQueue.Waiter(Thread.currentThread());
        while (queue.poll(waiter) == null) {
            queue.await(waiter);
        }
        taken.incrementAndGet();
    }

    private static void forgetful() {
        ConcurrentLinkedQueue<String> works = new ConcurrentLinkedQueue<>();
        AtomicBoolean idle = new AtomicBoolean();
        AtomicBoolean called = new AtomicBoolean();
        Thread carrier = new Thread(() -> {
            if (works.poll() == null) {
                idle.set(true); // and here it should look for work again
                while (!called.get()) {
                    LockSupport.park();
                }
            }
        });
        Thread producer = new Thread(() -> {
            works.add("work");
            if (idle.get()) {
                called.set(true);
                LockSupport.unpark(carrier);
            }
        });
        runAll(List.of(carrier, producer));
    }

    private static void runAll(List<Thread> threads) {
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
