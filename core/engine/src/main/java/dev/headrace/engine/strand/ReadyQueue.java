package dev.headrace.engine.strand;

import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Work that waits for a carrier, first come first served, and carriers that wait for work, last come first called because its
 * caches are warm. Thread-safe without a lock.
 *
 * <p>Waking a thread costs microseconds, a task often less. So at most one carrier is on its way to look for work (it holds the
 * search); while it is, nobody wakes a second one, and it wakes the next one when it finds something. No wake-up is lost:
 *
 * <ul>
 *   <li>Who puts work adds it, then looks for idle carriers. A carrier that goes idle says so, then looks for work. One of the
 *       two sees the other.
 *   <li>Who puts work and finds the search taken leaves it at that. Whoever holds the search gives it up first and looks for
 *       work after that, so it sees what was added while it held it.
 * </ul>
 */
final class ReadyQueue {
    private final Queue<Work> works = new ConcurrentLinkedQueue<>();
    private final Deque<Waiter> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger search = new AtomicInteger();
    private volatile boolean closed;

    /** One carrier's place among those that wait. */
    static final class Waiter {
        private final Thread thread;
        private volatile boolean called;

        // Confined to the thread.
        private boolean searching;

        Waiter(Thread thread) {
            this.thread = thread;
        }
    }

    void put(Work work) {
        works.add(work);
        callOne();
    }

    /** True if the work was still there. */
    boolean remove(Work work) {
        return works.remove(work);
    }

    /** The next work; null if there is none. */
    @Nullable
    Work poll(Waiter me) {
        Work work = works.poll();
        if (!me.searching) {
            return work;
        }
        me.searching = false;
        search.set(0);
        if (work == null) {
            return works.poll();
        }
        callOne();
        return work;
    }

    /** Waits until there may be work; returns at once when closed. */
    void await(Waiter me) {
        idle.addFirst(me);
        if ((closed || !works.isEmpty()) && idle.remove(me)) {
            return;
        }
        while (!me.called) {
            LockSupport.park(this);
            clearInterrupt();
        }
        me.called = false;
        me.searching = true;
    }

    /** How much waits, counted up to a bound. */
    int size(int bound) {
        return (int) works.stream().limit(bound).count();
    }

    /** From now on nobody waits; work may still be put and polled. */
    void close() {
        closed = true;
        Waiter waiter;
        while ((waiter = idle.poll()) != null) {
            call(waiter);
        }
    }

    private void callOne() {
        while (!idle.isEmpty() && !works.isEmpty() && search.compareAndSet(0, 1)) {
            Waiter waiter = idle.poll();
            if (waiter != null) {
                call(waiter);
                return;
            }
            search.set(0); // and look again: someone may have gone idle, and someone else left it to us to call them
        }
    }

    private static void call(Waiter waiter) {
        waiter.called = true;
        LockSupport.unpark(waiter.thread);
    }

    /** An interrupt left over from a task would make parking spin. */
    private static void clearInterrupt() {
        boolean ignored = Thread.interrupted();
    }
}
