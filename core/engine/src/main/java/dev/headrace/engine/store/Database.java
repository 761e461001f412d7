package dev.headrace.engine.store;

import dev.headrace.spi.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;

/** The state file as a database: its settings, its schema, its transaction. Confined to the thread that opened it. */
final class Database implements AutoCloseable {
    /** "HDRC": tells a state file from other SQLite files. */
    private static final int APPLICATION_ID = 0x48445243;

    private static final int VERSION = 2;
    /** Native memory, not heap. Holds the upper levels of the indexes of a million items. */
    private static final int CACHE_KIB = 16 << 10;
    /** In pages of 4 KiB: a log of 16 MiB halves the write-backs of hot pages that the usual 4 MiB cause. */
    private static final int CHECKPOINT_PAGES = 4_000;
    /** For a program that writes into the file from outside; the engine itself has one writer. */
    private static final Duration BUSY = Duration.ofSeconds(10);

    private static final String[] SCHEMA = {
        """
        CREATE TABLE headrace_connectors (
          id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, pass INTEGER NOT NULL, started INTEGER NOT NULL,
          planned INTEGER NOT NULL, finished INTEGER NOT NULL, items INTEGER NOT NULL, repeated INTEGER NOT NULL, records INTEGER NOT NULL)""",
        """
        CREATE TABLE headrace_scopes (
          id INTEGER PRIMARY KEY, connector INTEGER NOT NULL, name TEXT NOT NULL, outstanding INTEGER NOT NULL,
          failed INTEGER NOT NULL, cursor TEXT, validators INTEGER NOT NULL, UNIQUE (connector, name))""",
        """
        CREATE TABLE headrace_items (
          id INTEGER PRIMARY KEY, connector INTEGER NOT NULL, scope INTEGER NOT NULL, pass INTEGER NOT NULL,
          state INTEGER NOT NULL, attempts INTEGER NOT NULL, walk INTEGER NOT NULL, endless INTEGER NOT NULL,
          item TEXT NOT NULL, error TEXT, times TEXT)""",
        // The text itself, not a hash of it: items of one step are neighbours then, and a million inserts touch few
        // pages.
        "CREATE UNIQUE INDEX headrace_items_identity ON headrace_items (connector, item) WHERE endless = 0",
        "CREATE INDEX headrace_items_queued ON headrace_items (connector, id) WHERE state = 0",
        "CREATE INDEX headrace_items_unsuccessful ON headrace_items (connector, id) WHERE state >= 3",
        """
        CREATE TABLE headrace_cursors (
          connector INTEGER NOT NULL, scope TEXT NOT NULL, cursor TEXT NOT NULL, PRIMARY KEY (connector, scope))
        WITHOUT ROWID""",
        """
        CREATE TABLE headrace_validators (
          connector INTEGER NOT NULL, address TEXT NOT NULL, etag TEXT, last_modified TEXT,
          PRIMARY KEY (connector, address)) WITHOUT ROWID""",
        """
        CREATE TABLE headrace_seen_validators (
          scope INTEGER NOT NULL, address TEXT NOT NULL, etag TEXT, last_modified TEXT, PRIMARY KEY (scope, address))
        WITHOUT ROWID""",
        """
        CREATE TABLE headrace_positions (
          sink TEXT NOT NULL, key TEXT NOT NULL, position TEXT NOT NULL, PRIMARY KEY (sink, key)) WITHOUT ROWID""",
        "CREATE TABLE headrace_limits (name TEXT PRIMARY KEY, kept TEXT NOT NULL) WITHOUT ROWID"
    };

    /** What came later; files of this version without it are as good, and get it when they are opened for writing. */
    private static final String[] LATER_TABLES = {"""
        CREATE TABLE IF NOT EXISTS headrace_passes (
          connector INTEGER NOT NULL, pass INTEGER NOT NULL, started INTEGER NOT NULL, active INTEGER NOT NULL,
          finished INTEGER NOT NULL, PRIMARY KEY (connector, pass)) WITHOUT ROWID""", """
        CREATE TABLE IF NOT EXISTS headrace_item_needs (
          connector INTEGER NOT NULL, pass INTEGER NOT NULL, kind TEXT NOT NULL, limits TEXT NOT NULL,
          items INTEGER NOT NULL, records INTEGER NOT NULL, follow_ups INTEGER NOT NULL, leading INTEGER NOT NULL,
          requests INTEGER NOT NULL, units INTEGER NOT NULL, unchanged INTEGER NOT NULL, busy INTEGER NOT NULL, waited INTEGER NOT NULL,
          PRIMARY KEY (connector, pass, kind, limits)) WITHOUT ROWID""", KeptTokens.TABLE, KeptRuns.TABLE, Slots.TABLE};

    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    /** Opens a state file for writing; makes it when it is not there. */
    static Database open(Path file, Durability durability) throws SQLException, IOException {
        SQLiteConfig config = config();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(durability == Durability.FULL ? SynchronousMode.FULL : SynchronousMode.NORMAL);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setJournalSizeLimit(4 * CHECKPOINT_PAGES * 4096);
        Database database = new Database(config.createConnection("jdbc:sqlite:" + file));
        try {
            database.prepare(file);
            return database;
        } catch (SQLException | RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    /** Opens a state file for reading only, beside whoever writes it. */
    static Database openToRead(Path file) throws SQLException, IOException {
        if (!Files.exists(file)) {
            throw new StoreException(
                    "there is no state file %s: nothing has been collected into it".formatted(file), null);
        }
        SQLiteConfig config = config();
        config.setReadOnly(true);
        Database database = new Database(config.createConnection("jdbc:sqlite:" + file));
        try {
            database.checkVersion(file);
            return database;
        } catch (SQLException | RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private static SQLiteConfig config() {
        NativeLibrary.prepare();
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) BUSY.toMillis());
        config.setCacheSize(-CACHE_KIB);
        config.setTempStore(TempStore.MEMORY);
        return config;
    }

    private void prepare(Path file) throws SQLException {
        boolean empty = number("SELECT count(*) FROM sqlite_schema") == 0;
        if (!empty) {
            checkVersion(file);
        }
        execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
        connection.setAutoCommit(false);
        if (empty) {
            create();
        }
        for (String table : LATER_TABLES) {
            execute(table);
        }
        commit();
    }

    private void create() throws SQLException {
        for (String part : SCHEMA) {
            execute(part);
        }
        execute("PRAGMA application_id = " + APPLICATION_ID);
        execute("PRAGMA user_version = " + VERSION);
        commit();
    }

    private void checkVersion(Path file) throws SQLException {
        if (number("PRAGMA application_id") != APPLICATION_ID) {
            throw new StoreException(
                    "%s is an SQLite file, but not a state file of Headrace. Choose another state file."
                            .formatted(file),
                    null);
        }
        long version = number("PRAGMA user_version");
        if (version != VERSION) {
            throw new StoreException(
                    ("the state file %s has version %d, this Headrace knows version %d. Use the Headrace that wrote it, or"
                                    + " another state file.")
                            .formatted(file, version, VERSION),
                    null);
        }
    }

    Connection connection() {
        return connection;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Whether there is a table of that name. */
    boolean has(String table) throws SQLException {
        try (PreparedStatement query = prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?")) {
            query.setString(1, table);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    /** The one number that a query gives; zero when it gives none. */
    long number(String sql, long... arguments) throws SQLException {
        try (PreparedStatement statement = with(sql, arguments);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** Changes rows; returns how many. */
    @CanIgnoreReturnValue
    long update(String sql, long... arguments) throws SQLException {
        try (PreparedStatement statement = with(sql, arguments)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement with(String sql, long... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setLong(i + 1, arguments[i]);
        }
        return statement;
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollBack() throws SQLException {
        connection.rollback();
    }

    /** Rolls back what has not been committed. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
