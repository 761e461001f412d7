package dev.headrace.engine.store;

import dev.headrace.engine.store.PassNeeds.Need;
import dev.headrace.spi.WorkItem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the state knows of the work ahead of one connector.
 *
 * @param planned true if the first items of the current pass are known
 * @param finished true if nothing of the current pass is left to do
 * @param waiting items that are to be done, by kind
 * @param failed items that did not succeed and will be tried again, by kind
 * @param cursors committed, by scope
 * @param conditional true if it has left validators: then answers may be "not modified"
 * @param passes what the latest passes have needed, the oldest first; the current one is the last
 */
public record Outlook(
        boolean planned,
        boolean finished,
        Map<String, Long> waiting,
        Map<String, Long> failed,
        Map<String, String> cursors,
        boolean conditional,
        List<PassNeeds> passes) {

    /** Items that are to be done, of all kinds. */
    public long items() {
        return count(waiting) + count(failed);
    }

    /** Whether a pass may need less than the one before, because it asks only for what is new. */
    public boolean incremental() {
        return conditional || !cursors.isEmpty();
    }

    private static long count(Map<String, Long> byKind) {
        return byKind.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What is known of a connector; empty if the state does not know it. */
    static Optional<Outlook> read(Database database, String connector) throws SQLException {
        try (PreparedStatement query =
                database.prepare("SELECT id, pass, planned, finished FROM headrace_connectors WHERE name = ?")) {
            query.setString(1, connector);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long id = row.getLong(1);
                return Optional.of(new Outlook(
                        row.getInt(3) != 0,
                        row.getInt(4) != 0,
                        kinds(database, id, "state <= 1"),
                        kinds(database, id, "state >= 3 AND endless = 0"),
                        new StateView(database).cursors(connector),
                        isConditional(database, id),
                        passes(database, id, row.getLong(2))));
            }
        }
    }

    private static boolean isConditional(Database database, long id) throws SQLException {
        return database.number("SELECT EXISTS (SELECT 1 FROM headrace_validators WHERE connector = ?)", id) != 0;
    }

    /** The kinds of the items that did not succeed. */
    static Set<String> failedKinds(Database database, long id) throws SQLException {
        return kinds(database, id, "state >= 3").keySet();
    }

    /** The kind is the canonical text up to the first tab: see {@link WorkItem#canonical}. */
    private static Map<String, Long> kinds(Database database, long id, String condition) throws SQLException {
        Map<String, Long> kinds = new TreeMap<>();
        try (PreparedStatement query = database.prepare("""
                SELECT substr(item, 1, instr(item || char(9), char(9)) - 1), count(*) FROM headrace_items
                WHERE connector = ? AND %s GROUP BY 1""".formatted(condition))) {
            query.setLong(1, id);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    kinds.put(WorkItem.parse(rows.getString(1)).kind(), rows.getLong(2));
                }
            }
        }
        return kinds;
    }

    private static List<PassNeeds> passes(Database database, long id, long current) throws SQLException {
        List<PassNeeds> passes = new ArrayList<>();
        if (!database.has("headrace_item_needs")) {
            // Written by an earlier version; the next run makes the table.
            return passes;
        }
        Map<Long, List<Need>> needs = needs(database, id);
        try (PreparedStatement query = database.prepare(
                "SELECT pass, started, active, finished FROM headrace_passes WHERE connector = ? ORDER BY pass")) {
            query.setLong(1, id);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    passes.add(new PassNeeds(
                            Instant.ofEpochMilli(rows.getLong(2)),
                            Duration.ofMillis(rows.getLong(3)),
                            rows.getInt(4) != 0,
                            rows.getLong(1) == current,
                            needs.getOrDefault(rows.getLong(1), List.of())));
                }
            }
        }
        return passes;
    }

    private static Map<Long, List<Need>> needs(Database database, long id) throws SQLException {
        Map<Long, List<Need>> needs = new TreeMap<>();
        try (PreparedStatement query = database.prepare("""
                SELECT pass, kind, limits, items, records, follow_ups, leading, requests, units, unchanged, busy, waited
                FROM headrace_item_needs WHERE connector = ?""")) {
            query.setLong(1, id);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    needs.computeIfAbsent(rows.getLong(1), pass -> new ArrayList<>())
                            .add(need(rows));
                }
            }
        }
        return needs;
    }

    private static Need need(ResultSet row) throws SQLException {
        return new Need(
                row.getString(2),
                Needs.limits(row.getString(3)),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                Duration.ofNanos(row.getLong(11) * 1_000),
                Duration.ofNanos(row.getLong(12) * 1_000));
    }
}
