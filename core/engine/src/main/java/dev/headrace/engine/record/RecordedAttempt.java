package dev.headrace.engine.record;

/**
 * One attempt at a request, when it has ended.
 *
 * @param startNanos when it began to wait for its budget, by the run's clock
 * @param budget the limit that it waited for longest; empty when it did not wait
 * @param phases how long each part took
 * @param status of the answer; 0 for none
 * @param attempt at the same call, from 1 on; redirects count
 * @param result what came of it
 * @param bytes of the answer's body, as they came over the network
 */
public record RecordedAttempt(
        long startNanos,
        String budget,
        AttemptPhases phases,
        int status,
        int attempt,
        AttemptResult result,
        long bytes) {}
