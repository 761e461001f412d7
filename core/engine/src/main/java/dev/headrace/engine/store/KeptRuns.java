package dev.headrace.engine.store;

import dev.headrace.engine.report.RunDocument;
import dev.headrace.engine.report.RunState;
import dev.headrace.engine.report.RunSummary;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs of the past, the whole documents of the newest. Confined to the database's thread. */
final class KeptRuns {
    /** A run every minute for a week; a line has some hundred bytes. */
    private static final int LINES_KEPT = 10_000;

    static final String TABLE = """
            CREATE TABLE IF NOT EXISTS headrace_runs (
              id TEXT PRIMARY KEY, connectors TEXT NOT NULL, started INTEGER NOT NULL, duration INTEGER NOT NULL, status TEXT NOT NULL,
              records INTEGER NOT NULL, requests INTEGER NOT NULL, failed INTEGER NOT NULL,
              bound_by TEXT NOT NULL, sentence TEXT NOT NULL,
              process INTEGER NOT NULL, process_started INTEGER NOT NULL, document BLOB)""";

    /** What a run has said at its end stays, and so does the row of another run whose id is the same by chance. */
    private static final String KEEP = """
            INSERT INTO headrace_runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
              duration = excluded.duration, status = excluded.status, records = excluded.records, requests = excluded.requests,
              failed = excluded.failed, bound_by = excluded.bound_by, sentence = excluded.sentence, document = excluded.document
            WHERE headrace_runs.status = 'running' AND headrace_runs.started = excluded.started
              AND headrace_runs.connectors = excluded.connectors""";

    private final Database database;
    private boolean buried;

    KeptRuns(Database database) {
        this.database = database;
    }

    /** Writes a line, or writes it again until the run has ended; with the document when there is one. */
    void keep(RunSummary run, @Nullable RunDocument document) throws SQLException {
        bury();
        try (PreparedStatement write = database.prepare(KEEP)) {
            write.setString(1, run.id());
            write.setString(2, String.join(",", run.connectors()));
            write.setLong(3, run.started().toEpochMilli());
            write.setLong(4, run.duration().toMillis());
            write.setString(5, run.state().name().toLowerCase(Locale.ROOT));
            write.setLong(6, run.records());
            write.setLong(7, run.requests());
            write.setLong(8, run.failed());
            write.setString(9, run.boundBy());
            write.setString(10, run.sentence());
            write.setLong(11, ProcessHandle.current().pid());
            write.setLong(12, started(ProcessHandle.current()));
            write.setBytes(13, document == null ? null : document.gzip());
            write.executeUpdate();
        }
    }

    /** Whoever has the state file knows that no run goes on that was there before: those that say so were killed, or broke. */
    private void bury() throws SQLException {
        if (!buried) {
            database.update("UPDATE headrace_runs SET status = 'ended_abruptly' WHERE status = 'running'");
            buried = true;
        }
    }

    /** Drops all but the newest. */
    void forget(int documentsKept) throws SQLException {
        database.update("""
                UPDATE headrace_runs SET document = NULL WHERE document IS NOT NULL AND id NOT IN (
                  SELECT id FROM headrace_runs WHERE document IS NOT NULL ORDER BY started DESC, id DESC LIMIT ?)""", documentsKept);
        database.update("""
                DELETE FROM headrace_runs WHERE id NOT IN (
                  SELECT id FROM headrace_runs ORDER BY started DESC, id DESC LIMIT ?)""", LINES_KEPT);
    }

    /** The newest first; none in a file of an earlier version. */
    List<RunSummary> all() throws SQLException {
        List<RunSummary> runs = new ArrayList<>();
        if (!database.has("headrace_runs")) {
            return runs;
        }
        try (PreparedStatement query = database.prepare("""
                        SELECT id, connectors, started, duration, status, records, requests, failed, bound_by, sentence,
                          process, process_started, document IS NOT NULL FROM headrace_runs ORDER BY started DESC, id DESC""");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                runs.add(run(rows));
            }
        }
        return runs;
    }

    private static RunSummary run(ResultSet row) throws SQLException {
        RunState kept = RunState.valueOf(row.getString(5).toUpperCase(Locale.ROOT));
        boolean gone = kept == RunState.RUNNING && !isAlive(row.getLong(11), row.getLong(12));
        String connectors = row.getString(2);
        return new RunSummary(
                row.getString(1),
                connectors.isEmpty() ? List.of() : List.of(connectors.split(",", -1)),
                Instant.ofEpochMilli(row.getLong(3)),
                Duration.ofMillis(row.getLong(4)),
                gone ? RunState.ENDED_ABRUPTLY : kept,
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getString(9),
                row.getString(10),
                row.getInt(13) != 0);
    }

    /** Numbers of processes come again; with the time of their start they do not. */
    private static boolean isAlive(long pid, long started) {
        return ProcessHandle.of(pid)
                .filter(process -> process.isAlive() && started(process) == started)
                .isPresent();
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** The whole document of a run; empty if it is not kept. */
    Optional<RunDocument> document(String id) throws SQLException {
        if (!database.has("headrace_runs")) {
            return Optional.empty();
        }
        try (PreparedStatement query =
                database.prepare("SELECT document FROM headrace_runs WHERE id = ? AND document IS NOT NULL")) {
            query.setString(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(new RunDocument(id, row.getBytes(1))) : Optional.empty();
            }
        }
    }
}
