package dev.headrace.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The clocks of the machine, which go on whatever is under way. */
record MachineTime(ScheduledExecutorService timer) implements RunTime {
    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant wallTime() {
        return Instant.now();
    }

    @Override
    public Alarm schedule(Duration delay, Runnable task) {
        Future<?> scheduled = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> withdraw(scheduled);
    }

    private void withdraw(Future<?> scheduled) {
        scheduled.cancel(false);
        // The JDK's pool keeps a cancelled task until its time has come, which may be an hour away.
        if (timer instanceof ThreadPoolExecutor pool && scheduled instanceof Runnable queued) {
            pool.remove(queued);
        }
    }

    @Override
    public Activity activity() {
        return Activity.UNWATCHED;
    }

    @Override
    public void close() {
        // The timer is somebody else's.
    }
}
