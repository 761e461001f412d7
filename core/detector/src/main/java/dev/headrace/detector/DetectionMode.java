package dev.headrace.detector;

/** What is done about a blocking call that is not allowed. */
public enum DetectionMode {
    /** It is recorded and goes on. */
    REPORT,
    /**
     * It is recorded and fails with a {@link BlockingCallException}, where that leaves the JDK in order: sleeping, futures, files,
     * sockets, names, processes. Waiting for a lock, a queue or a notification is recorded only.
     */
    THROW
}
