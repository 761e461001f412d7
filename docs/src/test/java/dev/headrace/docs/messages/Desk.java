package dev.headrace.docs.messages;

import dev.headrace.engine.Engine;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import dev.headrace.runner.cli.HeadraceCommand;
import dev.headrace.runner.wiring.CommandFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A directory in which messages are provoked as a user would. For one thread, since it takes the process's output over. */
final class Desk {
    static final String CONFIGURATION = "headrace.conf";

    /** What the provocations have in their environment. */
    private static final Map<String, String> ENVIRONMENT = Map.of("EMPTY", "", "MANY", "many", "TOKEN", "t0p-s3cret");

    private final Path directory;
    private final ClassLoader application;

    Desk(Path directory) {
        this(directory, Desk.class.getClassLoader());
    }

    private Desk(Path directory, ClassLoader application) {
        this.directory = directory;
        this.application = application;
    }

    /** The same desk, with other connectors. */
    Desk seeing(ClassLoader other) {
        return new Desk(directory, other);
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    Path file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Path file(String name, byte[] content) {
        try {
            Path file = path(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What {@code headrace validate} prints. */
    String validate(String configuration) {
        file(CONFIGURATION, configuration);
        try (Engine engine = load()) {
            List<String> notes = new ArrayList<>(engine.warnings());
            engine.check();
            return notes.isEmpty() ? "nothing" : "Note: " + String.join("\nNote: ", notes);
        } catch (RuntimeException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    Engine load() {
        return Engine.load(path(CONFIGURATION), ENVIRONMENT, application);
    }

    /** What a run of a configuration has to say beside its numbers. */
    String run(String configuration) {
        file(CONFIGURATION, configuration);
        try (Engine engine = load()) {
            return run(engine);
        } catch (RuntimeException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static String run(Engine engine) {
        Run run = engine.collect(broken -> {
            throw new IllegalStateException("the JVM is broken", broken);
        });
        return said(run.report().toCompletableFuture().join());
    }

    static String said(RunReport report) {
        List<String> lines = new ArrayList<>();
        report.connectors()
                .forEach(one ->
                        one.problem().ifPresent(problem -> lines.add(one.name() + ": " + withoutFrames(problem))));
        report.blocking().forEach(finding -> lines.add("BLOCKED: " + finding.sentence()));
        report.abandoned().forEach(stage -> lines.add(stage.sentence()));
        report.failed().stream()
                .map(item -> "%s of %s: %s".formatted(item.item(), item.connector(), withoutFrames(item.cause())))
                .sorted()
                .forEach(lines::add);
        report.problem().ifPresent(problem -> lines.add("The run broke: " + problem));
        return lines.isEmpty() ? "nothing" : String.join("\n", lines);
    }

    private static String withoutFrames(String cause) {
        return String.join(
                "\n", cause.lines().filter(line -> !line.startsWith("    at ")).toList());
    }

    /** What a command prints on standard error, or where it prints nothing there, on standard output. */
    String command(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream formerOut = System.out;
        PrintStream formerErr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            HeadraceCommand.execute(new CommandFactory(), placed(arguments));
        } finally {
            System.setOut(formerOut);
            System.setErr(formerErr);
        }
        String said = err.toString(StandardCharsets.UTF_8);
        return withoutUsage(said.isBlank() ? out.toString(StandardCharsets.UTF_8) : said);
    }

    /** The help follows on what is wrong with a command line; the page does without. */
    private static String withoutUsage(String said) {
        List<String> before =
                said.lines().takeWhile(line -> !line.startsWith("Usage: ")).toList();
        // The first line of the help says what the command does.
        boolean helped = before.size() < said.lines().count();
        return String.join("\n", helped ? before.subList(0, before.size() - 1) : before);
    }

    /** Names of files are in this directory. */
    private String[] placed(String... arguments) {
        return Stream.of(arguments)
                .map(argument -> argument.replace("./", directory + "/"))
                .toArray(String[]::new);
    }
}
