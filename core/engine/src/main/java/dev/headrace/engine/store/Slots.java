package dev.headrace.engine.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** When instances that are collected again and again were due last. Confined to the database's thread. */
final class Slots {
    static final String TABLE =
            "CREATE TABLE IF NOT EXISTS headrace_slots (name TEXT PRIMARY KEY, due INTEGER NOT NULL) WITHOUT ROWID";

    /** No name that an instance could have. */
    private static final String PROBE = "headrace:probe";

    private final Database database;

    Slots(Database database) {
        this.database = database;
    }

    void keep(String name, Instant due) throws SQLException {
        String sql = "INSERT INTO headrace_slots VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET due = excluded.due";
        try (PreparedStatement insert = database.prepare(sql)) {
            insert.setString(1, name);
            insert.setLong(2, due.toEpochMilli());
            insert.executeUpdate();
        }
    }

    /** Writes what nobody reads. */
    void probe(Instant now) throws SQLException {
        keep(PROBE, now);
    }

    Map<String, Instant> all() throws SQLException {
        Map<String, Instant> slots = new TreeMap<>();
        try (PreparedStatement query = database.prepare("SELECT name, due FROM headrace_slots");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                slots.put(rows.getString(1), Instant.ofEpochMilli(rows.getLong(2)));
            }
        }
        slots.remove(PROBE);
        return slots;
    }
}
