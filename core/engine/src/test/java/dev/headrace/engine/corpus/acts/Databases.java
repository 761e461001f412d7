package dev.headrace.engine.corpus.acts;

import static dev.headrace.detector.Verdict.CPU;
import static dev.headrace.detector.Verdict.DATABASE;
import static dev.headrace.detector.Verdict.NATIVE;

import dev.headrace.engine.corpus.Acts;
import dev.headrace.engine.corpus.Stage;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A database that lives in native code, where no probe reaches. Stateless. */
final class Databases {
    private static final String ENDLESS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

    private Databases() {}

    static void addTo(Acts acts) {
        acts.blocking("DriverManager.getConnection", DATABASE, stage -> {
            String url = url(stage);
            return () -> DriverManager.getConnection(url).close();
        });
        acts.watched("SQLite query that computes", CPU, stage -> {
            Statement statement = stage.closing(connection(stage)).createStatement();
            stage.afterwards(statement::cancel);
            return () -> Stage.expecting(SQLException.class, () -> statement.executeQuery(ENDLESS));
        });
        acts.watched("SQLite statement that waits for a lock", NATIVE, stage -> {
            Connection other = stage.closing(connection(stage));
            other.createStatement().execute("BEGIN EXCLUSIVE");
            Statement statement = stage.closing(connection(stage)).createStatement();
            stage.afterwards(() -> other.createStatement().execute("ROLLBACK"));
            return () -> statement.execute("BEGIN EXCLUSIVE");
        });
    }

    private static String url(Stage stage) {
        return "jdbc:sqlite:" + stage.directory().resolve("corpus.db");
    }

    private static Connection connection(Stage stage) throws SQLException {
        Connection connection = DriverManager.getConnection(url(stage));
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 30000");
        }
        return connection;
    }
}
