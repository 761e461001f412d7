package dev.headrace.engine.sink;

import dev.headrace.spi.CollectedRecord;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes each record as a row, in a table for each instance and stream: {@code id} (primary key), {@code data} (JSON text),
 * {@code collected_at} (ISO 8601, UTC). A record whose id is there already replaces it. The table {@code headrace_tables} says
 * which table holds which stream.
 *
 * <p>The tables are in the state file itself: only there are they in one transaction with the frontier. A transaction over
 * attached files is atomic file by file when they use a write-ahead log (sqlite.org/lang_attach.html).
 */
public final class SqliteSink implements Sink {
    static final String NAME = "sqlite";

    private final Map<String, PreparedStatement> upserts = new HashMap<>();
    private @Nullable Tables tables;
    private @Nullable Connection connection;

    private SqliteSink() {}

    /** A sink that writes into the state file. */
    public static SqliteSink inStateFile() {
        return new SqliteSink();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public EncodedRecords encode(String connector, List<CollectedRecord> records) {
        return EncodedRows.of(connector, records);
    }

    @Override
    public void begin(SinkContext context) throws SQLException {
        connection = context.connection();
        tables = new Tables(context.connection());
    }

    @Override
    public void append(EncodedRecords records) throws SQLException {
        EncodedRows rows = (EncodedRows) records;
        for (EncodedRows.Row row : rows.rows()) {
            PreparedStatement upsert = upsert(rows.connector(), row.stream());
            upsert.setString(1, row.id());
            upsert.setBytes(2, row.data());
            upsert.setString(3, rows.collectedAt());
            upsert.executeUpdate();
        }
    }

    private PreparedStatement upsert(String connector, String stream) throws SQLException {
        if (tables == null || connection == null) {
            throw new IllegalStateException("the sink has not begun");
        }
        String table = tables.of(connector, stream);
        PreparedStatement known = upserts.get(table);
        if (known != null) {
            return known;
        }
        // The text is UTF-8 already; as bytes it passes the driver without being decoded and encoded again.
        PreparedStatement made = connection.prepareStatement("""
                INSERT INTO "%s" (id, data, collected_at) VALUES (?, CAST(? AS TEXT), ?)
                ON CONFLICT (id) DO UPDATE SET data = excluded.data, collected_at = excluded.collected_at""".formatted(table));
        upserts.put(table, made);
        return made;
    }

    @Override
    public void prepareCommit() {}

    @Override
    public void close() throws IOException, SQLException {
        for (PreparedStatement upsert : upserts.values()) {
            upsert.close();
        }
        upserts.clear();
    }
}
