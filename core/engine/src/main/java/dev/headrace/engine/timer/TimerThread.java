package dev.headrace.engine.timer;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The {@link Timer} on a real thread, {@code headrace-timer}, a daemon. Thread-safe. */
public final class TimerThread implements Timer, AutoCloseable {
    /** Half the range of a nanosecond clock: further instants could not be compared. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private final ScheduledThreadPoolExecutor thread;

    private TimerThread() {
        thread = new ScheduledThreadPoolExecutor(1, TimerThread::newThread);
        // Most deadlines are called off: without this each would stay in the queue, with all it refers to, until it is
        // due.
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Starts the timer; its thread begins with the first action. */
    public static TimerThread start() {
        return new TimerThread();
    }

    @Override
    public Timeout after(Duration delay, Executor target, Runnable action) {
        Handover handover = new Handover(target, action);
        Future<?> future = thread.schedule(handover, bounded(delay).toNanos(), TimeUnit.NANOSECONDS);
        handover.withdrawnBy(() -> future.cancel(false));
        return handover;
    }

    /** The same thread for code that wants a scheduler of the JDK. What it runs must only hand over, and must throw nothing. */
    public ScheduledExecutorService scheduler() {
        return thread;
    }

    /** Actions that wait for their time. */
    int waiting() {
        return thread.getQueue().size();
    }

    /** Ends the thread; actions that are not due yet never run. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** A delay that a clock of nanoseconds can keep. */
    static Duration bounded(Duration delay) {
        if (delay.isNegative()) {
            return Duration.ZERO;
        }
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }

    private static Thread newThread(Runnable life) {
        Thread thread = new Thread(life, "headrace-timer");
        thread.setDaemon(true);
        return thread;
    }
}
