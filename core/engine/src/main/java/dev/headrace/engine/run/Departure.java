package dev.headrace.engine.run;

import dev.headrace.engine.account.ItemTime;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.account.RequestCounts;
import dev.headrace.engine.cause.Spent;
import dev.headrace.engine.cause.Trail;
import java.util.List;
import java.util.function.LongFunction;

/** An attempt at an item as it started: what led to it, and what the item had spent by then. Immutable. */
final class Departure {
    private final Trail trail;
    private final long[] before = new long[Phase.values().length];
    private final long behindBefore;

    /** @param leading what led to it, by the time up to which the item's time is accounted for */
    Departure(ItemTime item, LongFunction<Trail> leading) {
        item.copyTo(before);
        this.behindBefore = item.behindNanos();
        this.trail = leading.apply(item.chargedToNanos());
    }

    Trail trail() {
        return trail;
    }

    /** Tells what the item has spent since. */
    void spent(ItemTime item, List<RequestCounts.Sent> sent, Spent into) {
        into.take(item, before, behindBefore, sent);
    }
}
