package dev.headrace.engine.budget;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request was refused by a budget before it was sent; nothing was charged. The message names the limit and says why.
 */
public final class BudgetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why a budget refuses. */
    public enum Reason {
        /** The upstream asks for a wait longer than the longest that was configured. */
        QUOTA_EXHAUSTED,
        /** The request cannot be allowed before its own deadline. */
        DEADLINE,
        /** Too many requests wait already; the caller creates them faster than the limits let them go. */
        QUEUE_FULL,
        /** The request costs more than a window of the limit ever holds. */
        COST_TOO_HIGH,
        /** The budgets were closed. */
        CLOSED
    }

    private final Reason reason;
    private final String limit;
    private final @Nullable Instant resetAt;

    BudgetException(Reason reason, String limit, @Nullable Instant resetAt, String message) {
        // Without a stack trace: it would show the timer's thread, and a long pause refuses a hundred thousand at once.
        super(message, null, true, false);
        this.reason = reason;
        this.limit = limit;
        this.resetAt = resetAt;
    }

    /** Why the request was refused. */
    public Reason reason() {
        return reason;
    }

    /** The limit that refused; empty text when no single one did (closed, or the queue of all is full). */
    public String limit() {
        return limit;
    }

    /** When the limit opens again, by the wall clock; empty when not known. */
    public Optional<Instant> resetAt() {
        return Optional.ofNullable(resetAt);
    }
}
