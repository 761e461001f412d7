package dev.headrace.engine.sink;

import dev.headrace.spi.CollectedRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A sink and what the store does with it: a transaction over positions and tables, commits and crashes. */
final class SinkRig implements AutoCloseable, SinkContext {
    private final Path directory;
    private final Supplier<Sink> sinks;
    private final boolean durable;
    private final FakePositions positions = new FakePositions();
    private Connection connection;
    private Sink sink;

    /** @param sinks gives a new one for each process that the rig plays */
    SinkRig(Path directory, Supplier<Sink> sinks, boolean durable) throws IOException, SQLException {
        this.directory = directory;
        this.sinks = sinks;
        this.durable = durable;
        start();
    }

    private void start() throws IOException, SQLException {
        connect();
        sink = sinks.get();
        sink.begin(this);
        commit();
    }

    private void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("state.db"));
        connection.setAutoCommit(false);
    }

    static JsonNode text(String value) {
        return JsonNodeFactory.instance.stringNode(value);
    }

    void append(String connector, String stream, String... values) throws IOException, SQLException {
        append(
                connector,
                Arrays.stream(values)
                        .map(value -> new CollectedRecord(stream, value, text(value)))
                        .toList());
    }

    void append(String connector, List<CollectedRecord> records) throws IOException, SQLException {
        sink.append(sink.encode(connector, records));
    }

    Sink sink() {
        return sink;
    }

    void commit() throws IOException, SQLException {
        prepare();
        finish();
        sink.committed();
    }

    /** The part of a commit that comes before the transaction's. */
    void prepare() throws IOException, SQLException {
        sink.prepareCommit();
    }

    /** The transaction's own commit. */
    void finish() throws SQLException {
        connection.commit();
        positions.committed = new TreeMap<>(positions.current);
    }

    /** Another process begins where the last commit was. */
    void crash() throws IOException, SQLException {
        stop();
        start();
    }

    void stop() throws IOException, SQLException {
        sink.close();
        // Rolls back.
        connection.close();
        positions.current = new TreeMap<>(positions.committed);
    }

    /** A sink that is asked to forget, in a process of its own. */
    void forget(String connector) throws IOException, SQLException {
        stop();
        connect();
        sink = sinks.get();
        sink.forget(connector, this);
        finish();
        crash();
    }

    @Override
    public Positions positions() {
        return positions;
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public boolean durable() {
        return durable;
    }

    @Override
    public void close() throws IOException, SQLException {
        stop();
    }

    private static final class FakePositions implements Positions {
        private Map<String, String> current = new TreeMap<>();
        private Map<String, String> committed = new TreeMap<>();

        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(current.get(key));
        }

        @Override
        public void put(String key, String position) {
            current.put(key, position);
        }

        @Override
        public void remove(String key) {
            current.remove(key);
        }

        @Override
        public Map<String, String> all() {
            return new TreeMap<>(current);
        }
    }
}
