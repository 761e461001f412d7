package dev.headrace.engine.http;

import java.time.Duration;

/** What one call has tried, and whether it may try again. Handed from step to step. */
final class Tries {
    /** How often a request that was certainly not acted upon is sent again without being counted. */
    private static final int MOST_REPLAYS = 2;

    private final ExchangeBounds bounds;
    private Retries retries;
    private final History history = new History();
    private int failures;
    /** Those of them at the origin where the call is now. */
    private int failuresHere;

    private int throttles;
    private int replays;

    Tries(ExchangeBounds bounds, Retries retries) {
        this.bounds = bounds;
        this.retries = retries;
    }

    History history() {
        return history;
    }

    int throttles() {
        return throttles;
    }

    void add(String outcome, long tookNanos) {
        history.add(outcome, Duration.ofNanos(tookNanos));
    }

    /** Whether a request may be sent again at once. */
    boolean replay() {
        return replays++ < MOST_REPLAYS;
    }

    /** Whether a throttled request may wait for its limit again. */
    boolean throttledAgain() {
        return ++throttles <= bounds.throttles();
    }

    /** Counts a failed attempt, and gives the wait before the next. */
    Duration failed() {
        if (failuresHere++ == 0) {
            retries.asked();
        }
        return retries.waitAfter(++failures);
    }

    /** Whether there is an attempt left, and pays for it. */
    boolean retry() {
        return failures < bounds.attempts() && retries.pay();
    }

    /** Whether so much has failed lately that the upstream is better left alone. */
    boolean budgetSpent() {
        return retries.isSpent();
    }

    void succeeded() {
        if (failuresHere == 0) {
            retries.asked();
        }
        retries.succeeded(failuresHere);
    }

    /** A redirect led on: what fails from now on is paid by those who send there. */
    void leadTo(Retries others) {
        if (others != retries) {
            succeeded();
            retries = others;
            failuresHere = 0;
        }
    }
}
