package dev.headrace.engine.strand;

/** What the ready queue holds: a strand with tasks, or a task that belongs to no strand. */
@FunctionalInterface
interface Work {
    /** Runs on the carrier's thread; throws nothing. */
    void runOn(Carrier carrier);
}
