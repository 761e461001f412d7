package dev.headrace.engine;

import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A directory with a configuration, a state file and an output, and runs in it. */
final class RunDirectory {
    private static final long PATIENCE_SECONDS = 120;

    private final Path directory;
    private Consumer<Engine> prepare = engine -> {};

    RunDirectory(Path directory) {
        this.directory = directory;
    }

    Path path() {
        return directory;
    }

    Path configuration() {
        return directory.resolve("headrace.conf");
    }

    Path state() {
        return directory.resolve("headrace-state.db");
    }

    RunDirectory configure(String hocon) {
        try {
            Files.createDirectories(directory);
            Files.writeString(configuration(), hocon);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What is done with each engine before its run. */
    RunDirectory with(Consumer<Engine> preparation) {
        prepare = preparation;
        return this;
    }

    Engine load() {
        return Engine.load(configuration(), Map.of(), RunDirectory.class.getClassLoader());
    }

    /** Runs to the end. */
    RunReport collect() {
        return run(false);
    }

    /** Does again what failed. */
    RunReport retry() {
        return run(true);
    }

    private RunReport run(boolean retry) {
        AtomicReference<Throwable> fatal = new AtomicReference<>();
        try (Engine engine = load()) {
            prepare.accept(engine);
            RunReport report = await(retry ? engine.retry(fatal::set) : engine.collect(fatal::set));
            if (fatal.get() != null) {
                throw new AssertionError("the JVM is said to be broken", fatal.get());
            }
            return report;
        }
    }

    static RunReport await(Run run) {
        try {
            return run.report().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError("no report: " + run.progress(), failure);
        }
    }

    /** All lines of the output's files, each behind the path of its file, sorted. */
    List<String> lines() {
        List<String> all = new ArrayList<>();
        for (Path file : files(directory.resolve("out"))) {
            try {
                Files.readAllLines(file, StandardCharsets.UTF_8)
                        .forEach(line -> all.add(directory.relativize(file) + " " + line));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        all.sort(null);
        return all;
    }

    /** All rows of the tables that the sink {@code sqlite} has written, each behind the name of its table, sorted. */
    List<String> rows() throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + state())) {
            for (String table : column(database, "SELECT name FROM headrace_tables")) {
                column(database, "SELECT id || ' ' || data FROM \"" + table + "\"")
                        .forEach(row -> all.add(table + " " + row));
            }
        }
        all.sort(null);
        return all;
    }

    /** The committed cursors, by scope. */
    List<String> cursors() throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + state())) {
            return column(database, "SELECT scope || '=' || cursor FROM headrace_cursors ORDER BY 1");
        }
    }

    private static List<String> column(Connection database, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = database.createStatement().executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    static List<Path> files(Path below) {
        try (Stream<Path> files = Files.exists(below) ? Files.walk(below) : Stream.empty()) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
