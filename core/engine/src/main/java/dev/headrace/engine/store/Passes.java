package dev.headrace.engine.store;

import dev.headrace.engine.store.RunStart.ConnectorStart;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The passes of connectors over their upstreams. A pass is finished when nothing of it is queued; then the next run begins a new
 * one, otherwise it goes on. Each connector has its own, so that runs of different connectors do not meet. Confined to the store
 * thread.
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

    /** Puts back what a run held when it ended. */
    void recover() throws SQLException {
        database.execute("UPDATE headrace_items SET state = 0 WHERE state = 1");
    }

    RunStart begin(Collection<String> names, Instant now) throws SQLException {
        Map<String, ConnectorStart> starts = new TreeMap<>();
        List<ConnectorRow> renewed = new ArrayList<>();
        for (String name : names) {
            ConnectorRow row = connectors.of(name);
            if (number(
                            "SELECT count(*) FROM (SELECT 1 FROM headrace_items WHERE connector = ? AND state = 0 LIMIT 1)",
                            row)
                    == 0) {
                renewed.add(row);
            }
        }
        renew(renewed, now);
        for (String name : names) {
            ConnectorRow row = connectors.of(name);
            starts.put(name, start(row, renewed.contains(row)));
        }
        return new RunStart(starts);
    }

    private ConnectorStart start(ConnectorRow row, boolean renewed) throws SQLException {
        return new ConnectorStart(
                renewed ? Optional.empty() : Optional.of(row.started),
                row.planned,
                number("SELECT count(*) FROM headrace_items WHERE connector = ? AND state = 0", row),
                number("SELECT count(*) FROM headrace_items WHERE connector = ? AND state >= 3", row),
                scopes.cursors(row.id));
    }

    /** Forgets what succeeded in finished passes; what did not succeed stays, with its scope and what that proposes. */
    private void renew(List<ConnectorRow> rows, Instant now) throws SQLException {
        if (rows.size() == connectors.all().size()
                && database.number("SELECT count(*) FROM headrace_items WHERE state <> 2") == 0) {
            // Without a condition SQLite drops the pages whole: a million rows go in no time.
            database.execute("DELETE FROM headrace_items");
            database.execute("DELETE FROM headrace_seen_validators");
            database.execute("DELETE FROM headrace_scopes");
        }
        for (ConnectorRow row : rows) {
            if (row.items > 0) {
                update("DELETE FROM headrace_items WHERE connector = ? AND state = 2", row);
            }
            update("""
                    DELETE FROM headrace_seen_validators
                    WHERE scope IN (SELECT id FROM headrace_scopes WHERE connector = ? AND failed = 0)""", row);
            update("DELETE FROM headrace_scopes WHERE connector = ? AND failed = 0", row);
            row.begin(now);
        }
    }

    /** Queues the items again that did not succeed; returns how many. */
    long requeueUnsuccessful(ConnectorRow row) throws SQLException {
        // A page that ended an endless walk becomes an ordinary item, unless an equal one is still there.
        update(
                "UPDATE OR IGNORE headrace_items SET endless = 0 WHERE connector = ? AND state >= 3 AND endless = 1",
                row);
        update("""
                UPDATE headrace_scopes SET outstanding = outstanding + n, failed = failed - n
                FROM (SELECT scope, count(*) AS n FROM headrace_items
                      WHERE connector = ? AND state >= 3 AND endless = 0 GROUP BY scope) AS again
                WHERE headrace_scopes.id = again.scope""", row);
        row.items += number(
                "SELECT count(*) FROM headrace_items WHERE connector = ? AND state >= 3 AND endless = 0 AND pass < "
                        + row.pass,
                row);
        row.changed = true;
        return update(
                "UPDATE headrace_items SET state = 0, error = NULL, times = NULL, pass = " + row.pass
                        + " WHERE connector = ? AND state >= 3 AND endless = 0",
                row);
    }

    /** Forgets everything about a connector but the positions of its sinks. */
    void reset(ConnectorRow row) throws SQLException {
        update(
                "DELETE FROM headrace_seen_validators WHERE scope IN (SELECT id FROM headrace_scopes WHERE connector = ?)",
                row);
        for (String table : new String[] {"items", "scopes", "cursors", "validators"}) {
            update("DELETE FROM headrace_" + table + " WHERE connector = ?", row);
        }
        update("DELETE FROM headrace_connectors WHERE id = ?", row);
        connectors.remove(row);
    }

    private long number(String sql, ConnectorRow row) throws SQLException {
        return database.number(sql.replace("connector = ?", "connector = " + row.id));
    }

    private int update(String sql, ConnectorRow row) throws SQLException {
        try (PreparedStatement statement = database.prepare(sql)) {
            statement.setLong(1, row.id);
            return statement.executeUpdate();
        }
    }
}
