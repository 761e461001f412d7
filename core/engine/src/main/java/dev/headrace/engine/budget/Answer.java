package dev.headrace.engine.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an upstream's answer says about its limits. Immutable.
 *
 * @param verdict whether the upstream refused for a limit
 * @param hint how long it asks to wait; null when it does not say, or says zero or less
 * @param quota what it says is left; null when it does not say
 */
public record Answer(
        Verdict verdict, @Nullable Duration hint, @Nullable Remaining quota) {
    /** Whether an answer is a refusal for a limit, and of which of the limits that the request was under. */
    public enum Verdict {
        /** No refusal. */
        PASSED,
        /** Refused for the narrowest limit: a status 429, or 403 with nothing left. */
        THROTTLED,
        /** Refused whatever the limit: the upstream is overloaded (503), or it restrains the whole account. */
        THROTTLED_WHOLLY
    }

    /**
     * What is left of a quota.
     *
     * @param requests zero or more
     * @param resetIn until the quota is whole again; zero if that is past
     */
    public record Remaining(long requests, Duration resetIn) {}

    /** An answer that says nothing about limits. */
    public static final Answer SILENT = new Answer(Verdict.PASSED, null, null);

    /**
     * Reads an answer. Never fails: what is malformed is as if it were not there.
     *
     * @param status the status code
     * @param headers the value of a header field by its name, whatever its case; not those of a cached answer, which
     *     describe the past, and not trailers
     * @param body the beginning of the body as text, or empty text; looked at for status 403 only
     * @param receivedAt the date for answers that do not carry their own
     */
    public static Answer read(int status, Function<String, Optional<String>> headers, String body, Instant receivedAt) {
        return new AnswerReader(status, headers, receivedAt).read(body);
    }

    /** Whether the upstream refused for a limit: the request goes back to the queue, this is no failure of it. */
    public boolean throttled() {
        return verdict != Verdict.PASSED;
    }
}
