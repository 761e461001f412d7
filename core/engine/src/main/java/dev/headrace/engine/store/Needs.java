package dev.headrace.engine.store;

import dev.headrace.engine.account.RequestCounts;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the passes of the connectors have needed, from which the next run is planned. The current passes are counted in memory and
 * written with each transaction; a few earlier ones are kept. Confined to the store thread.
 */
final class Needs {
    /** More kinds, or more sets of limits, than any connector has that a person configured. */
    private static final int MOST_ROWS = 256;

    /** Enough to tell a usual pass from an unusual one. */
    private static final int PASSES_KEPT = 10;

    static final String LIMITS_APART = "\n";

    private record Key(String kind, List<String> limits) {}

    private static final class Row {
        long items;
        long records;
        long followUps;
        long leading;
        long requests;
        long units;
        long unchanged;
        long busyMicros;
        long waitedMicros;
        boolean changed;
    }

    /** One connector's current pass. */
    private static final class Pass {
        final Map<Key, Row> rows = new HashMap<>();
        final Instant begun;
        long activeBefore;
        Instant lastChange = Instant.EPOCH;
        boolean changed;

        Pass(Instant begun) {
            this.begun = begun;
        }
    }

    private final Database database;
    private final PreparedStatement write;
    private final PreparedStatement writeActive;
    private final Map<ConnectorRow, Pass> passes = new HashMap<>();

    Needs(Database database) throws SQLException {
        this.database = database;
        this.write = database.prepare(
                "INSERT OR REPLACE INTO headrace_item_needs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        this.writeActive = database.prepare("UPDATE headrace_passes SET active = ? WHERE connector = ? AND pass = ?");
    }

    /** A run begins, or goes on with, the passes of these connectors. */
    void begin(Collection<ConnectorRow> rows, Instant now) throws SQLException {
        for (ConnectorRow row : rows) {
            database.update(
                    "INSERT OR IGNORE INTO headrace_passes VALUES (?, ?, ?, 0, 0)",
                    row.id,
                    row.pass,
                    row.started.toEpochMilli());
            database.update(
                    "UPDATE headrace_passes SET finished = 0 WHERE connector = ? AND pass = ?", row.id, row.pass);
            long oldest = row.pass - PASSES_KEPT;
            database.update("DELETE FROM headrace_passes WHERE connector = ? AND pass <= ?", row.id, oldest);
            database.update("DELETE FROM headrace_item_needs WHERE connector = ? AND pass <= ?", row.id, oldest);
            passes.put(row, load(row, now));
        }
    }

    private Pass load(ConnectorRow row, Instant now) throws SQLException {
        Pass pass = new Pass(now);
        pass.activeBefore = database.number(
                "SELECT active FROM headrace_passes WHERE connector = ? AND pass = ?", row.id, row.pass);
        try (PreparedStatement query = database.prepare("""
                SELECT kind, limits, items, records, follow_ups, leading, requests, units, unchanged, busy, waited
                FROM headrace_item_needs WHERE connector = ? AND pass = ?""")) {
            query.setLong(1, row.id);
            query.setLong(2, row.pass);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    pass.rows.put(new Key(rows.getString(1), limits(rows.getString(2))), row(rows));
                }
            }
        }
        return pass;
    }

    private static Row row(ResultSet found) throws SQLException {
        Row row = new Row();
        row.items = found.getLong(3);
        row.records = found.getLong(4);
        row.followUps = found.getLong(5);
        row.leading = found.getLong(6);
        row.requests = found.getLong(7);
        row.units = found.getLong(8);
        row.unchanged = found.getLong(9);
        row.busyMicros = found.getLong(10);
        row.waitedMicros = found.getLong(11);
        return row;
    }

    static List<String> limits(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(LIMITS_APART, -1));
    }

    /** Counts the end of an item; a plan needs nothing. */
    void add(ConnectorRow connector, Commit commit, Instant now) {
        LeasedItem leased = commit.leased();
        ItemNeeds needs = commit.needs();
        Pass pass = passes.get(connector);
        if (leased == null || needs == null || pass == null) {
            return;
        }
        String kind = leased.item().kind();
        List<String> first =
                needs.sent().isEmpty() ? List.of() : needs.sent().get(0).limits();
        count(row(pass, kind, first), commit, needs);
        needs.sent().forEach(sent -> count(row(pass, kind, sent.limits()), sent));
        pass.lastChange = now;
        pass.changed = true;
    }

    private static void count(Row row, Commit commit, ItemNeeds needs) {
        // One that was cancelled has not had the time to send what it needs, and comes again.
        row.items += ItemState.after(commit.outcome()) == ItemState.QUEUED ? 0 : 1;
        row.records += commit.content().records() == null
                ? 0
                : commit.content().records().count();
        row.followUps += commit.content().followUps().size();
        row.leading += commit.content().followUps().isEmpty() ? 0 : 1;
        row.busyMicros += needs.busy().toNanos() / 1_000;
        row.waitedMicros += needs.waited().toNanos() / 1_000;
    }

    private static void count(Row row, RequestCounts.Sent sent) {
        row.requests += sent.requests();
        row.units += sent.units();
        row.unchanged += sent.unchanged();
    }

    private static Row row(Pass pass, String kind, List<String> limits) {
        Key key = new Key(kind, limits);
        boolean known = pass.rows.containsKey(key) || pass.rows.size() < MOST_ROWS;
        Row row = pass.rows.computeIfAbsent(known ? key : new Key(PassNeeds.OTHERS, limits), any -> new Row());
        row.changed = true;
        return row;
    }

    /** A run of these connectors has ended; what it has left nothing of is finished. */
    void end(Collection<ConnectorRow> rows) throws SQLException {
        save();
        for (ConnectorRow row : rows) {
            Pass pass = passes.remove(row);
            if (pass != null) {
                database.update(
                        "UPDATE headrace_passes SET finished = ? WHERE connector = ? AND pass = ?",
                        row.finished && isWhole(row, pass) ? 1 : 0,
                        row.id,
                        row.pass);
            }
        }
    }

    /** Not if an item failed that would have led to others, such as a page: nobody knows then what is missing. */
    private boolean isWhole(ConnectorRow row, Pass pass) throws SQLException {
        Set<String> failed = Outlook.failedKinds(database, row.id);
        return pass.rows.entrySet().stream()
                .noneMatch(kind -> kind.getValue().followUps > 0
                        && failed.contains(kind.getKey().kind()));
    }

    /** Forgets a connector. */
    void reset(ConnectorRow row) throws SQLException {
        passes.remove(row);
        database.update("DELETE FROM headrace_passes WHERE connector = ?", row.id);
        database.update("DELETE FROM headrace_item_needs WHERE connector = ?", row.id);
    }

    /** Writes what has changed since the last call. */
    void save() throws SQLException {
        for (Map.Entry<ConnectorRow, Pass> entry : passes.entrySet()) {
            Pass pass = entry.getValue();
            if (pass.changed) {
                save(entry.getKey(), pass);
                pass.changed = false;
            }
        }
    }

    private void save(ConnectorRow connector, Pass pass) throws SQLException {
        long active = Math.max(0, Duration.between(pass.begun, pass.lastChange).toMillis());
        writeActive.setLong(1, pass.activeBefore + active);
        writeActive.setLong(2, connector.id);
        writeActive.setLong(3, connector.pass);
        writeActive.executeUpdate();
        for (Map.Entry<Key, Row> entry : pass.rows.entrySet()) {
            if (entry.getValue().changed) {
                save(connector, entry.getKey(), entry.getValue());
                entry.getValue().changed = false;
            }
        }
    }

    private void save(ConnectorRow connector, Key key, Row row) throws SQLException {
        write.setLong(1, connector.id);
        write.setLong(2, connector.pass);
        write.setString(3, key.kind());
        write.setString(4, String.join(LIMITS_APART, key.limits()));
        write.setLong(5, row.items);
        write.setLong(6, row.records);
        write.setLong(7, row.followUps);
        write.setLong(8, row.leading);
        write.setLong(9, row.requests);
        write.setLong(10, row.units);
        write.setLong(11, row.unchanged);
        write.setLong(12, row.busyMicros);
        write.setLong(13, row.waitedMicros);
        write.executeUpdate();
    }
}
