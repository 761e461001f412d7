package dev.headrace.engine.run;

import dev.headrace.engine.account.ItemTime;
import dev.headrace.engine.account.Passage;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.cause.Trail;
import dev.headrace.engine.store.LeasedItem;
import java.util.function.LongSupplier;

/**
 * One item of a run, from the moment on at which it waits in memory to the store's answer to its end, over all its attempts. What it
 * measures may be told by any thread.
 *
 * @param leased the item, for the attempt to come or under way
 * @param time where its time goes
 * @param ready what made it ready for this attempt
 * @param way of the item itself: waiting for its turn, for another attempt, or for the store; in no phase while it is under way
 */
record Turn(LeasedItem leased, ItemTime time, Trail ready, Passage way) {
    /** Begins to wait for its turn now. */
    static Turn of(LeasedItem leased, Trail ready, LongSupplier clock) {
        ItemTime time = new ItemTime(clock);
        return new Turn(leased, time, ready, time.begin(Phase.QUEUE));
    }

    /** The same item, which waits for its turn for another attempt. */
    Turn again(Trail readyAgain) {
        way.to(Phase.QUEUE);
        return new Turn(leased.again(), time, readyAgain, way);
    }
}
