package dev.headrace.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The command line in a JVM of its own, as a user starts it. For one thread. */
public final class HeadraceProcess implements AutoCloseable {
    // Many times what any of these commands takes on a busy machine; one that hangs is to fail and not to keep the
    // build.
    private static final long PATIENCE_SECONDS = 120;

    /**
     * A build that runs in the background of a script has SIGINT ignored, and so would have this process; GNU's {@code env} gives it
     * back, and becomes the process by {@code exec}.
     */
    private static final List<String> HEARING_INTERRUPTS =
            succeeds("env", "--default-signal=INT", "true") ? List.of("env", "--default-signal=INT") : List.of();

    private final Process process;
    private final Path out;
    private final Path err;

    private HeadraceProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** What a process left. */
    public record Ended(int code, String out, String err) {}

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** @param directory the working directory */
    public static HeadraceProcess start(Path directory, String... arguments) {
        return start(directory, List.of(), arguments);
    }

    /** @param jvm flags of the JVM */
    public static HeadraceProcess start(Path directory, List<String> jvm, String... arguments) {
        return start(
                directory,
                jvm,
                List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()),
                List.of(arguments));
    }

    private static HeadraceProcess start(
            Path directory, List<String> jvm, List<String> program, List<String> arguments) {
        List<String> command = new ArrayList<>(HEARING_INTERRUPTS);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The manifest of the executable jar allows native access, too: sqlite-jdbc loads a library.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(jvm);
        command.addAll(program);
        command.addAll(arguments);
        try {
            Path out = Files.createTempFile(directory, "stdout", ".txt");
            Path err = Files.createTempFile(directory, "stderr", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            return new HeadraceProcess(process, out, err);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs a command to its end. */
    public static Ended run(Path directory, String... arguments) {
        try (HeadraceProcess process = start(directory, arguments)) {
            return process.await();
        }
    }

    /** Runs a command of the executable jar to its end. */
    public static Ended runJar(Path jar, Path directory, String... arguments) {
        try (HeadraceProcess process =
                start(directory, List.of(), List.of("-jar", jar.toString()), List.of(arguments))) {
            return process.await();
        }
    }

    /** Waits for the end. */
    public Ended await() {
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("ended")
                    .isTrue();
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** What it has written to standard output so far. */
    public String outSoFar() {
        try {
            return Files.readString(out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits until something is so, while the process runs; fails if the process ends before, or it never becomes so. */
    public void awaitWhileRunning(BooleanSupplier condition) {
        long since = System.nanoTime();
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() - since > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                    throw new AssertionError("it never came to that; so far it has said " + outSoFar());
                }
                if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("the process ended before: " + await());
                }
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Sends a signal by its name, for example {@code INT}. */
    public void signal(String name) {
        try {
            int sent = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(sent).as("exit code of kill").isZero();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            // It may be writing into a directory that is about to be removed.
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
