package dev.headrace.engine.plan;

import dev.headrace.engine.budget.Standing;
import java.time.Duration;
import java.util.List;

/**
 * What one connector will send.
 *
 * @param atOnce items under way together
 * @param perRequest what a request takes beside its wait for limits
 * @param batches its requests, by their limits
 */
record Load(String consumer, Standing standing, int atOnce, Duration perRequest, List<Batch> batches) {
    /**
     * Requests under the same limits.
     *
     * @param units what one costs
     * @param unchanged the part that is answered "not modified"
     */
    record Batch(List<String> limits, long requests, double units, double unchanged) {}

    /** What all of it costs under a limit. */
    double units(String limit) {
        return batches.stream()
                .filter(batch -> batch.limits().contains(limit))
                .mapToDouble(batch -> batch.requests() * batch.units())
                .sum();
    }

    long requests() {
        return batches.stream().mapToLong(Batch::requests).sum();
    }

    /** The same with so many requests in all, at most one more for each batch. */
    Load of(double part) {
        return part >= 1
                ? this
                : new Load(
                        consumer,
                        standing,
                        atOnce,
                        perRequest,
                        batches.stream()
                                .map(batch -> new Batch(
                                        batch.limits(),
                                        (long) Math.ceil(batch.requests() * part),
                                        batch.units(),
                                        batch.unchanged()))
                                .toList());
    }
}
