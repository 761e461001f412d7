package dev.headrace.engine.store;

import dev.headrace.engine.sink.Sink;
import dev.headrace.engine.sink.SinkContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open state file with all that works on it. Confined to the store thread. */
final class StoreSession {
    private static final Logger LOG = LoggerFactory.getLogger(StoreSession.class);

    private final StateLock lock;
    private final Database database;
    private final Sink sink;
    private final SinkContext sinkContext;
    private final PositionTable positions;
    private final Connectors connectors;
    private final Scopes scopes;
    private final Items items;
    private final Passes passes;
    private final Frontier frontier;
    private final KeptLimits limits;
    private final Needs needs;
    private final KeptRuns runs;
    private final Slots slots;
    private final StoreSettings settings;
    private final InstantSource clock;
    /** What could not be written down: told once each. */
    private final Set<String> toldAside = new HashSet<>();
    /** The instances of the runs that have begun and not ended. */
    private final Set<String> running = new TreeSet<>();

    private boolean begun;

    private StoreSession(StateLock lock, Database database, Sink sink, StoreSettings settings) throws SQLException {
        this.lock = lock;
        this.database = database;
        this.sink = sink;
        this.positions = new PositionTable(database, sink.name());
        this.sinkContext = new Context(positions, database.connection(), settings.durability() == Durability.FULL);
        this.connectors = new Connectors(database);
        this.scopes = new Scopes(database);
        this.items = new Items(database);
        this.passes = new Passes(database, connectors, scopes);
        this.frontier = new Frontier(connectors, scopes, items, sink);
        this.limits = new KeptLimits(database);
        this.needs = new Needs(database);
        this.runs = new KeptRuns(database);
        this.slots = new Slots(database);
        this.settings = settings;
        this.clock = settings.clock();
    }

    private record Context(PositionTable positions, Connection connection, boolean durable) implements SinkContext {}

    static StoreSession open(StoreSettings settings, Sink sink) throws SQLException, IOException {
        Path directory = settings.file().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        StateLock lock = StateLock.take(settings.file());
        Database database = null;
        try {
            database = Database.open(settings.file(), settings.durability());
            return new StoreSession(lock, database, sink, settings);
        } catch (SQLException | IOException | RuntimeException failure) {
            close(database, lock);
            throw failure;
        }
    }

    Database database() {
        return database;
    }

    Connectors connectors() {
        return connectors;
    }

    Scopes scopes() {
        return scopes;
    }

    Items items() {
        return items;
    }

    Passes passes() {
        return passes;
    }

    KeptLimits limits() {
        return limits;
    }

    Slots slots() {
        return slots;
    }

    KeptRuns runs() {
        return runs;
    }

    /** Something of which nothing else depends. */
    interface Aside {
        void run() throws SQLException;
    }

    /**
     * Does something that must not cost a run anything but the time, in a transaction of its own: what fails in it takes nothing else
     * back.
     *
     * @param what for people
     */
    void aside(String what, Aside work) throws SQLException, IOException {
        commit();
        try {
            work.run();
            database.commit();
        } catch (SQLException failure) {
            if (toldAside.add(what)) {
                LOG.warn(
                        "{} could not be written down, and the run goes on without that: {}",
                        what,
                        StoreFailures.describe(settings.file(), failure).getMessage());
            }
            database.rollBack();
        }
    }

    /** Begins a run of some connectors, perhaps beside runs of others. */
    RunStart begin(List<String> names) throws SQLException, IOException {
        if (!begun) {
            sink.begin(sinkContext);
            begun = true;
            passes.recover();
        }
        running.addAll(names);
        Instant now = clock.instant();
        RunStart start = passes.begin(names, now);
        needs.begin(rows(names), now);
        return start;
    }

    /** Ends the run of some connectors, and makes everything durable. */
    void end(Collection<String> names) throws SQLException, IOException {
        passes.end(names);
        needs.end(rows(names));
        running.removeAll(names);
        commit();
    }

    private List<ConnectorRow> rows(Collection<String> names) throws SQLException {
        List<ConnectorRow> rows = new ArrayList<>();
        for (String name : names) {
            rows.add(connectors.of(name));
        }
        return rows;
    }

    /** Takes the end of an item or a plan into the open transaction. */
    CommitResult take(Commit commit, int space) throws SQLException, IOException {
        CommitResult result = frontier.commit(commit, space);
        needs.add(connectors.of(commit.connector()), commit, clock.instant());
        return result;
    }

    /** Forgets everything about a connector, for its sinks too. */
    void reset(ConnectorRow row) throws SQLException, IOException {
        sink.forget(row.name, sinkContext);
        needs.reset(row);
        passes.reset(row);
    }

    /** Ends the runs that have not ended, and makes everything durable. */
    void end() throws SQLException, IOException {
        end(List.copyOf(running));
    }

    /** Makes everything durable that has been done. */
    void commit() throws SQLException, IOException {
        if (begun) {
            sink.prepareCommit();
        }
        positions.save();
        connectors.save();
        needs.save();
        database.commit();
        if (begun) {
            sink.committed();
        }
    }

    /** Frees everything; what has not been committed is taken back. */
    void close() throws SQLException, IOException {
        try {
            sink.close();
        } finally {
            close(database, lock);
        }
    }

    private static void close(@Nullable Database database, StateLock lock) throws SQLException, IOException {
        try {
            if (database != null) {
                database.close();
            }
        } finally {
            lock.close();
        }
    }
}
