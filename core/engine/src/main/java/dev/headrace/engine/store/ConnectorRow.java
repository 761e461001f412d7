package dev.headrace.engine.store;

import java.time.Instant;

/** What the store knows of one instance, and counts in its current pass. Confined to the store thread. */
final class ConnectorRow {
    final long id;
    final String name;
    long pass;
    Instant started;
    boolean planned;
    /** True from the clean end of a run that left nothing to do. */
    boolean finished;

    long items;
    long repeated;
    long records;
    boolean changed;

    ConnectorRow(long id, String name, Instant started) {
        this.id = id;
        this.name = name;
        this.started = started;
    }

    /** Begins a new pass over the upstream. */
    void begin(Instant now) {
        pass++;
        started = now;
        planned = false;
        finished = false;
        items = 0;
        repeated = 0;
        records = 0;
        changed = true;
    }
}
