package dev.headrace.testkit.upstream;

import java.time.Duration;

/**
 * A limit that the fake upstream enforces to the letter: what exceeds it is answered with 429 at once and counted.
 *
 * <p>Requests are counted when they have arrived, by the upstream's {@linkplain UpstreamClock clock}. A refused request is not charged, unless
 * {@linkplain #chargingRefusals() asked for}. Immutable: each server that is given a limit counts for itself.
 *
 * <p>Answers carry {@code X-RateLimit-Limit}, {@code X-RateLimit-Remaining} and {@code X-RateLimit-Reset}, refusals
 * {@code Retry-After} also; both can be changed or left out.
 */
public final class StrictLimit {
    /** How {@code X-RateLimit-Reset} says when the limit is whole again; without it the other two are left out as well. */
    public enum Reset {
        /** Seconds since 1970, rounded up, as GitHub does. */
        EPOCH_SECONDS,
        /** Seconds from now, rounded up. */
        DELTA_SECONDS,
        /** No {@code X-RateLimit-*} header at all. */
        ABSENT
    }

    /** How {@code Retry-After} is written (RFC 9110, 10.2.3). */
    public enum RetryAfter {
        /** Whole seconds, rounded up. */
        SECONDS,
        /** An HTTP-date, rounded up to a whole second. */
        HTTP_DATE,
        /** No such header. */
        ABSENT
    }

    enum Kind {
        SLIDING,
        FIXED,
        GCRA,
        CONCURRENCY
    }

    private final Rule rule;
    private final Reset reset;
    private final RetryAfter retryAfter;
    private final int status;
    private final boolean chargesRefusals;

    private StrictLimit(Rule rule, Reset reset, RetryAfter retryAfter, int status, boolean chargesRefusals) {
        this.rule = rule;
        this.reset = reset;
        this.retryAfter = retryAfter;
        this.status = status;
        this.chargesRefusals = chargesRefusals;
    }

    /**
     * At most this many requests in <em>any</em> span of the given length.
     *
     * @param requests from 1
     * @param window longer than zero
     */
    public static StrictLimit slidingWindow(int requests, Duration window) {
        return of(new Rule(Kind.SLIDING, requests, window, Duration.ZERO, requests));
    }

    /**
     * At most this many requests in each window; windows follow each other from the server's start.
     *
     * @param requests from 1
     * @param window longer than zero
     */
    public static StrictLimit fixedWindow(int requests, Duration window) {
        return fixedWindow(requests, window, Duration.ZERO);
    }

    /**
     * As {@link #fixedWindow(int, Duration)}, with the windows shifted, to try a client against any alignment.
     *
     * @param requests from 1
     * @param window longer than zero
     * @param phase how far into a window the server's start falls
     */
    public static StrictLimit fixedWindow(int requests, Duration window, Duration phase) {
        return of(new Rule(Kind.FIXED, requests, window, phase, requests));
    }

    /**
     * A steady rate with some burst: the generic cell rate algorithm (ITU-T I.371), which is a leaky bucket as a meter.
     *
     * @param requests how many a window allows in the long run, from 1
     * @param window longer than zero
     * @param burst how many may come at once after a rest, from 1
     */
    public static StrictLimit gcra(int requests, Duration window, int burst) {
        return of(new Rule(Kind.GCRA, requests, window, Duration.ZERO, burst));
    }

    /**
     * At most this many requests that have arrived and are not answered yet. A refusal says to come back in a second.
     *
     * @param requests from 1
     */
    public static StrictLimit concurrency(int requests) {
        return of(new Rule(Kind.CONCURRENCY, requests, Duration.ofSeconds(1), Duration.ZERO, requests))
                .reset(Reset.ABSENT);
    }

    private static StrictLimit of(Rule rule) {
        return new StrictLimit(rule, Reset.EPOCH_SECONDS, RetryAfter.SECONDS, 429, false);
    }

    /**
     * Changes how the reset is told.
     *
     * @param other in place of {@link Reset#EPOCH_SECONDS}
     */
    public StrictLimit reset(Reset other) {
        return new StrictLimit(rule, other, retryAfter, status, chargesRefusals);
    }

    /**
     * Changes how a refusal tells when to come back.
     *
     * @param other in place of {@link RetryAfter#SECONDS}
     */
    public StrictLimit retryAfter(RetryAfter other) {
        return new StrictLimit(rule, reset, other, status, chargesRefusals);
    }

    /**
     * Refuses with another status than 429, for example with 403 as GitHub does.
     *
     * @param other the status of a refusal
     */
    public StrictLimit refusingWith(int other) {
        return new StrictLimit(rule, reset, retryAfter, other, chargesRefusals);
    }

    /** Charges refused requests as well, so that a client that hammers never gets through. */
    public StrictLimit chargingRefusals() {
        return new StrictLimit(rule, reset, retryAfter, status, true);
    }

    Rule rule() {
        return rule;
    }

    Reset reset() {
        return reset;
    }

    RetryAfter retryAfter() {
        return retryAfter;
    }

    int status() {
        return status;
    }

    boolean chargesRefusals() {
        return chargesRefusals;
    }

    @Override
    public String toString() {
        return rule.toString();
    }

    /** The arithmetic of a limit, without how it is told. */
    record Rule(Kind kind, int requests, Duration window, Duration phase, int burst) {
        Rule {
            if (requests < 1 || burst < 1 || window.isZero() || window.isNegative() || phase.isNegative()) {
                throw new IllegalArgumentException("A strict limit of " + requests + " requests in " + window
                        + " (burst " + burst + ", phase " + phase + ") allows nothing: requests and burst start at 1,"
                        + " the window is longer than zero and the phase not negative.");
            }
        }

        LimitCounter counter(long startNanos) {
            return switch (kind) {
                case SLIDING -> new SlidingWindowCounter(requests, window.toNanos());
                case FIXED -> new FixedWindowCounter(requests, window.toNanos(), startNanos - phase.toNanos());
                case GCRA -> new GcraCounter(requests, window.toNanos(), burst);
                case CONCURRENCY -> new ConcurrencyCounter(requests, window.toNanos());
            };
        }
    }
}
