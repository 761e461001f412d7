package dev.headrace.engine.budget;

import java.util.concurrent.TimeUnit;

/** The rate at which requests have gone lately: slots of half a second, the last one weighing 0.8. Guarded by the kernel's lock. */
final class Meter {
    private static final long SLOT = TimeUnit.MILLISECONDS.toNanos(500);
    private static final double NEWEST = 0.8;

    private long slotBegan = -1;
    private long sent;
    private double rate;

    void sent(long now) {
        roll(now);
        sent++;
    }

    /** Requests a second. */
    double rate(long now) {
        roll(now);
        // Before the first slot is over, it is all that is known.
        return rate == 0 ? sent * 1e9 / SLOT : rate;
    }

    private void roll(long now) {
        if (slotBegan < 0) {
            slotBegan = now;
        }
        long age = now - slotBegan;
        if (age >= SLOT) {
            double latest = sent * 1e9 / age;
            rate = rate == 0 ? latest : NEWEST * latest + (1 - NEWEST) * rate;
            slotBegan = now;
            sent = 0;
        }
    }
}
