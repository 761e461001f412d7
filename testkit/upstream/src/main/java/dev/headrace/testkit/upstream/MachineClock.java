package dev.headrace.testkit.upstream;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;

/** The machine's own time, with the server's timer, which ends with the server. */
record MachineClock(Scheduler timer) implements UpstreamClock {
    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant wallTime() {
        return Instant.now();
    }

    @Override
    public void after(Duration delay, int client, Runnable step) {
        timer.schedule(step, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void never(int client) {
        // Time goes on by itself.
    }
}
