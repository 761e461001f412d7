package dev.headrace.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.OutcomeCounts;
import dev.headrace.engine.sink.JsonLinesSink;
import dev.headrace.engine.sink.Sink;
import dev.headrace.engine.sink.SqliteSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies at any point of any commit costs nothing: the next one ends where an undisturbed one would have. */
final class CrashTest {
    @TempDir
    Path directory;

    /** All that can be told from outside about a run that is over. */
    private record Ended(
            List<String> records, OutcomeCounts outcomes, Map<String, String> cursors, List<FailedItem> failed) {}

    private static StoreSettings settings(Path directory, boolean eachCommit) {
        StoreSettings usual = StoreRig.settings(directory);
        return eachCommit
                ? new StoreSettings(usual.file(), usual.durability(), Duration.ZERO, usual.limits(), usual.clock())
                : usual;
    }

    @Test
    void linesAreTheSameAfterACrashAtAnyPointOfAnyCommit() throws Exception {
        everyCrash(JsonLinesSink.into(directory.resolve("run/out")), image -> JsonLinesSink.into(image.resolve("out")));
    }

    @Test
    void tablesAreTheSameAfterACrashAtAnyPointOfAnyCommit() throws Exception {
        everyCrash(SqliteSink.inStateFile(), image -> SqliteSink.inStateFile());
    }

    private interface SinkAt {
        Sink in(Path image);
    }

    private void everyCrash(Sink sink, SinkAt sinkAt) throws Exception {
        Path run = Files.createDirectories(directory.resolve("run"));
        List<Path> photographs = new ArrayList<>();
        List<Path> images;
        Ended undisturbed;
        try (StoreRig rig = new StoreRig(run, new PhotographingSink(sink, run, photographs), settings(run, true))) {
            new ToyRun(rig).finish();
            undisturbed = ended(rig);
            // Those of the closing are left out: after it, the next run is another one.
            images = List.copyOf(photographs);
        }
        assertThat(undisturbed.outcomes().balanced()).isTrue();
        assertThat(undisturbed.cursors()).containsOnlyKeys("alpha", "beta");
        assertThat(undisturbed.failed()).hasSize(2);
        assertThat(images).hasSizeGreaterThan(60);
        for (Path image : images) {
            assertThat(goOn(image, sinkAt.in(image))).as(image.toString()).isEqualTo(undisturbed);
        }
    }

    private static Ended goOn(Path image, Sink sink) throws Exception {
        tearTails(image);
        try (StoreRig rig = new StoreRig(image, sink, settings(image, false))) {
            new ToyRun(rig).finish();
            return ended(rig);
        }
    }

    /** What the system had not yet written of a line when the process died. */
    private static void tearTails(Path image) throws IOException {
        try (Stream<Path> files = Files.walk(image)) {
            for (Path file :
                    files.filter(path -> path.toString().contains(".jsonl")).toList()) {
                Files.writeString(file, "\"torn", StandardOpenOption.APPEND);
            }
        }
    }

    private static Ended ended(StoreRig rig) throws Exception {
        rig.flush();
        StateView.ConnectorState state = rig.state();
        List<FailedItem> failed = new ArrayList<>(rig.failed(Optional.empty(), 100));
        failed.sort(java.util.Comparator.comparing(FailedItem::item));
        return new Ended(records(rig.directory), state.outcomes(), state.cursors(), failed);
    }

    private static List<String> records(Path directory) throws Exception {
        List<String> records = new ArrayList<>();
        for (String stream : List.of("issues", "comments")) {
            Path lines = directory.resolve("out/git").resolve(stream + ".jsonl");
            records.addAll(Files.exists(lines) ? Files.readAllLines(lines) : rows(directory, "git_" + stream));
        }
        Collections.sort(records);
        return records;
    }

    private static List<String> rows(Path directory, String table) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("state.db"));
                PreparedStatement query = connection.prepareStatement("SELECT data FROM " + table);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    /** Keeps a copy of the directory as it is before, between and after the two halves of each commit. */
    private static final class PhotographingSink extends HookedSink {
        private final Path directory;
        private final List<Path> images;

        PhotographingSink(Sink sink, Path directory, List<Path> images) {
            super(sink);
            this.directory = directory;
            this.images = images;
        }

        private void photograph() {
            images.add(StoreRig.copy(directory, directory.resolveSibling("image" + images.size())));
        }

        @Override
        public void prepareCommit() throws IOException, SQLException {
            super.prepareCommit();
            photograph();
        }

        @Override
        public void committed() throws IOException, SQLException {
            photograph();
            super.committed();
            photograph();
        }
    }
}
