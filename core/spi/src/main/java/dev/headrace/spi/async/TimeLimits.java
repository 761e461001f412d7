package dev.headrace.spi.async;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The deadline of a gather and the timeouts of its items, watched by one alarm. Confined to the loop, save for
 * {@link #ring}.
 */
final class TimeLimits {
    private final Timing timing;
    private final Alarm alarm;
    private final Consumer<Throwable> refused;
    private long deadlineDue;

    /** @param refused told when the scheduler takes no more: from then on no limit can be kept */
    TimeLimits(Timing timing, Runnable wake, Consumer<Throwable> refused) {
        this.timing = timing;
        this.alarm = new Alarm(timing, wake);
        this.refused = refused;
    }

    /** Any thread: makes the loop look at the clocks. */
    void ring() {
        alarm.ring();
    }

    boolean rang() {
        return alarm.rang();
    }

    /** The deadline counts from now. */
    void open() {
        Duration deadline = timing.deadline();
        if (deadline != null) {
            deadlineDue = timing.now() + Timing.nanos(deadline);
            setAlarm(deadlineDue);
        }
    }

    void itemStarted() {
        Duration limit = timing.itemTimeout();
        if (limit != null) {
            setAlarm(timing.now() + Timing.nanos(limit));
        }
    }

    /** Whether it has; if not, the alarm is set again. */
    boolean deadlinePassed() {
        if (timing.deadline() == null) {
            return false;
        }
        if (timing.now() - deadlineDue >= 0) {
            return true;
        }
        setAlarm(deadlineDue);
        return false;
    }

    /** Whether the item has used up its time; if not, the alarm is set again. */
    boolean timedOut(ItemClock clock) {
        Duration limit = timing.itemTimeout();
        if (limit == null) {
            return false;
        }
        long left = Timing.nanos(limit) - clock.elapsed();
        // The end of a pause rings by itself.
        if (left > 0 && !clock.paused()) {
            setAlarm(timing.now() + left);
        }
        return left <= 0;
    }

    /** Leaves no task in the scheduler. */
    void close() {
        alarm.cancel();
    }

    private void setAlarm(long due) {
        try {
            alarm.setBy(due);
        } catch (RuntimeException | Error refusal) {
            refused.accept(refusal);
        }
    }
}
