package dev.headrace.engine.http;

import org.jspecify.annotations.Nullable;

/**
 * The steps of an exchange, one at a time. A step that waits leaves behind how to abandon it; whoever ends the course does so, and
 * what comes late from an abandoned step finds that the course has gone on. Thread-safe.
 */
final class Course {
    // All guarded by this.
    private int step;
    private boolean over;
    private @Nullable Runnable abandon;

    /** Begins a step; what is still to come of the one before is late. */
    synchronized int next() {
        abandon = null;
        return ++step;
    }

    /** Says how to abandon a step. If the course is over already it is abandoned now; if it is at another step, nothing happens. */
    void abandonBy(int number, Runnable how) {
        boolean late;
        synchronized (this) {
            late = over;
            if (!over && number == step) {
                abandon = how;
            }
        }
        if (late) {
            how.run();
        }
    }

    /** Ends a step that waited. False if it is no longer at it: then the caller must do nothing more. */
    synchronized boolean leave(int number) {
        if (over || number != step) {
            return false;
        }
        step++;
        abandon = null;
        return true;
    }

    synchronized boolean isOver() {
        return over;
    }

    /** Ends the course and abandons its step. False if it was over already. */
    boolean end() {
        Runnable left;
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
            left = abandon;
            abandon = null;
        }
        if (left != null) {
            left.run();
        }
        return true;
    }
}
