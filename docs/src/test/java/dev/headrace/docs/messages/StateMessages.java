package dev.headrace.docs.messages;

import dev.headrace.engine.Engine;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

/** What can be wrong with the state file and with what the sinks write. */
final class StateMessages {
    private static final String ABOUT = """
            A run that cannot keep its state ends at once: what is committed is safe, and the next run goes on.
            """;

    private static final String LIST = """
            connectors.shop { connector = rest, base-url = "BASE", streams.orders { path = "/orders" } }
            """;

    private StateMessages() {}

    static Area area() {
        return new Area("State and output", ABOUT)
                .with("A state file that is something else", "state = headrace-state.db", desk -> {
                    desk.file("headrace-state.db", "notes to myself, in a file of more than a few bytes\n".repeat(20));
                    return collected(desk);
                })
                .with("A state file of another program", "", desk -> {
                    sql(desk, "CREATE TABLE mine (a)");
                    return collected(desk);
                })
                .with("A state file of a later Headrace", "", desk -> {
                    collected(desk);
                    sql(desk, "PRAGMA user_version = 99");
                    return collected(desk);
                })
                .with("A state file that is in use", "", StateMessages::inUse)
                .with("A state file where there is no directory", "state = nowhere/state.db", desk -> {
                    desk.file("nowhere", "a file");
                    return collected(desk, "state = nowhere/state.db\n");
                })
                .with("A run of which only a line is kept", "report { keep = 0 }", desk -> {
                    collected(desk, "report { keep = 0 }\n");
                    return desk.command("report", "./headrace.conf", "2")
                            .replaceAll("\\d{8}T\\d{6}-[0-9a-f]{4}", "TIME");
                })
                .with("A file of records that is gone", "", desk -> {
                    collected(desk);
                    Files.delete(desk.path("out/shop/orders.jsonl"));
                    return collected(desk);
                })
                .with("A file of records that was cut", "", desk -> {
                    collected(desk);
                    Files.writeString(desk.path("out/shop/orders.jsonl"), "{");
                    return collected(desk);
                })
                .with("A file of records without its state", "", desk -> {
                    collected(desk);
                    Files.delete(desk.path("headrace-state.db"));
                    return collected(desk);
                })
                .with("A directory of records that is a file", "output.directory = out", desk -> {
                    desk.file("out", "a file");
                    return collected(desk);
                });
    }

    private static String collected(Desk desk) {
        return collected(desk, "");
    }

    private static String collected(Desk desk, String more) {
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/orders", Reply.json("[{\"id\":1}]"))
                .start()) {
            return desk.run(more + LIST.replace("BASE", upstream.uri().toString()));
        }
    }

    private static void sql(Desk desk, String sql) throws SQLException {
        Path file = desk.path("headrace-state.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** A second run while the first waits for its upstream. */
    private static String inUse(Desk desk) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        try (FakeUpstream upstream = FakeUpstream.builder()
                .route("/orders", Reply.json("[]").heldUntil(answer))
                .start()) {
            String configuration = LIST.replace("BASE", upstream.uri().toString());
            desk.file(Desk.CONFIGURATION, configuration);
            try (Engine engine = desk.load()) {
                Run first = engine.collect(broken -> {
                    throw new IllegalStateException("the JVM is broken", broken);
                });
                CompletableFuture<RunReport> ended = first.report().toCompletableFuture();
                String said = desk.run(configuration);
                answer.complete(null);
                ended.join();
                return said;
            }
        }
    }
}
