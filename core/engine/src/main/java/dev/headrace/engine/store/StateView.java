package dev.headrace.engine.store;

import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.OutcomeCounts;
import dev.headrace.engine.report.RunDocument;
import dev.headrace.engine.report.RunSummary;
import dev.headrace.spi.WorkItem;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the state. Confined to one thread: the store's, or that of the caller of {@link #read}. */
public final class StateView {
    private final Database database;

    StateView(Database database) {
        this.database = database;
    }

    /** Something that reads the state. */
    @FunctionalInterface
    public interface Question<T> {
        /** Asks; does not keep the view. */
        T ask(StateView view) throws SQLException;
    }

    /**
     * What is known of one instance.
     *
     * @param started when its latest pass began
     * @param planned true if its first items are known
     * @param outcomes of the latest pass; what is not done yet has not been started
     * @param records committed in the latest pass
     * @param failed items that did not succeed, of all passes
     * @param cursors committed, by scope
     */
    public record ConnectorState(
            String name,
            Instant started,
            boolean planned,
            OutcomeCounts outcomes,
            long records,
            long failed,
            Map<String, String> cursors) {}

    /**
     * Reads a state file without taking it: beside a run, too. Blocks.
     *
     * @throws StoreException if there is no such file, or it cannot be read
     */
    public static <T> T read(Path file, Question<T> question) {
        try (Database database = Database.openToRead(file)) {
            return question.ask(new StateView(database));
        } catch (SQLException | IOException failure) {
            throw StoreFailures.describe(file, failure);
        }
    }

    /** All instances that the state knows, sorted by name. */
    public List<ConnectorState> connectors() throws SQLException {
        Map<Long, OutcomeCounts> outcomes = outcomesById();
        Map<Long, Long> failed =
                numbers("SELECT connector, count(*) FROM headrace_items WHERE state >= 3 GROUP BY connector");
        List<ConnectorState> states = new ArrayList<>();
        try (PreparedStatement query = database.prepare(
                        "SELECT id, name, started, planned, records FROM headrace_connectors ORDER BY name");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                long id = rows.getLong(1);
                states.add(new ConnectorState(
                        rows.getString(2),
                        Instant.ofEpochMilli(rows.getLong(3)),
                        rows.getInt(4) != 0,
                        outcomes.getOrDefault(id, OutcomeCounts.none()),
                        rows.getLong(5),
                        failed.getOrDefault(id, 0L),
                        cursors(rows.getString(2))));
            }
        }
        return states;
    }

    private Map<Long, OutcomeCounts> outcomesById() throws SQLException {
        Map<Long, Map<ItemOutcome, Long>> ended = new TreeMap<>();
        try (PreparedStatement query = database.prepare("""
                        SELECT i.connector, i.state, count(*) FROM headrace_items i
                        JOIN headrace_connectors c ON c.id = i.connector AND c.pass = i.pass GROUP BY 1, 2""");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                ended.computeIfAbsent(rows.getLong(1), id -> new EnumMap<>(ItemOutcome.class))
                        .merge(ItemState.of(rows.getInt(2)).outcome(), rows.getLong(3), Long::sum);
            }
        }
        Map<Long, Long> repeated = numbers("SELECT id, repeated FROM headrace_connectors");
        Map<Long, OutcomeCounts> counts = new TreeMap<>();
        numbers("SELECT id, items FROM headrace_connectors")
                .forEach((id, planned) -> counts.put(
                        id,
                        new OutcomeCounts(planned, ended.getOrDefault(id, Map.of()), repeated.getOrDefault(id, 0L))));
        return counts;
    }

    private Map<Long, Long> numbers(String sql) throws SQLException {
        Map<Long, Long> numbers = new TreeMap<>();
        try (PreparedStatement query = database.prepare(sql);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                numbers.put(rows.getLong(1), rows.getLong(2));
            }
        }
        return numbers;
    }

    /** The committed cursors of an instance, by scope. */
    public Map<String, String> cursors(String connector) throws SQLException {
        Map<String, String> cursors = new TreeMap<>();
        try (PreparedStatement query = database.prepare("""
                SELECT scope, cursor FROM headrace_cursors
                WHERE connector = (SELECT id FROM headrace_connectors WHERE name = ?)""")) {
            query.setString(1, connector);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    cursors.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return cursors;
    }

    /** What the last complete collections saw, by instance and address. */
    public Map<String, Map<String, Validators>> validators() throws SQLException {
        Map<String, Map<String, Validators>> validators = new TreeMap<>();
        try (PreparedStatement query = database.prepare("""
                        SELECT c.name, v.address, v.etag, v.last_modified FROM headrace_validators v
                        JOIN headrace_connectors c ON c.id = v.connector""");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                Validators seen = new Validators(rows.getString(2), rows.getString(3), rows.getString(4));
                validators
                        .computeIfAbsent(rows.getString(1), name -> new TreeMap<>())
                        .put(seen.address(), seen);
            }
        }
        return validators;
    }

    /** What is known of the work ahead of an instance; empty if the state does not know it. */
    public Optional<Outlook> outlook(String connector) throws SQLException {
        return Outlook.read(database, connector);
    }

    /** The refresh tokens that servers gave in place of the configured ones, sealed; of a file that was opened for writing. */
    public Map<String, String> tokens() throws SQLException {
        return new KeptTokens(database).all();
    }

    /** The runs of the past and the one that goes on, the newest first. */
    public List<RunSummary> runs() throws SQLException {
        return new KeptRuns(database).all();
    }

    /** The whole document of a run; empty if it is not kept. */
    public Optional<RunDocument> document(String run) throws SQLException {
        return new KeptRuns(database).document(run);
    }

    /** What was kept of limits, by their names. */
    public Map<String, String> limits() throws SQLException {
        return new KeptLimits(database).all();
    }

    /**
     * The items that did not succeed, of all passes, the newest first.
     *
     * @param connector the instance; empty for all
     * @param most how many at most
     */
    public List<FailedItem> failed(Optional<String> connector, int most) throws SQLException {
        return connector.isPresent() ? failed(List.of(connector.get()), most) : failed("", List.of(), most);
    }

    /**
     * Items of some instances that have not succeeded, the last first.
     *
     * @param connectors the instances; of none of them, there are none
     * @param most how many at most
     */
    public List<FailedItem> failed(List<String> connectors, int most) throws SQLException {
        String places = String.join(", ", Collections.nCopies(connectors.size(), "?"));
        return failed("AND c.name IN (%s)".formatted(places), connectors, most);
    }

    private List<FailedItem> failed(String also, List<String> connectors, int most) throws SQLException {
        List<FailedItem> failed = new ArrayList<>();
        try (PreparedStatement query = database.prepare("""
                SELECT c.name, i.item, i.state, i.attempts, i.error FROM headrace_items i
                JOIN headrace_connectors c ON c.id = i.connector
                WHERE i.state >= 3 %s ORDER BY i.id DESC LIMIT ?""".formatted(also))) {
            for (int i = 0; i < connectors.size(); i++) {
                query.setString(i + 1, connectors.get(i));
            }
            query.setInt(connectors.size() + 1, most);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    failed.add(new FailedItem(
                            rows.getString(1),
                            WorkItem.parse(rows.getString(2)).toString(),
                            ItemState.of(rows.getInt(3)).outcome(),
                            rows.getInt(4),
                            rows.getString(5)));
                }
            }
        }
        return failed;
    }
}
