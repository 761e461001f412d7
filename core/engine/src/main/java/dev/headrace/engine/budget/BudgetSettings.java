package dev.headrace.engine.budget;

import java.time.Duration;

/**
 * How budgets behave, whatever their limits.
 *
 * @param maxServerWait the longest wait that an upstream may ask for; a longer one refuses the requests, so that a run
 *     ends with an error instead of hanging (a client once waited for {@code Retry-After: 1000000})
 * @param waitingPerConsumer the most requests of one connector that may wait
 * @param waitingInAll the most requests that may wait
 */
public record BudgetSettings(Duration maxServerWait, int waitingPerConsumer, int waitingInAll) {
    /** 15 minutes, 10,000 waiting for each connector, 100,000 in all. */
    public static final BudgetSettings DEFAULTS = new BudgetSettings(Duration.ofMinutes(15), 10_000, 100_000);

    /** @throws IllegalArgumentException if a value is out of its range, naming the value */
    public BudgetSettings {
        if (maxServerWait.isNegative()) {
            throw new IllegalArgumentException("maxServerWait must not be negative, was " + maxServerWait);
        }
        if (waitingPerConsumer < 1 || waitingInAll < 1) {
            throw new IllegalArgumentException(
                    "at least 1 request must be able to wait, was %s for each connector, %s in all"
                            .formatted(waitingPerConsumer, waitingInAll));
        }
    }
}
