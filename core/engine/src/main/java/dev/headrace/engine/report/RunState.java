package dev.headrace.engine.report;

import java.util.Locale;

/** How a run of the past stands. */
public enum RunState {
    /** It is going on, in a process of this machine. */
    RUNNING,
    /** Its process ended without a word: killed, or the machine went down. What it had committed is safe. */
    ENDED_ABRUPTLY,
    /** As {@link RunStatus#COMPLETE}. */
    COMPLETE,
    /** As {@link RunStatus#PARTIAL}. */
    PARTIAL,
    /** As {@link RunStatus#FAILED}. */
    FAILED;

    /** How a run has ended. */
    public static RunState of(RunStatus status) {
        return switch (status) {
            case COMPLETE -> COMPLETE;
            case PARTIAL -> PARTIAL;
            case FAILED -> FAILED;
        };
    }

    /** For people: {@code ended abruptly}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
