package dev.headrace.engine.run;

import dev.headrace.engine.account.ItemTime;
import dev.headrace.engine.account.LimitWait;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.account.RequestCounts;
import dev.headrace.engine.cause.Causality;
import dev.headrace.engine.cause.Party;
import dev.headrace.engine.cause.Spent;
import dev.headrace.engine.cause.Trail;
import dev.headrace.engine.time.RunTime;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the accounts of a run: tells the totals of each instance and stream, and the {@link Causality}, what the scheduler does. Confined to
 * the scheduler's strand.
 */
final class RunAccounts {
    /** How the planning of an instance is called among its kinds of items. */
    private static final String PLAN = "plan";

    private final Causality causality;
    private final RunTime time;
    private final IdentityHashMap<Instance, Party> parties = new IdentityHashMap<>();
    private final Spent spent = new Spent();
    private final long[] nanos = new long[Phase.values().length];

    RunAccounts(Causality causality, RunTime time) {
        this.causality = causality;
        this.time = time;
    }

    private Party party(Instance instance) {
        return parties.computeIfAbsent(
                instance, any -> causality.party(instance.name(), Math.max(1, instance.concurrency())));
    }

    private static String kind(ItemRun run) {
        return run.leased().item().kind();
    }

    Trail opened() {
        return causality.opened(time.nanoTime());
    }

    /** The first items of an instance are asked for: first where it stands, then its own code. */
    Trail planning(Instance instance, Trail before) {
        return causality.passed(party(instance), PLAN, Phase.COMMIT, before, time.nanoTime());
    }

    Trail planned(Instance instance, Trail before) {
        return causality.passed(party(instance), PLAN, Phase.STRAND, before, time.nanoTime());
    }

    /** The store has given items out. */
    Trail leased(Instance instance, Trail before) {
        return causality.passed(party(instance), "", Phase.COMMIT, before, time.nanoTime());
    }

    /** @param event in whose handling it starts */
    Departure started(ItemRun run, Trail event) {
        run.turn().way().rest();
        Party party = party(run.instance());
        return new Departure(
                run.time(), now -> causality.started(party, run.turn().ready(), event, now));
    }

    /** An attempt has ended, in whatever way. */
    Trail ended(ItemRun run) {
        Departure departure = run.departure();
        List<RequestCounts.Sent> sent = run.requests().all();
        run.instance().streams().sent(kind(run), sent);
        departure.spent(run.time(), sent, spent);
        return causality.ended(party(run.instance()), kind(run), departure.trail(), spent);
    }

    /** The wait before another attempt is over. */
    Trail waited(ItemRun run, Trail ended) {
        return causality.passed(party(run.instance()), kind(run), Phase.RETRY_WAIT, ended, time.nanoTime());
    }

    /** The store has answered to the end of an item. */
    Trail over(ItemRun run, ItemEnd end, Trail ended) {
        ItemTime item = run.time();
        item.close();
        item.copyTo(nanos);
        Map<String, LimitWait> waits = item.waits();
        Duration took = item.wall().minusNanos(nanos[Phase.QUEUE.ordinal()]);
        run.instance().account().add(nanos, waits);
        run.instance().streams().over(run, end, nanos, waits, took);
        return causality.passed(party(run.instance()), kind(run), Phase.COMMIT, ended, time.nanoTime());
    }

    Causality.Conclusion conclude(Trail last, long nowNanos) {
        return causality.conclude(last, nowNanos);
    }
}
