package dev.headrace.testkit.upstream;

import java.time.Duration;
import java.time.Instant;

/**
 * The time that a fake upstream lives by: its delays, its limits, and the dates that it writes. The machine's, unless a test gives
 * it another. Thread-safe.
 */
public interface UpstreamClock {
    /** Nanoseconds from an arbitrary origin; never goes back. */
    long nanoTime();

    /** The date and time of day. */
    Instant wallTime();

    /**
     * Goes on with an answer later, on a thread of the clock's.
     *
     * @param delay longer than zero
     * @param client the port on the client's side of the connection whose answer waits, so that a clock which stands still while
     *     somebody works can tell this request from those that do not wait
     * @param step short, never blocks
     */
    void after(Duration delay, int client, Runnable step);

    /**
     * An answer will never come: nobody shall wait for it.
     *
     * @param client as above
     */
    void never(int client);
}
