package dev.headrace.engine.run;

import dev.headrace.engine.account.Passage;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.strand.NamedTask;
import java.time.Duration;

/**
 * Something that runs on the strand for an item: its time is the item's, and so is the blame when it blocks. Confined to the
 * strand from its start on, apart from what the watchdog's listener says.
 */
final class ItemTask implements NamedTask {
    private final ItemRun item;
    private final Runnable action;
    private final Passage passage;
    /** How long the strand had been blocked when this began to wait for it. */
    private final long blockedBefore;

    private volatile boolean blamed;
    private volatile long ranNanos;

    ItemTask(ItemRun item, Runnable action) {
        this.item = item;
        this.action = action;
        this.blockedBefore = item.instance().blockedNanos();
        this.passage = item.time().begin(Phase.STRAND_WAIT);
    }

    ItemRun item() {
        return item;
    }

    @Override
    public String work() {
        return item.instance().dropped().hide(item.leased().item().toString());
    }

    @Override
    public void run() {
        waited(passage.to(Phase.STRAND));
        item.instance().onStrand(this);
        try {
            action.run();
        } finally {
            item.instance().onStrand(null);
            ran(passage.end());
        }
    }

    /** What others blocked of the time that this waited, it was blocked too. */
    private void waited(long nanos) {
        long behind = Math.min(nanos, item.instance().blockedNanos() - blockedBefore);
        if (behind > 0) {
            item.time().waitedBehind(behind);
        }
    }

    private void ran(long nanos) {
        ranNanos = nanos;
        if (blamed) {
            item.instance().blockedFor(nanos);
        }
    }

    /** The task holds its strand now; on any thread. */
    void blame() {
        blamed = true;
        passage.block();
    }

    /** The task has ended, and this is what a place in it cost; on any thread. It may have ended before the blame came. */
    void lost(Duration time) {
        if (!passage.hasBlocked()) {
            long nanos = Math.min(time.toNanos(), ranNanos);
            if (!item.time().move(Phase.STRAND, Phase.BLOCKED, nanos)) {
                item.instance().account().move(Phase.STRAND, Phase.BLOCKED, Duration.ofNanos(nanos));
            }
        }
    }
}
