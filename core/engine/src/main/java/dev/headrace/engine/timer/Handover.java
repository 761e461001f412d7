package dev.headrace.engine.timer;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One action on its way to its executor. It starts or is called off, never both: whoever takes it out of {@code action} decides.
 * Taking it out also lets go of what it refers to.
 */
final class Handover implements Timeout, Runnable {
    private static final Logger log = LoggerFactory.getLogger(Handover.class);

    private final Executor target;
    private final AtomicReference<@Nullable Runnable> action;
    private volatile @Nullable Runnable withdrawal;

    Handover(Executor target, Runnable action) {
        this.target = target;
        this.action = new AtomicReference<>(action);
    }

    /** Comes after the timer may have fired already. */
    void withdrawnBy(Runnable withdraw) {
        withdrawal = withdraw;
    }

    /** On the timer's thread. A target that is closed has no use for the action any more. */
    @Override
    public void run() {
        try {
            target.execute(this::start);
        } catch (Throwable refused) {
            log.debug("an action was due and its executor refused it", refused);
        }
    }

    @Override
    public boolean cancel() {
        boolean mine = action.getAndSet(null) != null;
        Runnable withdraw = withdrawal;
        if (mine && withdraw != null) {
            withdraw.run();
        }
        return mine;
    }

    private void start() {
        Runnable mine = action.getAndSet(null);
        if (mine != null) {
            mine.run();
        }
    }
}
