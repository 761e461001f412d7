package dev.headrace.engine.plan;

import dev.headrace.engine.budget.Ticker;
import java.time.Duration;
import java.time.Instant;

/** Time that does not pass: for a look at the budgets. */
record StillTime(Instant wallTime) implements Ticker {
    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public Alarm schedule(Duration delay, Runnable task) {
        return () -> {};
    }
}
