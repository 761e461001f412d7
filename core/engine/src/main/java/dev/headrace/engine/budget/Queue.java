package dev.headrace.engine.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The requests that wait. Nobody owns a time in the future: who goes is decided when something is due, so that a pause
 * holds everyone and a newcomer need not stand behind all requests of a greedy one (limiters that reserve let 399 of
 * 400 through a pause, and served the small ones last; both measured).
 *
 * <p>Each lane is parked at one limit, the one that its first request must wait for longest. When that limit is due,
 * the lane whose turn it is is looked at again: it is granted, or it parks at the next limit. Guarded by the kernel's
 * lock.
 */
final class Queue {
    private final Refusals refusals;
    private final Registry registry;
    private final Deadlines deadlines = new Deadlines();

    private int waiting;
    private long epoch;
    private long wakeAt = Nanos.NEVER;
    private List<Permit> decided = List.of();

    Queue(Refusals refusals, Registry registry) {
        this.refusals = refusals;
        this.registry = registry;
    }

    int waiting() {
        return waiting;
    }

    /** Whose claimants are to be told, since the last call. */
    List<Permit> takeDecided() {
        List<Permit> taken = decided;
        decided = List.of();
        return taken;
    }

    /** When to wake up because of what was decided since the last call; {@link Nanos#NEVER} if that changed nothing. */
    long takeWakeAt() {
        long taken = wakeAt;
        wakeAt = Nanos.NEVER;
        return taken;
    }

    // ---- entering and leaving

    void enter(Permit permit, boolean first, long now) {
        Lane lane = permit.lane;
        permit.state = Permit.State.WAITING;
        waiting++;
        lane.enqueue(permit, first, now);
        if (permit.deadline != Nanos.NEVER) {
            deadlines.add(permit);
            wakeNoLaterThan(permit.deadline);
        }
        if (lane.parkedAt() == Lane.FREE) {
            park(lane, now);
        }
        drain(lane.limits[lane.parkedAt()], now);
    }

    void leave(Permit permit, long now) {
        Lane lane = permit.lane;
        boolean wasFirst = lane.head() == permit;
        take(permit, now);
        SharedLimit limit = lane.limits[lane.parkedAt()];
        if (lane.isEmpty()) {
            unpark(lane, now);
        }
        if (wasFirst) {
            drain(limit, now);
        }
    }

    /** Refuses some of those who wait under a limit, whichever limit holds them back. */
    void refuse(SharedLimit limit, Predicate<Permit> which, Function<Permit, BudgetException> why, long now) {
        limit.lanes.forEach(lane -> refuse(lane, which, why, now));
    }

    void refuseAll(Function<Permit, BudgetException> why, long now) {
        registry.lanes().forEach(lane -> refuse(lane, any -> true, why, now));
    }

    private void refuse(Lane lane, Predicate<Permit> which, Function<Permit, BudgetException> why, long now) {
        Permit permit = lane.head();
        while (permit != null) {
            Permit behind = permit.behind;
            if (which.test(permit)) {
                refuse(permit, why.apply(permit), now);
            }
            permit = behind;
        }
    }

    private void refuse(Permit permit, BudgetException refusal, long now) {
        leave(permit, now);
        permit.state = Permit.State.REFUSED;
        permit.refusal = refusal;
        decided(permit);
    }

    private void take(Permit permit, long now) {
        waiting--;
        permit.lane.remove(permit, now);
        deadlines.remove(permit);
    }

    // ---- deciding

    /** The limits of a lane may be due earlier than was thought: something was given back, or its time became known. */
    void drain(Lane lane, long now) {
        for (SharedLimit limit : lane.limits) {
            drain(limit, now);
        }
    }

    /** Looks at everything that time alone can change. */
    void wake(long now) {
        for (Permit late = deadlines.first(); late != null && late.deadline <= now; late = deadlines.first()) {
            refuse(late, refusals.late(late, now), now);
        }
        for (SharedLimit limit : registry.limits()) {
            drain(limit, now);
        }
        Permit next = deadlines.first();
        if (next != null) {
            wakeNoLaterThan(next.deadline);
        }
    }

    private void drain(SharedLimit limit, long now) {
        for (Lane lane = limit.turns.front(now); lane != null; lane = limit.turns.front(now)) {
            Permit permit = first(lane);
            long due = limit.dueFor(permit, now);
            if (due > now) {
                // Whoever comes next waits too, even if it asked for less: else the cheap would starve the dear.
                wakeNoLaterThan(due);
                return;
            }
            if (lane.blocker(permit, now) == Lane.FREE) {
                grant(permit, now);
            } else {
                unpark(lane, now);
                park(lane, now);
            }
        }
    }

    private void grant(Permit permit, long now) {
        Lane lane = permit.lane;
        take(permit, now);
        charge(permit);
        if (lane.isEmpty()) {
            unpark(lane, now);
        } else {
            lane.goLast();
        }
        permit.state = Permit.State.GRANTED;
        decided(permit);
    }

    /** Charges all limits together, and puts the consumer behind the others at each of them. */
    void charge(Permit permit) {
        permit.lane.charge(permit);
        permit.epoch = epoch;
        Lane lane = permit.lane;
        for (int i = 0; i < lane.limits.length; i++) {
            lane.limits[i].turns.served(lane.shares[i], permit.cost);
        }
    }

    /** The number of a new throttle event. */
    long newEpoch() {
        return ++epoch;
    }

    private void decided(Permit permit) {
        if (decided.isEmpty()) {
            decided = new ArrayList<>();
        }
        decided.add(permit);
    }

    private void wakeNoLaterThan(long time) {
        wakeAt = Math.min(wakeAt, time);
    }

    /**
     * Parks a lane where its first request must wait for longest; where it need not, behind those who came before it.
     */
    private void park(Lane lane, long now) {
        Permit permit = first(lane);
        int blocker = lane.blocker(permit, now);
        int at = blocker == Lane.FREE ? lane.firstCrowded() : blocker;
        lane.parkAt(at, now);
        wakeNoLaterThan(lane.limits[at].dueFor(permit, now));
    }

    private static void unpark(Lane lane, long now) {
        lane.parkAt(Lane.FREE, now);
    }

    private static Permit first(Lane lane) {
        return Objects.requireNonNull(lane.head(), "a lane without requests is in line");
    }
}
