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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the accounts of a run: tells the totals of each instance and stream, and the {@link Causality}, what the scheduler does. On
 * the scheduler's strand; its lock is for the conclusion, which is drawn on another thread while items that were given up may still
 * end.
 */
final class RunAccounts {
    /** How the planning of an instance is called among its kinds of items. */
    private static final String PLAN = "plan";

    private static final Logger LOG = LoggerFactory.getLogger(RunAccounts.class);

    private final Causality causality;
    private final RunTime time;
    private final IdentityHashMap<Instance, Party> parties = new IdentityHashMap<>();
    private final Spent spent = new Spent();
    private final long[] nanos = new long[Phase.values().length];
    private boolean broken;

    RunAccounts(Causality causality, RunTime time) {
        this.causality = causality;
        this.time = time;
    }

    /** Looks at an event. Nothing depends on what led to it, so a look that fails costs the run the answer and nothing else. */
    synchronized Trail looked(Trail before, Supplier<Trail> look) {
        if (broken) {
            return before;
        }
        try {
            return look.get();
        } catch (RuntimeException defect) {
            broken = true;
            LOG.error(
                    "what bounds this run cannot be told. This is a defect of Headrace, please report it; nothing else is lost",
                    defect);
            return before;
        }
    }

    private Party party(Instance instance) {
        return parties.computeIfAbsent(
                instance, any -> causality.party(instance.name(), Math.max(1, instance.concurrency())));
    }

    private static String kind(ItemRun run) {
        return run.leased().item().kind();
    }

    Trail opened() {
        return looked(Trail.NONE, () -> causality.opened(time.nanoTime()));
    }

    /** The first items of an instance are asked for: first where it stands, then its own code. */
    Trail planning(Instance instance, Trail before) {
        return looked(before, () -> causality.passed(party(instance), PLAN, Phase.COMMIT, before, time.nanoTime()));
    }

    Trail planned(Instance instance, Trail before) {
        return looked(before, () -> causality.passed(party(instance), PLAN, Phase.STRAND, before, time.nanoTime()));
    }

    /** The store has given items out. */
    Trail leased(Instance instance, Trail before) {
        return looked(before, () -> causality.passed(party(instance), "", Phase.COMMIT, before, time.nanoTime()));
    }

    /** @param event in whose handling it starts */
    Departure started(ItemRun run, Trail event) {
        run.turn().way().rest();
        return new Departure(
                run.time(),
                now -> looked(
                        event,
                        () -> causality.started(
                                party(run.instance()), run.turn().ready(), event, now)));
    }

    /** An attempt has ended, in whatever way. */
    Trail ended(ItemRun run) {
        Departure departure = run.departure();
        List<RequestCounts.Sent> sent = run.requests().all();
        run.instance().streams().sent(kind(run), sent);
        return looked(departure.trail(), () -> {
            departure.spent(run.time(), sent, spent);
            return causality.ended(party(run.instance()), kind(run), departure.trail(), spent);
        });
    }

    /** The wait before another attempt is over. */
    Trail waited(ItemRun run, Trail ended) {
        return looked(
                ended,
                () -> causality.passed(party(run.instance()), kind(run), Phase.RETRY_WAIT, ended, time.nanoTime()));
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
        return looked(
                ended, () -> causality.passed(party(run.instance()), kind(run), Phase.COMMIT, ended, time.nanoTime()));
    }

    /** What the run came to; nothing where that cannot be told. Nothing is looked at any more then. */
    synchronized Causality.Conclusion conclude(Trail last, long nowNanos) {
        Causality.Conclusion[] drawn = {Causality.Conclusion.NONE};
        looked(last, () -> {
            drawn[0] = causality.conclude(last, nowNanos);
            return last;
        });
        broken = true;
        return drawn[0];
    }
}
