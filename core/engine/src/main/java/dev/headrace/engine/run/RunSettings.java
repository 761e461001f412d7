package dev.headrace.engine.run;

import java.time.Duration;

/**
 * What a run may do.
 *
 * @param attempts at one item in one run when it fails with a transient failure, at least 1
 * @param itemTimeout how long one attempt may take, waiting for budgets not counted
 * @param giveUpAfter how long a connector may hold its strand before it is given up
 * @param grace how long items under way may go on when the run is stopped
 * @param stageLines true if a dropped stage is to be named with the line that made it: a stack walk for each stage
 * @param retryOnly true if only what failed in the last run is done again
 */
public record RunSettings(
        int attempts,
        Duration itemTimeout,
        Duration giveUpAfter,
        Duration grace,
        boolean stageLines,
        boolean retryOnly) {}
