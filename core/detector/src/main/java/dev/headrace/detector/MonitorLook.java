package dev.headrace.detector;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks where threads wait for monitors, which no probe can tell: entering a monitor is no method. Has a thread of its own from
 * the first task on, which sleeps while there is none. Thread-safe.
 */
final class MonitorLook implements AutoCloseable {
    /** Costs one core about a hundredth, and finds all that matters to somebody who waits. */
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(2);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /** By thread, the last stack that it was seen blocked with; empty until then. */
    private final Map<Thread, List<StackTraceElement>> tasks = new ConcurrentHashMap<>();

    private volatile @Nullable Thread looking;
    private volatile boolean closed;

    /** A task of a thread begins. */
    void begin(Thread thread) {
        Thread eyes = looking;
        if (eyes == null) {
            startLooking();
        }
        // Without a monitor from here on: a wait for one of this class would be told as the task's.
        tasks.put(thread, List.of());
        LockSupport.unpark(looking);
    }

    /** That task has ended; returns the stack with which it was last seen blocked, or an empty one. */
    List<StackTraceElement> end(Thread thread) {
        List<StackTraceElement> seen = tasks.remove(thread);
        return seen == null ? List.of() : seen;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(looking);
    }

    private synchronized void startLooking() {
        if (looking == null && !closed) {
            Thread eyes = new Thread(this::look, "headrace-monitor-look");
            eyes.setDaemon(true);
            eyes.start();
            looking = eyes;
        }
    }

    private void look() {
        while (!closed) {
            if (tasks.isEmpty()) {
                LockSupport.park(this);
            } else {
                tasks.keySet().forEach(this::lookAt);
                LockSupport.parkNanos(this, TICK);
            }
        }
    }

    /** Asked for apart, state and stack would be of two moments: the monitor may be had in between. The state alone is cheap. */
    private void lookAt(Thread thread) {
        if (thread.getState() != Thread.State.BLOCKED) {
            return;
        }
        ThreadInfo info = threads.getThreadInfo(thread.getId(), Integer.MAX_VALUE);
        if (info != null && info.getThreadState() == Thread.State.BLOCKED) {
            List<StackTraceElement> stack = List.of(info.getStackTrace());
            tasks.computeIfPresent(thread, (key, before) -> stack);
        }
    }
}
