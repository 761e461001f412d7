package dev.headrace.spi.async;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler whose time passes when the test says so; what is due runs on the test's thread. Its clock is {@link #now}.
 * Other threads may schedule and cancel meanwhile: the state is guarded by this, and no task runs under the lock.
 */
final class ManualTimer extends AbstractExecutorService implements ScheduledExecutorService {
    private final List<Task> tasks = new ArrayList<>();
    private long now;
    private boolean refusing;

    synchronized long now() {
        return now;
    }

    /** Runs what falls due within {@code span}, each task at its own time. */
    void advance(Duration span) {
        long until = now() + span.toNanos();
        Task next = takeNextBy(until);
        while (next != null) {
            next.run();
            next = takeNextBy(until);
        }
    }

    /** Tasks that wait and have not been cancelled. */
    synchronized int waiting() {
        return tasks.size();
    }

    synchronized void refuse() {
        refusing = true;
    }

    private synchronized @Nullable Task takeNextBy(long until) {
        Task next = tasks.stream()
                .filter(task -> task.due <= until)
                .min(Comparator.comparingLong(task -> task.due))
                .orElse(null);
        now = next == null ? until : Math.max(now, next.due);
        tasks.remove(next);
        return next;
    }

    private synchronized void remove(Task task) {
        tasks.remove(task);
    }

    @Override
    public synchronized ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (refusing) {
            throw new RejectedExecutionException("no more timers");
        }
        Task task = new Task(command, now + unit.toNanos(delay));
        tasks.add(task);
        return task;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long first, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void execute(Runnable command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        refuse();
    }

    @Override
    public List<Runnable> shutdownNow() {
        refuse();
        return List.of();
    }

    @Override
    public synchronized boolean isShutdown() {
        return refusing;
    }

    @Override
    public boolean isTerminated() {
        return isShutdown();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isShutdown();
    }

    private final class Task extends FutureTask<@Nullable Void> implements ScheduledFuture<@Nullable Void> {
        private final long due;

        Task(Runnable command, long due) {
            super(command, null);
            this.due = due;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            remove(this);
            return super.cancel(mayInterrupt);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - now(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
