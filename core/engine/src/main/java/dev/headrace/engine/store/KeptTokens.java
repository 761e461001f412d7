package dev.headrace.engine.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** Refresh tokens that servers have given, sealed; what they mean is the transport's affair. Confined to the database's thread. */
final class KeptTokens {
    static final String TABLE =
            "CREATE TABLE IF NOT EXISTS headrace_tokens (name TEXT PRIMARY KEY, sealed TEXT NOT NULL) WITHOUT ROWID";

    private final Database database;

    KeptTokens(Database database) {
        this.database = database;
    }

    void keep(String name, String sealed) throws SQLException {
        String sql =
                "INSERT INTO headrace_tokens VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed";
        try (PreparedStatement insert = database.prepare(sql)) {
            insert.setString(1, name);
            insert.setString(2, sealed);
            insert.executeUpdate();
        }
    }

    Map<String, String> all() throws SQLException {
        Map<String, String> tokens = new TreeMap<>();
        try (PreparedStatement query = database.prepare("SELECT name, sealed FROM headrace_tokens");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                tokens.put(rows.getString(1), rows.getString(2));
            }
        }
        return tokens;
    }
}
