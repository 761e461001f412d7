package dev.headrace.testkit.upstream.demo;

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

/**
 * The twelve demo upstreams in a child process, so that they share neither heap nor threads with whoever collects from
 * them. The child ends with {@link #close()}, and by itself if this process dies.
 */
public final class DemoProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);
    // The servers hold next to nothing; the simplest collector and compiler start fastest.
    private static final List<String> JVM = List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Process child;
    private final Path errors;
    private final List<UpstreamFacts> facts = new ArrayList<>();

    private DemoProcess(Process child, Path errors) {
        this.child = child;
        this.errors = errors;
    }

    /**
     * Starts the child with the Java runtime and the class path of this process, and returns when the upstreams accept
     * connections. Blocks for about a second: not for threads that serve others.
     *
     * @param size how much the upstreams hold and how slow they are
     * @param life how long the child runs at most
     * @throws IllegalStateException if the child does not start; quotes what it said
     */
    public static DemoProcess start(DemoSize size, Duration life) {
        return start(size, life, System.getProperty("java.class.path", ""));
    }

    /**
     * As {@link #start(DemoSize, Duration)}, with another class path.
     *
     * @param size how much the upstreams hold and how slow they are
     * @param life how long the child runs at most
     * @param classPath must hold this module and what it needs
     * @throws IllegalStateException if the child does not start; quotes what it said
     */
    public static DemoProcess start(DemoSize size, Duration life, String classPath) {
        try {
            Path errors = Files.createTempFile("headrace-demo", ".log");
            Process child = new ProcessBuilder(command(new DemoOptions(size, life), classPath))
                    .redirectError(errors.toFile())
                    .start();
            DemoProcess started = new DemoProcess(child, errors);
            started.readFacts();
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException("The process of the demo upstreams could not be started.", failure);
        }
    }

    private static List<String> command(DemoOptions options, String classPath) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", classPath, DemoServer.class.getName()));
        command.addAll(options.arguments());
        return command;
    }

    private void readFacts() throws IOException {
        BufferedReader lines = child.inputReader(StandardCharsets.UTF_8);
        while (facts.size() < UpstreamKind.values().length) {
            String line = lines.readLine();
            if (line == null) {
                String said = Files.readString(errors);
                close();
                throw new IllegalStateException(
                        "The process of the demo upstreams ended after " + facts.size() + " of them. It said: " + said);
            }
            facts.add(UpstreamFacts.parse(line));
        }
    }

    /** What each upstream says about itself, in the order of {@link UpstreamKind}. */
    public List<UpstreamFacts> facts() {
        return List.copyOf(facts);
    }

    /** The child's process id, for whoever wants to watch or kill it. */
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
