package dev.headrace.engine.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** What is known of limits between runs; what it means is the budgets' affair. Confined to the database's thread. */
final class KeptLimits {
    private final Database database;

    KeptLimits(Database database) {
        this.database = database;
    }

    void keep(Map<String, String> limits) throws SQLException {
        String sql = "INSERT INTO headrace_limits VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET kept = excluded.kept";
        try (PreparedStatement insert = database.prepare(sql)) {
            for (Map.Entry<String, String> limit : limits.entrySet()) {
                insert.setString(1, limit.getKey());
                insert.setString(2, limit.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    Map<String, String> all() throws SQLException {
        Map<String, String> limits = new TreeMap<>();
        try (PreparedStatement query = database.prepare("SELECT name, kept FROM headrace_limits");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                limits.put(rows.getString(1), rows.getString(2));
            }
        }
        return limits;
    }
}
