package dev.headrace.testkit.upstream.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The starter's side: a child JVM that serves until it is closed. All methods may be called by any thread. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * Ctrl-C reaches every process of a terminal's group. The child must outlive it while the starter ends cleanly: a signal that
     * is ignored stays ignored in what {@code exec} starts, by a JVM too. Its end is that of its standard input.
     */
    private static final List<String> DEAF_TO_INTERRUPTS = Files.isExecutable(Path.of("/bin/sh"))
            ? List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh")
            : List.of();

    private final Process child;
    private final Path errors;
    private final List<String> announced = new ArrayList<>();

    private ServerProcess(Process child, Path errors) {
        this.child = child;
        this.errors = errors;
    }

    /**
     * Starts a main class and returns when it has announced all its servers.
     *
     * @param command options for the JVM, the main class, and options for that
     * @param classPath for the child
     * @param lines how many lines it announces
     */
    public static ServerProcess start(List<String> command, String classPath, int lines) {
        try {
            Path errors = Files.createTempFile("headrace-servers", ".log");
            List<String> whole = new ArrayList<>(DEAF_TO_INTERRUPTS);
            whole.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            whole.addAll(List.of("-cp", classPath));
            whole.addAll(command);
            Process child =
                    new ProcessBuilder(whole).redirectError(errors.toFile()).start();
            ServerProcess started = new ServerProcess(child, errors);
            started.read(lines);
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException("A process for the servers could not be started.", failure);
        }
    }

    private void read(int lines) throws IOException {
        BufferedReader output = child.inputReader(StandardCharsets.UTF_8);
        while (announced.size() < lines) {
            String line = output.readLine();
            if (line == null) {
                String said = Files.readString(errors);
                close();
                throw new IllegalStateException("The process of the servers ended when it had announced "
                        + announced.size() + " of " + lines + ". It said: " + said);
            }
            announced.add(line);
        }
    }

    /** The lines that the child announced, in order. */
    public List<String> announced() {
        return List.copyOf(announced);
    }

    /** The child's process id. */
    public long pid() {
        return child.pid();
    }

    /** Ends the child: asks first, and insists after five seconds. Closing twice does nothing. */
    @Override
    public void close() {
        try {
            child.getOutputStream().close();
            if (!child.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                child.destroyForcibly();
            }
            Files.deleteIfExists(errors);
        } catch (IOException failure) {
            child.destroyForcibly();
        } catch (InterruptedException interrupted) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
