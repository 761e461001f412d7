package dev.headrace.engine.store;

/** What a commit survives. A killed process loses nothing with either. */
public enum Durability {
    /** The system's crash or a power failure too: sink files and the log are forced to the disk before and with each commit. */
    FULL,
    /**
     * A killed process only. After a power failure the last commits may be missing, and a sink file may be shorter than the
     * state says, which the next run reports.
     */
    NORMAL
}
