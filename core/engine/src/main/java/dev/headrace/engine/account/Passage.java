package dev.headrace.engine.account;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an item has under way, such as a call or a task on the strand, in one phase at a time. Thread-safe; guarded by the
 * item's time.
 */
public final class Passage {
    private final ItemTime item;
    private final boolean inAttempts;
    private @Nullable Phase at;
    private boolean over;
    private boolean blocked;
    private long since;
    private long attemptSince;
    private long @Nullable [] attempt;
    private String limit = "";

    Passage(ItemTime item, boolean inAttempts) {
        this.item = item;
        this.inAttempts = inAttempts;
    }

    /**
     * Goes on to a phase.
     *
     * @return nanoseconds in the one before
     */
    public long to(Phase next) {
        return item.change(this, next);
    }

    /** Is in no phase for now. */
    public void rest() {
        item.change(this, null);
    }

    /**
     * Is over: what is told of it later is late and without effect.
     *
     * @return nanoseconds in its last phase
     */
    public long end() {
        synchronized (item) {
            long last = item.change(this, null);
            over = true;
            return last;
        }
    }

    /** It has the strand and blocks it, from the moment on at which it got it. Without effect if it has let go. */
    public void block() {
        item.block(this);
    }

    /** Whether it has blocked the strand, as far as that was told in time. */
    public boolean hasBlocked() {
        synchronized (item) {
            return blocked;
        }
    }

    /** A new attempt at a call begins, in a phase. */
    public void beginAttempt(Phase first) {
        synchronized (item) {
            item.change(this, first);
            attemptSince = since;
            attempt = null;
            limit = "";
        }
    }

    /** Its permit was granted, or given up, after these waits by limit. */
    public void waitedFor(Map<String, Duration> spans) {
        synchronized (item) {
            item.waitedFor(spans);
            spans.entrySet().stream().max(Map.Entry.comparingByValue()).ifPresent(most -> limit = most.getKey());
        }
    }

    /** Takes a span out of a phase that is over, as far as it was given to it: it was spent otherwise. */
    public void move(Phase from, Phase to, long spanNanos) {
        synchronized (item) {
            item.move(from, to, spanNanos);
            long[] spent = attempt;
            if (spent != null) {
                long moved = Math.max(0, Math.min(spanNanos, spent[from.ordinal()]));
                spent[from.ordinal()] -= moved;
                spent[to.ordinal()] += moved;
            }
        }
    }

    /** Where the time of the attempt under way, or of the last one, went so far. */
    public AttemptTimes attempt() {
        synchronized (item) {
            Phase now = at;
            if (now != null) {
                item.change(this, now);
            }
            long[] spent = attempt;
            return new AttemptTimes(attemptSince, spent == null ? AttemptTimes.NONE : spent.clone(), limit);
        }
    }

    boolean isOver() {
        return over;
    }

    @Nullable
    Phase at() {
        return at;
    }

    long since() {
        return since;
    }

    /** Under the lock of the item's time. */
    long moved(@Nullable Phase next, long now) {
        Phase last = at;
        long span = last == null ? 0 : now - since;
        if (inAttempts && last != null && span > 0) {
            long[] spent = attempt;
            if (spent == null) {
                spent = new long[AttemptTimes.NONE.length];
                attempt = spent;
            }
            spent[last.ordinal()] += span;
        }
        at = next;
        since = now;
        blocked |= next == Phase.BLOCKED;
        return span;
    }
}
