package dev.headrace.engine.timer;

import dev.headrace.engine.time.RunTime;
import java.time.Duration;
import java.util.concurrent.Executor;

/** The {@link Timer} of a run, by whatever clock it lives. Thread-safe. */
public record RunTimer(RunTime time) implements Timer {
    @Override
    public Timeout after(Duration delay, Executor target, Runnable action) {
        Handover handover = new Handover(target, action);
        RunTime.Alarm alarm = time.schedule(TimerThread.bounded(delay), handover);
        handover.withdrawnBy(alarm::cancel);
        return handover;
    }
}
