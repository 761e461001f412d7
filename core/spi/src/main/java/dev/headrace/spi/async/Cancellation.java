package dev.headrace.spi.async;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A wish that work should stop, as the work sees it. Its owner holds the {@link CancellationSource}.
 *
 * <p>It is no future on purpose: a dependent of a long-lived future stays attached to it until that future completes,
 * while a listener here is removed in constant time and leaves nothing behind.
 *
 * <p>Thread-safe. Listeners run on the thread that cancels, in the order of their registration, with no lock held.
 */
public final class Cancellation {
    private static final Cancellation NEVER = new Cancellation(false);
    private static final Registration NOTHING_TO_REMOVE = () -> {};

    /** What {@link #onCancel} returns. Thread-safe. */
    @FunctionalInterface
    public interface Registration {
        /**
         * Forgets the listener; does nothing when called again. A listener that is being called right now on another
         * thread may still be running when this returns.
         */
        void remove();
    }

    private final boolean possible;
    private volatile @Nullable String reason;

    // Both ends of the listeners' list, linked both ways so that removal takes constant time; guarded by this.
    private @Nullable Listener first;
    private @Nullable Listener last;

    Cancellation() {
        this(true);
    }

    private Cancellation(boolean possible) {
        this.possible = possible;
    }

    /** A cancellation that is never requested and keeps no listener. */
    public static Cancellation never() {
        return NEVER;
    }

    /** Whether the work should stop. Once true it stays true. */
    public boolean requested() {
        return reason != null;
    }

    /** Why the work should stop, a sentence; empty while {@link #requested} is false. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /**
     * Calls {@code action} once, when cancellation is requested: now and on this thread if it has been already. Remove
     * the registration when the work has ended, or the listener lives as long as this object.
     *
     * <p>What the action throws goes to the uncaught-exception handler of the thread that cancels; the other listeners
     * are called all the same.
     */
    public Registration onCancel(Runnable action) {
        Listener listener = new Listener(Objects.requireNonNull(action, "action is null"));
        if (!possible) {
            return NOTHING_TO_REMOVE;
        }
        if (link(listener)) {
            return listener;
        }
        listener.call();
        return NOTHING_TO_REMOVE;
    }

    /** Returns whether this call was the one that requested the cancellation. */
    boolean request(String why) {
        List<Listener> listeners = new ArrayList<>();
        if (!unlinkAll(why, listeners)) {
            return false;
        }
        listeners.forEach(Listener::call);
        return true;
    }

    synchronized int listeners() {
        int count = 0;
        for (Listener listener = first; listener != null; listener = listener.next) {
            count++;
        }
        return count;
    }

    private synchronized boolean link(Listener listener) {
        if (reason != null) {
            return false;
        }
        listener.previous = last;
        if (last == null) {
            first = listener;
        } else {
            last.next = listener;
        }
        last = listener;
        listener.linked = true;
        return true;
    }

    private synchronized void unlink(Listener listener) {
        if (!listener.linked) {
            return;
        }
        Listener before = listener.previous;
        Listener after = listener.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        listener.clearLinks();
    }

    private synchronized boolean unlinkAll(String why, List<Listener> into) {
        if (reason != null) {
            return false;
        }
        reason = why;
        while (first != null) {
            into.add(first);
            unlink(first);
        }
        return true;
    }

    private final class Listener implements Registration {
        private @Nullable Listener previous;
        private @Nullable Listener next;
        private boolean linked;

        // Null once removed, so that a registration that its holder keeps does not keep the work's objects.
        private volatile @Nullable Runnable action;

        Listener(Runnable action) {
            this.action = action;
        }

        void clearLinks() {
            previous = null;
            next = null;
            linked = false;
        }

        void call() {
            Runnable due = action;
            action = null;
            if (due != null) {
                Uncaught.run(due);
            }
        }

        @Override
        public void remove() {
            unlink(this);
            action = null;
        }
    }
}
