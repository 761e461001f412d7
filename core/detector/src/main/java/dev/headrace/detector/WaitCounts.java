package dev.headrace.detector;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/**
 * How often the JVM saw the current thread wait, and wait for a monitor or for a class to be initialised. Reading it takes 0.3 us.
 */
record WaitCounts(long waited, long contended) {
    static final WaitCounts NONE = new WaitCounts(0, 0);

    static WaitCounts ofCurrentThread() {
        ThreadInfo info = ManagementFactory.getThreadMXBean()
                .getThreadInfo(Thread.currentThread().getId());
        return info == null ? NONE : new WaitCounts(info.getWaitedCount(), info.getBlockedCount());
    }

    WaitCounts since(WaitCounts before) {
        return new WaitCounts(waited - before.waited, contended - before.contended);
    }
}
