package dev.headrace.engine.plan;

import dev.headrace.engine.budget.Answer;
import dev.headrace.engine.budget.BudgetException;
import dev.headrace.engine.budget.Budgets;
import dev.headrace.engine.budget.Claimant;
import dev.headrace.engine.budget.Demand;
import dev.headrace.engine.budget.Lane;
import dev.headrace.engine.budget.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One connector that sends its load in simulated time: as many requests at once as it has items under way. Confined to one thread. */
final class Sender {
    private static final class Rest {
        final Load.Batch batch;
        final Lane lane;
        long sent;

        Rest(Load.Batch batch, Lane lane) {
            this.batch = batch;
            this.lane = lane;
        }

        double doneOf() {
            return (double) sent / batch.requests();
        }

        /** What the next request costs: whole units, right on average. */
        int cost(long number) {
            return (int) (Math.floor((number + 1) * batch.units()) - Math.floor(number * batch.units()));
        }

        boolean isUnchanged(long number) {
            return Math.floor((number + 1) * batch.unchanged()) > Math.floor(number * batch.unchanged());
        }
    }

    private final SimulatedTime time;
    private final Load load;
    private final long requests;
    private final List<Rest> rests = new ArrayList<>();
    private final Map<String, Duration> waits = new TreeMap<>();
    private long ended;
    private long halfAt;
    private long endedAt;

    Sender(SimulatedTime time, Budgets budgets, Load load) {
        this.time = time;
        this.load = load;
        this.requests = load.requests();
        budgets.stands(load.consumer(), load.standing());
        for (Load.Batch batch : load.batches()) {
            if (batch.requests() > 0) {
                rests.add(new Rest(batch, budgets.lane(load.consumer(), batch.limits())));
            }
        }
    }

    void start() {
        for (int i = 0; i < load.atOnce(); i++) {
            next();
        }
    }

    private void next() {
        Rest rest = null;
        for (Rest one : rests) {
            if (one.sent < one.batch.requests() && (rest == null || one.doneOf() < rest.doneOf())) {
                rest = one;
            }
        }
        if (rest != null) {
            long number = rest.sent++;
            ask(rest, number);
        }
    }

    private void ask(Rest rest, long number) {
        int cost = rest.cost(number);
        Demand demand = cost > 1 ? Demand.ONE.cost(cost) : Demand.ONE;
        rest.lane.acquire(demand, new Claimant() {
            @Override
            public void granted(Permit permit) {
                permit.sent();
                account(permit);
                time.schedule(load.perRequest(), () -> answered(permit, cost, rest.isUnchanged(number)));
            }

            @Override
            public void refused(BudgetException failure) {
                // It costs more than its limit ever holds: a run would fail its item and go on.
                time.schedule(Duration.ZERO, Sender.this::over);
            }
        });
    }

    private void account(Permit permit) {
        permit.waits().forEach((limit, wait) -> waits.merge(limit, wait, Duration::plus));
    }

    private void answered(Permit permit, int cost, boolean unchanged) {
        permit.answered(Answer.SILENT);
        if (cost == 0) {
            permit.settle(0);
        }
        if (unchanged) {
            permit.unchanged();
        }
        permit.release();
        over();
    }

    private void over() {
        ended++;
        if (ended * 2 <= requests) {
            halfAt = time.nanoTime();
        }
        endedAt = time.nanoTime();
        next();
    }

    boolean isDone() {
        return ended == requests;
    }

    /**
     * When its last request has ended.
     *
     * @param whole how many requests there are in all, of which those that were sent are the first: the others go at the rate of
     *     the second half of these
     */
    Duration end(long whole) {
        long more = whole - requests;
        long half = Math.max(1, requests - requests / 2);
        double each = more <= 0 ? 0 : (double) (endedAt - halfAt) / half;
        return Duration.ofNanos(endedAt + (long) (each * Math.max(0, more)));
    }

    /** What its requests waited for each limit, summed up. */
    Map<String, Duration> waits() {
        return waits;
    }

    /** What its requests took beside. */
    Duration busy() {
        return load.perRequest().multipliedBy(requests);
    }
}
