package dev.headrace.testkit.time;

import dev.headrace.engine.time.Activity;
import dev.headrace.engine.time.RunTime;
import java.time.Duration;
import java.time.Instant;

/** One run on a virtual clock: its part of the work, and its alarms. Guarded by the clock. */
final class VirtualRunTime implements RunTime, Activity {
    private final VirtualClock clock;
    private int work;
    private boolean closed;

    VirtualRunTime(VirtualClock clock) {
        this.clock = clock;
    }

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }

    @Override
    public Instant wallTime() {
        return clock.wallTime();
    }

    @Override
    public Alarm schedule(Duration delay, Runnable task) {
        return clock.schedule(delay, task, this);
    }

    @Override
    public Activity activity() {
        return this;
    }

    @Override
    public void begins() {
        synchronized (clock) {
            if (!closed) {
                work++;
                clock.work(1);
            }
        }
    }

    @Override
    public void ends() {
        synchronized (clock) {
            if (closed) {
                return;
            }
            if (work == 0) {
                throw new IllegalStateException("More work has ended than had begun. This is a defect of Headrace.");
            }
            work--;
            clock.work(-1);
        }
    }

    @Override
    public Flight takeOff() {
        return clock.takeOff(this);
    }

    @Override
    public void close() {
        synchronized (clock) {
            if (!closed) {
                closed = true;
                clock.end(this, work);
            }
        }
    }
}
