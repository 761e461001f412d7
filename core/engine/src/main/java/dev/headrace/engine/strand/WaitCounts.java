package dev.headrace.engine.strand;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/**
 * How often the JVM saw a carrier wait, and wait for a contended monitor. Reading it costs 0.4 us, so it is read when the
 * carrier has been idle and after a task longer than 1 ms, not around each task: what short tasks in between did is counted with
 * the long one. Confined to its carrier.
 */
final class WaitCounts {
    /** Made by the watchdog's thread: loading it takes milliseconds, which no task should. */
    private static volatile @Nullable ThreadMXBean threads;

    private final long thread;
    private long waited;
    private long contended;

    WaitCounts(Thread thread) {
        this.thread = thread.getId();
    }

    /** Makes counting possible; until then every count is 0. */
    static void prepare() {
        threads = ManagementFactory.getThreadMXBean();
    }

    /** From here on. */
    void reset() {
        addTo(null);
    }

    /** Adds what happened since the last reading. */
    void addTo(@Nullable StrandClock clock) {
        ThreadMXBean bean = threads;
        ThreadInfo info = bean == null ? null : bean.getThreadInfo(thread);
        if (info == null) {
            return;
        }
        if (clock != null) {
            clock.addWaits(info.getWaitedCount() - waited, info.getBlockedCount() - contended);
        }
        waited = info.getWaitedCount();
        contended = info.getBlockedCount();
    }
}
