package dev.headrace.engine.run;

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
    private long since = System.nanoTime();
    private volatile boolean blamed;
    private volatile boolean chargedAsBlocked;

    ItemTask(ItemRun item, Runnable action) {
        this.item = item;
        this.action = action;
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
        charge(Phase.STRAND);
        item.instance().onStrand(this);
        try {
            action.run();
        } finally {
            item.instance().onStrand(null);
            charge();
        }
    }

    /** Charges the time since the last charge; on the strand, while the task runs. */
    void charge() {
        boolean blocked = blamed;
        chargedAsBlocked |= blocked;
        charge(blocked ? Phase.BLOCKED : Phase.STRAND);
    }

    private void charge(Phase phase) {
        long now = System.nanoTime();
        item.account().add(phase, now - since);
        since = now;
    }

    /** The task holds its strand now; on any thread. */
    void blame() {
        blamed = true;
    }

    /** The task has ended, and this is what a place in it cost; on any thread. It may have ended before the blame came. */
    void lost(Duration time) {
        if (!chargedAsBlocked) {
            item.account().move(Phase.STRAND, Phase.BLOCKED, time.toNanos());
        }
    }
}
