package dev.headrace.engine.http;

import java.time.Duration;

/**
 * The deadlines of one call and of its attempt under way. The call's clock stands still while it waits for budgets: an upstream
 * that asks for a quarter of an hour gets it. Read by the timer while a step writes.
 */
final class CallClock {
    static final long NONE = Long.MAX_VALUE;

    private final Duration call;
    private final Duration attempt;
    private long remaining;
    private volatile long callDeadline = NONE;
    private volatile long attemptDeadline = NONE;

    /** A call that allows itself more than usual expects a slow answer, not a second attempt. */
    CallClock(ExchangeBounds bounds, Duration allowed) {
        this.call = allowed;
        this.attempt = allowed.compareTo(bounds.call()) > 0 ? allowed : bounds.attempt();
        this.remaining = allowed.toNanos();
    }

    Duration allowedForCall() {
        return call;
    }

    Duration allowedForAttempt() {
        return attempt;
    }

    void stop(long now) {
        if (callDeadline != NONE) {
            remaining = callDeadline - now;
            callDeadline = NONE;
        }
    }

    void beginAttempt(long now) {
        callDeadline = now + remaining;
        attemptDeadline = now + attempt.toNanos();
    }

    void endAttempt() {
        attemptDeadline = NONE;
    }

    /** Whether one of the deadlines comes nearer now. */
    boolean isRunning() {
        return callDeadline != NONE || attemptDeadline != NONE;
    }

    /** The deadline that passes first; {@link #NONE} for none. */
    long next() {
        long ofCall = callDeadline;
        long ofAttempt = attemptDeadline;
        if (ofCall == NONE || ofAttempt == NONE) {
            return ofCall == NONE ? ofAttempt : ofCall;
        }
        return ofCall - ofAttempt < 0 ? ofCall : ofAttempt;
    }

    boolean isCallLate(long now) {
        return callDeadline != NONE && now - callDeadline >= 0;
    }

    boolean isAttemptLate(long now) {
        return attemptDeadline != NONE && now - attemptDeadline >= 0;
    }

    /** Whether the call has time for a wait. */
    boolean allows(Duration wait, long now) {
        return callDeadline == NONE || now + wait.toNanos() - callDeadline < 0;
    }
}
