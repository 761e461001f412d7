package dev.headrace.engine.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which table holds which stream; makes a table when it is first needed. Confined to the store thread. */
final class Tables {
    private record Stream(String connector, String stream) {}

    private final Connection connection;
    private final Map<Stream, String> tables = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    Tables(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    CREATE TABLE IF NOT EXISTS headrace_tables (
                      name TEXT PRIMARY KEY, connector TEXT NOT NULL, stream TEXT NOT NULL, UNIQUE (connector, stream))""");
            try (ResultSet rows = statement.executeQuery("SELECT connector, stream, name FROM headrace_tables")) {
                while (rows.next()) {
                    remember(new Stream(rows.getString(1), rows.getString(2)), rows.getString(3));
                }
            }
            try (ResultSet rows = statement.executeQuery("SELECT lower(name) FROM sqlite_schema")) {
                while (rows.next()) {
                    taken.add(rows.getString(1));
                }
            }
        }
    }

    String of(String connector, String stream) throws SQLException {
        String table = tables.get(new Stream(connector, stream));
        return table != null ? table : create(new Stream(connector, stream));
    }

    private String create(Stream stream) throws SQLException {
        String name = free(plain(stream));
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    CREATE TABLE "%s" (id TEXT PRIMARY KEY, data TEXT NOT NULL, collected_at TEXT NOT NULL)""".formatted(name));
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO headrace_tables VALUES (?, ?, ?)")) {
            insert.setString(1, name);
            insert.setString(2, stream.connector());
            insert.setString(3, stream.stream());
            insert.executeUpdate();
        }
        remember(stream, name);
        return name;
    }

    private void remember(Stream stream, String table) {
        tables.put(stream, table);
        taken.add(table);
    }

    /** A name that needs no quotes in a query. */
    private static String plain(Stream stream) {
        String name = (stream.connector() + "_" + stream.stream())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]+", "_");
        boolean reserved = name.startsWith("sqlite_") || name.startsWith("headrace_");
        return reserved || !Character.isLetter(name.charAt(0)) ? "t_" + name : name;
    }

    private String free(String name) {
        String free = name;
        for (int i = 2; taken.contains(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }
}
