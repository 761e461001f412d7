package dev.headrace.testkit.trial;

import dev.headrace.engine.Engine;
import dev.headrace.spi.ConnectorProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The same trial in a JVM of its own, with another time zone, language and charset, and so with another order of everything
 * that has none.
 */
public final class OtherJvm {
    private OtherJvm() {}

    /**
     * What the other JVM runs.
     *
     * @param arguments the provider's class, the directory of the run, the file for the journal
     * @throws Exception whatever goes wrong; the JVM ends with it
     */
    public static void main(String[] arguments) throws Exception {
        Class<? extends ConnectorProvider> type = Class.forName(arguments[0]).asSubclass(ConnectorProvider.class);
        ConnectorProvider provider = type.getConstructor().newInstance();
        Path place = Path.of(arguments[1]);
        Watch watch = new Watch(Integer.MAX_VALUE);
        CrashImages none = new CrashImages(place, place, false);
        try (TrialLoader loader = TrialLoader.in(place, provider, WatchedProvider.class, watch, none)) {
            try (Engine engine = loader.load(place.resolve("headrace.conf"), System.getenv())) {
                String said = engine.collect(broken -> Runtime.getRuntime().halt(9))
                        .report()
                        .toCompletableFuture()
                        .get(Trial.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .toString();
                System.out.println(said);
            }
        }
        Files.write(Path.of(arguments[2]), Journal.of(watch), StandardCharsets.UTF_8);
    }

    /**
     * Runs a trial's case against the trial's upstream, in a directory of its own.
     *
     * @return the journal of the other JVM
     * @throws TrialFailure if it wrote none, with what it said
     */
    public static List<String> journal(Trial trial) {
        Path place = trial.home().resolve("other");
        Path journal = place.resolve("journal.txt");
        Path said = place.resolve("said.txt");
        try {
            Files.createDirectories(place);
            Files.writeString(place.resolve("headrace.conf"), trial.configurationText());
            run(trial, command(trial, place, journal), said);
            if (!Files.exists(journal)) {
                throw new TrialFailure("The connector could not be run in a JVM of its own: " + Files.readString(said));
            }
            return Files.readAllLines(journal, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException("a second JVM cannot be started", failure);
        }
    }

    private static List<String> command(Trial trial, Path place, Path journal) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.timezone=Pacific/Kiritimati",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Dfile.encoding=ISO-8859-1",
                "-cp",
                System.getProperty("java.class.path"),
                OtherJvm.class.getName(),
                trial.good().provider().getClass().getName(),
                place.toString(),
                journal.toString());
    }

    private static void run(Trial trial, List<String> command, Path said) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(said.toFile()));
        builder.environment().putAll(Configuration.environment(trial.good()));
        Process process = builder.start();
        try {
            process.waitFor(2 * Trial.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
