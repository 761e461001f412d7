package dev.headrace.engine.observe;

import dev.headrace.engine.report.RunReport;
import java.time.Instant;

/** Hears of one run. Thread-safe. */
public interface RunTrace {
    /** Hears nothing. */
    RunTrace NONE = new RunTrace() {
        @Override
        public ItemTrace item(ItemSeen item) {
            return ItemTrace.NONE;
        }

        @Override
        public void ends(RunReport report, Instant at) {}
    };

    /** An attempt at an item begins; returns who hears of it. */
    ItemTrace item(ItemSeen item);

    /** The run has ended. Once; nothing comes after it but requests that its items have dropped. */
    void ends(RunReport report, Instant at);

    /** Both. */
    default RunTrace and(RunTrace other) {
        if (this == NONE || other == NONE) {
            return this == NONE ? other : this;
        }
        RunTrace first = this;
        return new RunTrace() {
            @Override
            public ItemTrace item(ItemSeen item) {
                return first.item(item).and(other.item(item));
            }

            @Override
            public void ends(RunReport report, Instant at) {
                first.ends(report, at);
                other.ends(report, at);
            }
        };
    }
}
