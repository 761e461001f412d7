package dev.headrace.spi;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an upstream's answers say what is left of a limit, if they do not say it as most do.
 *
 * <p>What is said in the usual ways is heeded without any of this: {@code Retry-After}, {@code RateLimit}, and the families around
 * {@code X-RateLimit-Remaining} in all their forms. Bodies of answers that succeed are looked at only where a pointer (RFC 6901) is
 * given here. Whatever an answer says, it only ever lowers what the limit allows.
 *
 * <p>Immutable and thread-safe; every method returns new hints.
 */
public final class LimitHints {
    /** What a field that says when a quota is whole again holds. */
    public enum Reset {
        /** Told by its looks: a date in words, a span such as {@code 6m0s}, or a number, which is a span or a date by its size. */
        AUTO,
        /** Seconds since 1970. */
        EPOCH_SECONDS,
        /** Seconds from now. */
        DELTA,
        /** Milliseconds: since 1970 if that is later than 1973, from now otherwise. */
        MILLIS,
        /** A date in words, for example {@code 2025-06-01T12:00:00Z}. */
        ISO
    }

    /** What a hint is about. */
    public enum About {
        /** Requests, or points, left. */
        REMAINING,
        /** When what is left is whole again, in the form of {@link #reset()}. */
        RESET,
        /** Seconds to wait before the next request, whatever the answer's status. */
        WAIT,
        /** What is left when nothing was used; with {@link #RESTORED_PER_SECOND} in place of {@link #RESET}. */
        FULL,
        /** How fast what is left grows. */
        RESTORED_PER_SECOND,
        /** What the request cost, in the unit of what is left. */
        COST,
        /** A text by which an answer that seems to succeed refuses for a limit. */
        REFUSAL
    }

    private static final LimitHints NONE =
            new LimitHints(Reset.AUTO, new String[About.values().length], new String[About.values().length], "");

    private final Reset reset;
    private final String[] fields;
    private final String[] pointers;
    private final String refusal;

    private LimitHints(Reset reset, String[] fields, String[] pointers, String refusal) {
        this.reset = reset;
        this.fields = fields;
        this.pointers = pointers;
        this.refusal = refusal;
    }

    /** Nothing but the usual ways. */
    public static LimitHints usual() {
        return NONE;
    }

    /** {@code backoff} in bodies: seconds for which the method must not be called again (api.stackexchange.com/docs/throttle). */
    public static LimitHints stackExchange() {
        return usual().at(About.WAIT, "/backoff");
    }

    /** The cost of GraphQL queries, and a bucket that fills again (shopify.dev/docs/api/usage/limits). */
    public static LimitHints shopifyGraphQl() {
        String cost = "/extensions/cost/";
        return usual().at(About.REMAINING, cost + "throttleStatus/currentlyAvailable")
                .at(About.FULL, cost + "throttleStatus/maximumAvailable")
                .at(About.RESTORED_PER_SECOND, cost + "throttleStatus/restoreRate")
                .at(About.COST, cost + "actualQueryCost")
                .refusal("/errors/0/extensions/code", "THROTTLED");
    }

    /** The cost of GraphQL queries that ask for {@code rateLimit} (docs.github.com, rate limits for the GraphQL API). */
    public static LimitHints gitHubGraphQl() {
        return usual().at(About.REMAINING, "/data/rateLimit/remaining")
                .at(About.RESET, "/data/rateLimit/resetAt")
                .at(About.COST, "/data/rateLimit/cost")
                .refusal("/errors/0/type", "RATE_LIMITED");
    }

    /** Says what the fields about resets hold, where looks deceive. */
    public LimitHints reset(Reset form) {
        return new LimitHints(Objects.requireNonNull(form, "form is null"), fields, pointers, refusal);
    }

    /**
     * Names the header field that tells something.
     *
     * @param field its name, whatever its case
     * @throws IllegalArgumentException if the name is empty, or this is nothing that a field can tell
     */
    public LimitHints field(About what, String field) {
        if (field.isBlank() || what.ordinal() > About.WAIT.ordinal()) {
            throw new IllegalArgumentException(
                    "no header field can be named for %s, was '%s'; one can for REMAINING, RESET and WAIT"
                            .formatted(what, field));
        }
        return new LimitHints(reset, with(fields, what, field.strip()), pointers, refusal);
    }

    /**
     * Says where in JSON bodies something is told.
     *
     * @param pointer a JSON pointer, for example {@code /quota/left}
     * @throws IllegalArgumentException if the pointer does not begin with a slash
     */
    public LimitHints at(About what, String pointer) {
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException(
                    "a JSON pointer begins with '/', was '%s' for %s".formatted(pointer, what));
        }
        return new LimitHints(reset, fields, with(pointers, what, pointer), refusal);
    }

    /**
     * Says by what an answer whose status is a success refuses for a limit.
     *
     * @param pointer where the text is
     * @param text what it is then, whatever its case
     * @throws IllegalArgumentException if the pointer does not begin with a slash
     */
    public LimitHints refusal(String pointer, String text) {
        LimitHints more = at(About.REFUSAL, pointer);
        return new LimitHints(reset, fields, more.pointers, Objects.requireNonNull(text, "text is null"));
    }

    private static String[] with(String[] texts, About what, String text) {
        String[] more = texts.clone();
        more[what.ordinal()] = text;
        return more;
    }

    /** What fields about resets hold. */
    public Reset reset() {
        return reset;
    }

    /** The header field that tells something; empty when none was named. */
    public Optional<String> field(About what) {
        return Optional.ofNullable(fields[what.ordinal()]);
    }

    /** Where in bodies it is told; empty when nowhere. */
    public Optional<String> pointer(About what) {
        return Optional.ofNullable(pointers[what.ordinal()]);
    }

    /** The text of {@link #refusal(String, String)}; empty text when there is none. */
    public String refusalText() {
        return refusal;
    }

    /** Whether there is nothing beside the usual ways. */
    public boolean isUsual() {
        return reset == Reset.AUTO && !readsBodies() && Arrays.stream(fields).allMatch(Objects::isNull);
    }

    /** Whether bodies of answers that succeed tell something. */
    public boolean readsBodies() {
        return Arrays.stream(pointers).anyMatch(Objects::nonNull);
    }
}
