package dev.headrace.engine.store;

import dev.headrace.engine.store.RunStart.ConnectorStart;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The passes of connectors over their upstreams. A pass is finished when a run has ended cleanly and left nothing of it to do;
 * then the next run begins a new one, otherwise it goes on, if only to find that all is done: a process that was killed after its
 * last commit has told no one so. Each connector has its own passes, so that runs of different connectors do not meet. Confined to
 * the store thread.
 */
final class Passes {
    private final Database database;
    private final Connectors connectors;
    private final Scopes scopes;

    Passes(Database database, Connectors connectors, Scopes scopes) {
        this.database = database;
        this.connectors = connectors;
        this.scopes = scopes;
    }

    /** Puts back what the last process held when it ended. */
    void recover() throws SQLException {
        database.update("UPDATE headrace_items SET state = 0 WHERE state = 1");
    }

    RunStart begin(Collection<String> names, Instant now) throws SQLException {
        List<ConnectorRow> finished = new ArrayList<>();
        for (String name : names) {
            ConnectorRow row = connectors.of(name);
            if ((row.finished || !row.planned) && !hasQueued(row)) {
                finished.add(row);
            }
        }
        forgetSucceeded(finished);
        Map<String, ConnectorStart> starts = new TreeMap<>();
        for (String name : names) {
            ConnectorRow row = connectors.of(name);
            starts.put(name, finished.contains(row) ? renew(row, now) : start(row, Optional.of(row.started)));
        }
        return new RunStart(starts);
    }

    /** The end of a run: puts back what it held; what it leaves without anything to do is finished. */
    void end(Collection<String> names) throws SQLException {
        for (String name : names) {
            ConnectorRow row = connectors.of(name);
            database.update("UPDATE headrace_items SET state = 0 WHERE connector = ? AND state = 1", row.id);
            row.finished = row.planned && !hasQueued(row);
            row.changed = true;
        }
    }

    private boolean hasQueued(ConnectorRow row) throws SQLException {
        return database.number("SELECT EXISTS (SELECT 1 FROM headrace_items WHERE connector = ? AND state = 0)", row.id)
                != 0;
    }

    private ConnectorStart renew(ConnectorRow row, Instant now) throws SQLException {
        row.begin(now);
        return start(row, Optional.empty());
    }

    private ConnectorStart start(ConnectorRow row, Optional<Instant> continued) throws SQLException {
        return new ConnectorStart(
                continued,
                row.planned,
                database.number("SELECT count(*) FROM headrace_items WHERE connector = ? AND state = 0", row.id),
                database.number("SELECT count(*) FROM headrace_items WHERE connector = ? AND state >= 3", row.id),
                scopes.cursors(row.id));
    }

    /** Forgets what succeeded; what did not succeed stays, with its scope and what that proposes. */
    private void forgetSucceeded(List<ConnectorRow> rows) throws SQLException {
        if (rows.size() == connectors.all().size() && nothingIsLeft()) {
            // Without a condition SQLite drops the pages whole: a million rows go in no time.
            database.update("DELETE FROM headrace_items");
            database.update("DELETE FROM headrace_seen_validators");
            database.update("DELETE FROM headrace_scopes");
            return;
        }
        String ids = rows.stream().map(row -> Long.toString(row.id)).collect(Collectors.joining(", "));
        database.update("DELETE FROM headrace_items WHERE state = 2 AND connector IN (" + ids + ")");
        database.update("DELETE FROM headrace_scopes WHERE failed = 0 AND connector IN (" + ids + ")");
        database.update("DELETE FROM headrace_seen_validators WHERE scope NOT IN (SELECT id FROM headrace_scopes)");
    }

    private boolean nothingIsLeft() throws SQLException {
        // Two questions, for each has its index.
        return database.number("""
                        SELECT EXISTS (SELECT 1 FROM headrace_items WHERE state = 0)
                            OR EXISTS (SELECT 1 FROM headrace_items WHERE state >= 3)""") == 0;
    }

    /** Queues the items again that did not succeed; returns how many. */
    long requeueUnsuccessful(ConnectorRow row) throws SQLException {
        // A page that ended an endless walk becomes an ordinary item, unless an equal one is still there.
        database.update("""
                UPDATE OR IGNORE headrace_items SET endless = 0
                WHERE connector = ? AND state >= 3 AND endless = 1""", row.id);
        database.update("""
                UPDATE headrace_scopes SET outstanding = outstanding + n, failed = failed - n
                FROM (SELECT scope, count(*) AS n FROM headrace_items
                      WHERE connector = ? AND state >= 3 AND endless = 0 GROUP BY scope) AS again
                WHERE headrace_scopes.id = again.scope""", row.id);
        // Those that failed in this very pass have been counted as planned already.
        row.items += database.number("""
                SELECT count(*) FROM headrace_items
                WHERE connector = ? AND state >= 3 AND endless = 0 AND pass < ?""", row.id, row.pass);
        row.changed = true;
        return database.update("""
                UPDATE headrace_items SET state = 0, walk = 0, error = NULL, times = NULL, pass = ?2
                WHERE connector = ?1 AND state >= 3 AND endless = 0""", row.id, row.pass);
    }

    /** Forgets everything about a connector but the positions of its sinks. */
    void reset(ConnectorRow row) throws SQLException {
        database.update("DELETE FROM headrace_items WHERE connector = ?", row.id);
        database.update("DELETE FROM headrace_scopes WHERE connector = ?", row.id);
        database.update("DELETE FROM headrace_seen_validators WHERE scope NOT IN (SELECT id FROM headrace_scopes)");
        database.update("DELETE FROM headrace_cursors WHERE connector = ?", row.id);
        database.update("DELETE FROM headrace_validators WHERE connector = ?", row.id);
        database.update("DELETE FROM headrace_connectors WHERE id = ?", row.id);
        connectors.remove(row);
    }
}
