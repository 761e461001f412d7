package dev.headrace.engine.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The instances by name, all in memory: there are dozens. Changes are written with each transaction. */
final class Connectors {
    private final Database database;
    private final PreparedStatement update;
    private final Map<String, ConnectorRow> byName = new TreeMap<>();

    Connectors(Database database) throws SQLException {
        this.database = database;
        this.update = database.prepare("""
                UPDATE headrace_connectors SET pass = ?, started = ?, planned = ?, finished = ?, items = ?, repeated = ?, records = ?
                WHERE id = ?""");
        load();
    }

    private void load() throws SQLException {
        try (PreparedStatement query = database.prepare("""
                        SELECT id, name, started, pass, planned, finished, items, repeated, records
                        FROM headrace_connectors""");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                ConnectorRow row =
                        new ConnectorRow(rows.getLong(1), rows.getString(2), Instant.ofEpochMilli(rows.getLong(3)));
                row.pass = rows.getLong(4);
                row.planned = rows.getInt(5) != 0;
                row.finished = rows.getInt(6) != 0;
                row.items = rows.getLong(7);
                row.repeated = rows.getLong(8);
                row.records = rows.getLong(9);
                byName.put(row.name, row);
            }
        }
    }

    Collection<ConnectorRow> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** The row of an instance, made when it is new. */
    ConnectorRow of(String name) throws SQLException {
        ConnectorRow known = byName.get(name);
        return known != null ? known : insert(name);
    }

    private ConnectorRow insert(String name) throws SQLException {
        long id = 1 + byName.values().stream().mapToLong(row -> row.id).max().orElse(0);
        try (PreparedStatement insert =
                database.prepare("INSERT INTO headrace_connectors VALUES (?, ?, 0, 0, 0, 0, 0, 0, 0)")) {
            insert.setLong(1, id);
            insert.setString(2, name);
            insert.executeUpdate();
        }
        ConnectorRow row = new ConnectorRow(id, name, Instant.EPOCH);
        byName.put(name, row);
        return row;
    }

    void remove(ConnectorRow row) {
        byName.remove(row.name);
    }

    /** Writes what has changed since the last call. */
    void save() throws SQLException {
        for (ConnectorRow row : byName.values()) {
            if (row.changed) {
                save(row);
                row.changed = false;
            }
        }
    }

    private void save(ConnectorRow row) throws SQLException {
        update.setLong(1, row.pass);
        update.setLong(2, row.started.toEpochMilli());
        update.setInt(3, row.planned ? 1 : 0);
        update.setInt(4, row.finished ? 1 : 0);
        update.setLong(5, row.items);
        update.setLong(6, row.repeated);
        update.setLong(7, row.records);
        update.setLong(8, row.id);
        update.executeUpdate();
    }
}
