package dev.headrace.engine.run;

import dev.headrace.engine.report.ConnectorProgress.Failures;
import dev.headrace.engine.report.FailedItem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest failures of one instance, for those who watch the run: the store has them all. Thread-safe. */
final class RecentFailures {
    // Guarded by this.
    private final Deque<FailedItem> newest = new ArrayDeque<>();
    private long total;

    synchronized void add(FailedItem item) {
        total++;
        newest.addLast(item);
        if (newest.size() > Failures.KEPT) {
            newest.removeFirst();
        }
    }

    synchronized Failures all() {
        return total == 0 ? Failures.NONE : new Failures(total, List.copyOf(newest));
    }
}
