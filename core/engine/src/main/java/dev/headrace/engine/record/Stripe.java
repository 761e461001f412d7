package dev.headrace.engine.record;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** A part of the rows behind a lock of its own, so that threads need not wait for each other. Thread-safe. */
final class Stripe {
    private final ReentrantLock lock = new ReentrantLock();
    private final Rows rows = new Rows();

    /** Adds something, unless another thread is at this stripe. */
    boolean tryAdd(Consumer<Rows> adding) {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            adding.accept(rows);
            return true;
        } finally {
            lock.unlock();
        }
    }

    void add(Consumer<Rows> adding) {
        lock.lock();
        try {
            adding.accept(rows);
        } finally {
            lock.unlock();
        }
    }

    /** Drops the rows that the bounds do not admit. */
    Dropped keep(Bounds bounds) {
        lock.lock();
        try {
            int all = rows.size();
            int troubles = rows.troubles();
            rows.keep(bounds);
            return new Dropped(all - rows.size(), troubles - rows.troubles());
        } finally {
            lock.unlock();
        }
    }

    /** The rows, once nothing is added any more. */
    Rows rows() {
        lock.lock();
        try {
            return rows;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What was dropped.
     *
     * @param troubles of the rows
     */
    record Dropped(int rows, int troubles) {}
}
