package dev.headrace.engine.budget;

import java.util.concurrent.TimeUnit;

/**
 * How requests come back after a pause, once the probe has passed: at a quarter of the rate, then at a half, at three quarters and at
 * all of it, each for one success or half a second. Guarded by the kernel's lock.
 */
final class SlowStart {
    private static final int STEPS = 4;
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(500);

    private boolean on;
    private double rate;
    private long began;
    private int successes;
    private long next;

    /** @param fullRate requests a second */
    void begin(double fullRate, long now) {
        on = fullRate > 0;
        rate = fullRate;
        began = now;
        successes = 0;
        next = now;
    }

    /** The upstream refuses again. */
    void end() {
        on = false;
    }

    /** Whether it is over, as of the last look at the clock. */
    boolean clear() {
        return !on;
    }

    void passed() {
        successes++;
    }

    /**
     * When a request may go: one by one, but those that are granted and not sent yet hold the others for a step at most.
     *
     * @param unsent how many are
     */
    long due(long unsent, long now) {
        long timed = (now - began) / STEP;
        on = on && Math.max(successes, timed) < STEPS;
        // A step may end before the request of a slow one is due.
        long stepEnds = began + (timed + 1) * STEP;
        return on ? Math.max(now, unsent > 0 ? stepEnds : Math.min(next, stepEnds)) : now;
    }

    void sent(long now) {
        if (on) {
            long step = Math.min(STEPS, 1 + Math.max(successes, (now - began) / STEP));
            next = now + (long) (1e9 * STEPS / (rate * step));
        }
    }
}
