package dev.headrace.engine.record;

import java.util.Locale;

/** What came of one attempt at a request. */
public enum AttemptResult {
    /** Its answer was taken, or led on to another address. */
    OK,
    /** It gave nothing of use, and was made again. */
    RETRIED,
    /** It gave nothing of use, and was the last. */
    FAILED,
    /** The upstream told to slow down. */
    THROTTLED,
    /** The upstream said that nothing has changed (304). */
    UNCHANGED;

    /** As documents have it: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True for those that a reader looks for first, and that are kept by preference. */
    boolean isTrouble() {
        return this == FAILED || this == THROTTLED;
    }
}
