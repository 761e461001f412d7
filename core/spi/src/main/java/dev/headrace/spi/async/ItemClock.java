package dev.headrace.spi.async;

import java.util.function.LongSupplier;

/** How long an item has been at work, pauses left out. Synchronised; calls nothing but the clock under its lock. */
final class ItemClock {
    private final LongSupplier clock;
    private long counted;
    private long countingSince;
    private boolean started;
    private int pauses;

    ItemClock(LongSupplier clock) {
        this.clock = clock;
    }

    synchronized void start() {
        started = true;
        countingSince = clock.getAsLong();
    }

    synchronized void pause() {
        if (counting()) {
            counted += clock.getAsLong() - countingSince;
        }
        pauses++;
    }

    synchronized void resume() {
        pauses--;
        countingSince = clock.getAsLong();
    }

    synchronized boolean paused() {
        return pauses > 0;
    }

    /** Nanoseconds at work so far. */
    synchronized long elapsed() {
        return counting() ? counted + clock.getAsLong() - countingSince : counted;
    }

    private boolean counting() {
        return started && pauses == 0;
    }
}
