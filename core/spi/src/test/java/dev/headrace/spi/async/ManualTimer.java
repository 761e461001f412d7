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

/** A scheduler whose time passes when the test says so, on the test's thread. Its clock is {@link #now}. */
final class ManualTimer extends AbstractExecutorService implements ScheduledExecutorService {
    private final List<Task> tasks = new ArrayList<>();
    private long now;
    private boolean refusing;

    long now() {
        return now;
    }

    /** Runs what falls due within {@code span}, each task at its own time. */
    void advance(Duration span) {
        long until = now + span.toNanos();
        Task next = nextBy(until);
        while (next != null) {
            now = Math.max(now, next.due);
            tasks.remove(next);
            next.run();
            next = nextBy(until);
        }
        now = until;
    }

    /** Tasks that wait and have not been cancelled. */
    int waiting() {
        return tasks.size();
    }

    void refuse() {
        refusing = true;
    }

    private @Nullable Task nextBy(long until) {
        return tasks.stream()
                .filter(task -> task.due <= until)
                .min(Comparator.comparingLong(task -> task.due))
                .orElse(null);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
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
        refusing = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        refusing = true;
        return List.copyOf(tasks);
    }

    @Override
    public boolean isShutdown() {
        return refusing;
    }

    @Override
    public boolean isTerminated() {
        return refusing;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return refusing;
    }

    private final class Task extends FutureTask<@Nullable Void> implements ScheduledFuture<@Nullable Void> {
        private final long due;

        Task(Runnable command, long due) {
            super(command, null);
            this.due = due;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            tasks.remove(this);
            return super.cancel(mayInterrupt);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - now, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
