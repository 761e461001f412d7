package dev.headrace.testkit.contract;

import dev.headrace.spi.Connector;
import dev.headrace.testkit.trial.Trial;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A connector that stays in memory after its run does so once for each run. */
final class MemoryCheck implements Check {
    private static final int RUNS = 2;
    private static final int COLLECTIONS = 20;

    @Override
    public void of(Subject subject) {
        List<WeakReference<Connector>> opened = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            opened.addAll(connectorsOfARun(subject));
        }
        long left = remaining(opened);
        // One connector that all runs share does not grow with them.
        if (left > 1) {
            throw new ContractViolation(
                    "%d connectors were opened by %d runs, and %d of them are still in memory after their end."
                            .formatted(opened.size(), RUNS, left),
                    "keep no connector, item or answer in a static field, a thread-local or a listener of something that"
                            + " lives longer; let go in Connector.close.");
        }
    }

    private static List<WeakReference<Connector>> connectorsOfARun(Subject subject) {
        try (Trial trial = subject.trial()) {
            return trial.run().watch().connectors();
        }
    }

    private static long remaining(List<WeakReference<Connector>> opened) {
        long left = count(opened);
        for (int i = 0; i < COLLECTIONS && left > 1; i++) {
            System.gc();
            left = count(opened);
        }
        return left;
    }

    private static long count(List<WeakReference<Connector>> opened) {
        return opened.stream()
                .map(WeakReference::get)
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }
}
