package dev.headrace.detector;

/** What found a blocking call. */
public enum Detector {
    /** A probe in the method that blocks: exact, before it blocks. */
    AGENT,
    /** The JVM's counts of waits around a task: that it waited, but not where. */
    COUNTERS,
    /** A look from outside at a thread that was held for long. */
    WATCHDOG
}
