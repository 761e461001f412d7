package dev.headrace.engine.budget;

import dev.headrace.engine.budget.Permit.State;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What becomes of a request: granted at once, refused, or sent to the queue. Guarded by the kernel's lock. */
final class Admission {
    private final Queue queue;
    private final Refusals refusals;
    private final BudgetSettings settings;
    private final long maxServerWait;
    private boolean closed;

    Admission(Queue queue, Refusals refusals, BudgetSettings settings) {
        this.queue = queue;
        this.refusals = refusals;
        this.settings = settings;
        maxServerWait = Nanos.of(settings.maxServerWait());
    }

    /** The short way: there is plenty, nobody waits, and not even the time matters. */
    boolean grantAtOnce(Permit permit) {
        if (closed || !permit.lane.roomy(permit)) {
            return false;
        }
        hold(permit);
        return true;
    }

    /** The long way. Returns false if the request has to wait; the permit says what it is otherwise. */
    boolean decide(Permit permit, Demand demand, long now) {
        if (refused(permit, unable(permit, now))) {
            return true;
        }
        if (permit.lane.open(permit, now)) {
            hold(permit);
            return true;
        }
        permit.deadline = Nanos.plus(now, demand.patienceNanos());
        if (refused(permit, unwilling(permit, demand, now))) {
            return true;
        }
        queue.enter(permit, demand.first(), now);
        return false;
    }

    private void hold(Permit permit) {
        queue.charge(permit);
        permit.state = State.HELD;
    }

    private static boolean refused(Permit permit, @Nullable BudgetException refusal) {
        if (refusal == null) {
            return false;
        }
        permit.refusal = refusal;
        permit.state = State.OVER;
        return true;
    }

    /** What no wait would change, or none that is allowed. */
    private @Nullable BudgetException unable(Permit permit, long now) {
        if (closed) {
            return refusals.closed();
        }
        for (SharedLimit limit : permit.lane.limits) {
            if (limit.windows.units(permit) > limit.windows.mostCost()) {
                return refusals.tooDear(limit, limit.windows.units(permit));
            }
            if (closedByUpstream(limit, now)) {
                return refusals.exhausted(limit, now);
            }
        }
        return null;
    }

    private boolean closedByUpstream(SharedLimit limit, long now) {
        return limit.serverDue(now) - now > maxServerWait;
    }

    /** A wait that is too long for the request, or a queue that is. */
    private @Nullable BudgetException unwilling(Permit permit, Demand demand, long now) {
        Lane lane = permit.lane;
        long due = lane.dueFor(permit, now);
        // One whose deadline is now asks for a permit at once or never.
        if (permit.deadline <= now || (due != Nanos.NEVER && due > permit.deadline)) {
            return refusals.late(permit, now);
        }
        // One that comes again had its place already; to lose it now would make a failure of a throttled request.
        if (demand.first()) {
            return null;
        }
        if (lane.consumer.waiting >= settings.waitingPerConsumer()) {
            return refusals.full(lane.consumer(), settings.waitingPerConsumer());
        }
        boolean full = queue.waiting() >= settings.waitingInAll();
        return full ? refusals.full("all connectors", settings.waitingInAll()) : null;
    }

    // ---- after a decision

    /**
     * Before a permit is handed over: whether its claimant is to be told now. It may have left, or a pause may have
     * begun.
     */
    boolean confirm(Permit permit, LongSupplier clock) {
        if (permit.state == State.REFUSED) {
            permit.state = State.OVER;
            return true;
        }
        if (permit.state != State.GRANTED) {
            return false;
        }
        if (permit.lane.unpaused()) {
            permit.state = State.HELD;
            return true;
        }
        return confirmInPause(permit, clock.getAsLong());
    }

    /** A pause holds all who have not been told yet, so that nobody is let through: they go back, first in line. */
    private boolean confirmInPause(Permit permit, long now) {
        if (!permit.lane.paused(now)) {
            permit.state = State.HELD;
            return true;
        }
        permit.lane.refund(permit);
        if (refused(permit, unable(permit, now))) {
            return true;
        }
        queue.enter(permit, true, now);
        return false;
    }

    /** Refuses all who wait under a limit whose upstream asks for a wait that is too long. */
    void refuseIfClosed(SharedLimit limit, long now) {
        if (closedByUpstream(limit, now)) {
            queue.refuse(limit, permit -> true, permit -> refusals.exhausted(limit, now), now);
        }
    }

    /** Refuses those whose patience ends before the limit's pause does: why wait for what is certain. */
    void refuseLate(SharedLimit limit, long now) {
        long until = limit.pause.until();
        queue.refuse(limit, permit -> permit.deadline < until, permit -> refusals.late(permit, now), now);
    }

    void close(long now) {
        closed = true;
        queue.refuseAll(permit -> refusals.closed(), now);
    }
}
