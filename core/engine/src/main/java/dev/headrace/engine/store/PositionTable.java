package dev.headrace.engine.store;

import dev.headrace.engine.sink.Positions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The positions of one sink: all in memory, changes written with each transaction. Confined to the store thread. */
final class PositionTable implements Positions {
    private final PreparedStatement put;
    private final PreparedStatement remove;
    private final String sink;
    private final Map<String, String> positions = new TreeMap<>();
    private final Set<String> changed = new HashSet<>();

    PositionTable(Database database, String sink) throws SQLException {
        this.sink = sink;
        put = database.prepare("INSERT OR REPLACE INTO headrace_positions VALUES (?, ?, ?)");
        remove = database.prepare("DELETE FROM headrace_positions WHERE sink = ? AND key = ?");
        try (PreparedStatement query =
                database.prepare("SELECT key, position FROM headrace_positions WHERE sink = ?")) {
            query.setString(1, sink);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    positions.put(rows.getString(1), rows.getString(2));
                }
            }
        }
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(positions.get(key));
    }

    @Override
    public void put(String key, String position) {
        if (!position.equals(positions.put(key, position))) {
            changed.add(key);
        }
    }

    @Override
    public void remove(String key) {
        if (positions.remove(key) != null) {
            changed.add(key);
        }
    }

    @Override
    public Map<String, String> all() {
        return new TreeMap<>(positions);
    }

    /** Writes what has changed since the last call. */
    void save() throws SQLException {
        for (String key : changed) {
            String position = positions.get(key);
            PreparedStatement statement = position == null ? remove : put;
            statement.setString(1, sink);
            statement.setString(2, key);
            if (position != null) {
                statement.setString(3, position);
            }
            statement.executeUpdate();
        }
        changed.clear();
    }
}
