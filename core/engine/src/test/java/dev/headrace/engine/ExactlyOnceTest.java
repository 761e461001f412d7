package dev.headrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.OutcomeCounts;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is killed again and again gives what a run gives that is left in peace. */
class ExactlyOnceTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "sqlite"})
    void eightKillsInOneRunNeitherLoseNorDoubleARecord(String sink) throws Exception {
        survivesKills(sink, 8, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "sqlite"})
    @Tag("slow")
    void fortyKillsInOneRunNeitherLoseNorDoubleARecord(String sink) throws Exception {
        survivesKills(sink, 40, 5);
    }

    private void survivesKills(String sink, int kills, int pages) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed of the kills: " + seed);
        RunDirectory peaceful = new RunDirectory(directory.resolve("peaceful"));
        RunDirectory killed = new RunDirectory(directory.resolve("killed"));
        try (NestedUpstream upstream = NestedUpstream.start(pages)) {
            peaceful.configure(configuration(sink, upstream));
            killed.configure(configuration(sink, upstream));
            RunReport untouched = peaceful.collect();
            assertThat(untouched.status()).isEqualTo(RunStatus.COMPLETE);
            List<String> expected = records(peaceful, sink);
            assertThat(expected).hasSize(2 * upstream.records());

            kill(killed, upstream, kills, new Random(seed));
            upstream.allow(Integer.MAX_VALUE);
            assertThat(finish(killed)).as(said(killed)).isZero();

            assertThat(records(killed, sink)).as("seed %d", seed).isEqualTo(expected);
            assertThat(killed.cursors()).isEqualTo(peaceful.cursors()).hasSize(2 * NestedUpstream.REPOSITORIES);
            assertThat(planned(killed)).isEqualTo(untouched.outcomes());
        }
    }

    private static void kill(RunDirectory where, NestedUpstream upstream, int kills, Random random) throws Exception {
        // Less than the run needs, so that it is still the same run at the last kill.
        int quota = 2 * upstream.requests() / (kills + 1);
        for (int i = 0; i < kills; i++) {
            upstream.allow(quota);
            Process child =
                    CollectingProcess.start(where.configuration(), where.path().resolve("said.txt"));
            try {
                assertThat(upstream.awaitRequests(1 + random.nextInt(quota), PATIENCE))
                        .as(said(where))
                        .isTrue();
                // A store commits every 100 to 200 ms: before, during and after that.
                boolean ended = child.waitFor(random.nextInt(250), TimeUnit.MILLISECONDS);
                assertThat(ended).as(said(where)).isFalse();
            } finally {
                child.destroyForcibly().waitFor();
            }
            if (i % 2 == 0) {
                tearLines(where);
            }
        }
    }

    /** What a kill between a write and its commit leaves. That lasts less than a millisecond, so chance alone rarely hits it. */
    private static void tearLines(RunDirectory where) throws IOException {
        for (Path file : RunDirectory.files(where.path().resolve("out"))) {
            Files.writeString(file, "{\"id\":\"written twice\"}\n{\"torn", StandardOpenOption.APPEND);
        }
    }

    private static int finish(RunDirectory where) throws Exception {
        Process child =
                CollectingProcess.start(where.configuration(), where.path().resolve("said.txt"));
        try {
            assertThat(child.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(said(where))
                    .isTrue();
            return child.exitValue();
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private static String said(RunDirectory where) throws Exception {
        Path file = where.path().resolve("said.txt");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static List<String> records(RunDirectory where, String sink) throws SQLException {
        return sink.equals("jsonl") ? where.lines() : where.rows();
    }

    private static OutcomeCounts planned(RunDirectory where) {
        try (Engine engine = where.load()) {
            return engine.state().connectors().stream()
                    .map(connector -> connector.outcomes())
                    .reduce(OutcomeCounts.none(), OutcomeCounts::plus);
        }
    }

    private static String configuration(String sink, NestedUpstream upstream) {
        return """
                output { type = %s }
                connectors {
                  one { connector = nested, base-url = "%s", concurrency = 8 }
                  two { connector = nested, base-url = "%s", concurrency = 3 }
                }
                """.formatted(sink, upstream.address(), upstream.address());
    }
}
