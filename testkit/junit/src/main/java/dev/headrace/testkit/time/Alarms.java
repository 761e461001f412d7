package dev.headrace.testkit.time;

import dev.headrace.engine.time.RunTime;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is due and when. Guarded by the clock. */
final class Alarms {
    /** Later than any time: nothing is due. */
    static final long NEVER = Long.MAX_VALUE;

    private final VirtualClock clock;
    private final PriorityQueue<Alarm> queue = new PriorityQueue<>();
    private long made;

    Alarms(VirtualClock clock) {
        this.clock = clock;
    }

    /** @param owner whose end withdraws it; null for none */
    Alarm add(long due, Runnable task, @Nullable Object owner) {
        Alarm alarm = new Alarm(due, made++, task, owner);
        queue.add(alarm);
        return alarm;
    }

    long nextDue() {
        Alarm first = queue.peek();
        return first == null ? NEVER : first.due;
    }

    Runnable takeFirst() {
        return queue.remove().task;
    }

    void withdrawAllOf(Object owner) {
        queue.removeIf(alarm -> alarm.owner == owner);
    }

    int size() {
        return queue.size();
    }

    /** One task; those of one instant ring in the order in which they were set. */
    final class Alarm implements RunTime.Alarm, Comparable<Alarm> {
        private final long due;
        private final long number;
        private final Runnable task;
        private final @Nullable Object owner;

        private Alarm(long due, long number, Runnable task, @Nullable Object owner) {
            this.due = due;
            this.number = number;
            this.task = task;
            this.owner = owner;
        }

        @Override
        public void cancel() {
            synchronized (clock) {
                queue.remove(this);
                clock.stir();
            }
        }

        @Override
        public int compareTo(Alarm other) {
            int byTime = Long.compare(due, other.due);
            return byTime == 0 ? Long.compare(number, other.number) : byTime;
        }
    }
}
