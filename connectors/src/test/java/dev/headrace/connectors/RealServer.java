package dev.headrace.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real upstream on a port of this machine, with the same content each time. {@code .ci/run} installs those that can be had in the
 * directory that the property {@code headrace.servers} names; a test whose server is not there says so and is skipped.
 */
public final class RealServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process script;
    private final Path installed;
    private final int port;

    private RealServer(Process script, Path installed, int port) {
        this.script = script;
        this.installed = installed;
        this.port = port;
    }

    /** @param name of the script in {@code src/it/servers}, without its ending */
    public static RealServer start(String name) throws IOException {
        return start(name, Map.of());
    }

    /** @param settings variables that the script knows, see there */
    public static RealServer start(String name, Map<String, String> settings) throws IOException {
        String directory = System.getProperty("headrace.servers", "");
        Path installed = Path.of(directory, name);
        boolean there = !directory.isEmpty() && Files.exists(installed.resolve("installed"));
        String reason =
                "SKIPPED: %s is not installed; run 'connectors/src/it/servers/%1$s.sh install DIR/%1$s' and give"
                                .formatted(name)
                        + " -Dheadrace.servers=DIR, as .ci/run does";
        if (!there) {
            System.out.println(reason);
        }
        assumeTrue(there, reason);
        return started(name, installed, settings);
    }

    private static RealServer started(String name, Path installed, Map<String, String> settings) throws IOException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        Path.of("src/it/servers", name + ".sh").toAbsolutePath().toString(),
                        "start",
                        installed.toAbsolutePath().toString(),
                        String.valueOf(port))
                .redirectErrorStream(true);
        builder.environment().putAll(settings);
        Process script = builder.start();
        BufferedReader output = script.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("READY")) {
                return new RealServer(script, installed, port);
            }
            said.append(line).append('\n');
        }
        script.destroy();
        throw new AssertionError(name + " is installed and did not start:\n" + said);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Where it answers, without a slash at the end. */
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    /** The text of a file that the script has left in the server's data. */
    public String data(String file) throws IOException {
        return Files.readString(installed.resolve("data-" + port).resolve(file));
    }

    @Override
    public void close() {
        script.destroy();
        try {
            assertThat(script.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the server has ended")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            script.destroyForcibly();
        }
    }
}
