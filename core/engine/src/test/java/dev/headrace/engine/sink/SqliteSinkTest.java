package dev.headrace.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SqliteSinkTest extends AbstractSinkTest {
    @Override
    Sink sink() {
        return SqliteSink.inStateFile();
    }

    @Override
    List<String> read(String connector, String stream) throws SQLException {
        try (Connection connection = connect()) {
            String table = table(connection, connector, stream);
            return table.isEmpty() ? List.of() : query(connection, "SELECT data FROM \"" + table + "\" ORDER BY rowid");
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("state.db"));
    }

    private static String table(Connection connection, String connector, String stream) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT name FROM headrace_tables WHERE connector = ? AND stream = ?")) {
            query.setString(1, connector);
            query.setString(2, stream);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    private static List<String> query(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private String only(String sql) throws SQLException {
        try (Connection connection = connect()) {
            return query(connection, sql).get(0);
        }
    }

    @Test
    void aRecordWhoseIdIsThereReplacesIt() throws Exception {
        try (SinkRig rig = rig()) {
            rig.append("git", List.of(new dev.headrace.spi.CollectedRecord("issues", "7", SinkRig.text("old"))));
            rig.commit();
            rig.append("git", List.of(new dev.headrace.spi.CollectedRecord("issues", "7", SinkRig.text("new"))));
            rig.commit();
            assertThat(read("git", "issues")).containsExactly("\"new\"");
        }
    }

    @Test
    void tablesHaveNamesThatNeedNoQuotesAndColumnsOfText() throws Exception {
        try (SinkRig rig = rig()) {
            rig.append("git-hub", "Open Issues", "a");
            rig.commit();
        }
        assertThat(only("SELECT id || ' ' || data || ' ' || typeof(data) FROM git_hub_open_issues"))
                .isEqualTo("a \"a\" text");
        assertThat(Instant.parse(only("SELECT collected_at FROM git_hub_open_issues")))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void jsonFunctionsReadTheData() throws Exception {
        try (SinkRig rig = rig()) {
            rig.append(
                    "git",
                    List.of(new dev.headrace.spi.CollectedRecord(
                            "issues",
                            "7",
                            tools.jackson.databind.json.JsonMapper.shared()
                                    .readTree("{\"user\":{\"name\":\"Zo\u00eb\"}}"))));
            rig.commit();
        }
        assertThat(only("SELECT data ->> '$.user.name' FROM git_issues")).isEqualTo("Zo\u00eb");
    }
}
