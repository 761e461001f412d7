package dev.headrace.engine.sink;

import java.sql.Connection;

/** What a sink has of the store. For the store thread only. */
public interface SinkContext {
    /** How far this sink has written. */
    Positions positions();

    /**
     * The connection whose transaction holds the frontier. A sink may run statements on it between {@link Sink#begin} and
     * {@link Sink#close}; they become durable together with the items whose records they write. It must not commit, roll
     * back, close it, or change its settings.
     */
    Connection connection();

    /** True if what was written must be on the disk, not only in the system's cache, when {@link Sink#prepareCommit} returns. */
    boolean durable();
}
