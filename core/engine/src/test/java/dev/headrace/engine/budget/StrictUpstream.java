package dev.headrace.engine.budget;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** An upstream that counts every request that arrives, in any span of the window's length, and refuses those above. */
final class StrictUpstream {
    private final int permits;
    private final long window;
    private final Deque<Long> arrivals = new ArrayDeque<>();
    private final int[] fixedCounts;
    private final long phase;
    private int refused;
    private int accepted;

    /** @param phase where the windows of the second counter begin, the one that counts by fixed windows */
    StrictUpstream(int permits, Duration window, Duration phase) {
        this.permits = permits;
        this.window = window.toNanos();
        this.phase = phase.toNanos();
        this.fixedCounts = new int[1000];
    }

    /** Whether both counters take the request. */
    boolean arrive(long time) {
        while (!arrivals.isEmpty() && arrivals.peekFirst() <= time - window) {
            arrivals.removeFirst();
        }
        int slot = (int) ((time + phase) / window);
        if (arrivals.size() >= permits || fixedCounts[slot] >= permits) {
            refused++;
            return false;
        }
        arrivals.addLast(time);
        fixedCounts[slot]++;
        accepted++;
        return true;
    }

    int refused() {
        return refused;
    }

    int accepted() {
        return accepted;
    }
}
