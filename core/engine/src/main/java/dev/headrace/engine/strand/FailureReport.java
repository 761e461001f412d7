package dev.headrace.engine.strand;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what tasks throw, to the log and to the listener. Never throws, on any thread. */
final class FailureReport {
    private static final Logger log = LoggerFactory.getLogger(FailureReport.class);

    private final TaskFailures listener;

    FailureReport(TaskFailures listener) {
        this.listener = listener;
    }

    void failed(String strand, Throwable failure) {
        try {
            log.warn("a task of strand '{}' threw; the strand goes on", strand, failure);
            listener.failed(strand, failure);
        } catch (Throwable again) {
            logQuietly(strand, again);
        }
    }

    private static void logQuietly(String strand, Throwable failure) {
        try {
            log.error("the listener for failures failed itself, for strand '{}'", strand, failure);
        } catch (Throwable lost) {
            // Logging failed, most likely for want of memory: the strand goes on, as promised.
        }
    }
}
