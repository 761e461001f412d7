package dev.headrace.engine.cause;

import dev.headrace.engine.account.ItemTime;
import dev.headrace.engine.account.LimitWait;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.account.RequestCounts;
import java.util.List;
import java.util.Map;

/** What an item did in a part of its time. Filled again and again, so that nothing is made for each item. */
public final class Spent {
    private static final int PHASES = Phase.values().length;

    final long[] nanos = new long[PHASES];
    long behind;
    Map<String, LimitWait> waits = Map.of();
    List<RequestCounts.Sent> sent = List.of();

    /** Nothing yet. */
    public Spent() {}

    /**
     * Takes what an item spent since an earlier time.
     *
     * @param before what it had spent by then, by phase; not to be counted
     * @param behindBefore what it had waited by then while others blocked the strand
     * @param requests that it sent since
     */
    public void take(ItemTime time, long[] before, long behindBefore, List<RequestCounts.Sent> requests) {
        time.copyTo(nanos);
        behind = time.behindNanos() - behindBefore;
        for (int phase = 0; phase < PHASES; phase++) {
            nanos[phase] = Math.max(0, nanos[phase] - before[phase]);
        }
        waits = time.waits();
        sent = requests;
    }

    long in(Phase phase) {
        return nanos[phase.ordinal()];
    }

    long sum() {
        long sum = 0;
        for (long span : nanos) {
            sum += span;
        }
        return sum;
    }
}
