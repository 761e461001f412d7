package dev.headrace.engine.budget;

import dev.headrace.engine.budget.BudgetException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Says why a request is refused; each claimant gets an exception of its own. Called under the kernel's lock. */
final class Refusals {
    private final Ticker ticker;
    private final Duration maxServerWait;

    Refusals(Ticker ticker, Duration maxServerWait) {
        this.ticker = ticker;
        this.maxServerWait = maxServerWait;
    }

    BudgetException closed() {
        return new BudgetException(Reason.CLOSED, "", null, "the budgets are closed: the run is ending");
    }

    BudgetException tooDear(SharedLimit limit, int cost) {
        String message = "a request of cost %s can never be sent under limit '%s'; split it or correct the limit";
        return new BudgetException(Reason.COST_TOO_HIGH, limit.name, null, message.formatted(cost, limit.rules()));
    }

    BudgetException full(String who, int allowed) {
        String message = "%s requests of %s wait for their limits, and no more may: ask for permits as answers come in";
        return new BudgetException(Reason.QUEUE_FULL, "", null, message.formatted(allowed, who));
    }

    /** The upstream asks for a longer wait than is allowed. */
    BudgetException exhausted(SharedLimit limit, long now) {
        long due = limit.serverDue(now);
        Instant resetAt = wallTime(due, now);
        String message = "limit '%s' is exhausted until %s: the upstream asks to wait %s, and at most %s is allowed";
        return new BudgetException(
                Reason.QUOTA_EXHAUSTED,
                limit.name,
                resetAt,
                message.formatted(limit.name, resetAt, span(due - now), Nanos.text(maxServerWait)));
    }

    /** The limits do not allow the request before its deadline. */
    BudgetException late(Permit permit, long now) {
        Lane lane = permit.lane;
        int blocker = lane.blocker(permit, now);
        if (blocker == Lane.FREE) {
            return late(lane.limits[0].name, null, "others are first in line");
        }
        SharedLimit limit = lane.limits[blocker];
        long due = limit.dueFor(permit, now);
        return due == Nanos.NEVER
                ? late(limit.name, null, "as many are under way as may be")
                : late(limit.name, wallTime(due, now), "the limit opens in " + span(due - now));
    }

    private static BudgetException late(String limit, @Nullable Instant resetAt, String why) {
        String message = "limit '%s' does not allow the request before its deadline: %s".formatted(limit, why);
        return new BudgetException(Reason.DEADLINE, limit, resetAt, message);
    }

    private Instant wallTime(long due, long now) {
        return ticker.wallTime().plusNanos(due - now).truncatedTo(ChronoUnit.SECONDS);
    }

    private static String span(long nanos) {
        return Nanos.text(Duration.ofNanos(nanos));
    }
}
