package dev.headrace.engine.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM with the same class path, for what one process cannot do alone. Ends with its owner at the latest. */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader errors;

    private ChildJvm(Process process) {
        this.process = process;
        this.errors = process.errorReader(StandardCharsets.UTF_8);
    }

    /** Starts the main method of a class. */
    public static ChildJvm start(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ChildJvm(new ProcessBuilder(command).start());
    }

    /**
     * Waits until it says so on its standard error.
     *
     * @throws IllegalStateException if it ends instead; the message is what it said
     */
    public void awaitLine(String wanted) throws IOException {
        StringBuilder said = new StringBuilder();
        String line = errors.readLine();
        while (line != null && !line.equals(wanted)) {
            said.append(line).append('\n');
            line = errors.readLine();
        }
        if (line == null) {
            throw new IllegalStateException("the other JVM never said '%s', but: %s".formatted(wanted, said));
        }
    }

    /** Writes to its standard input. */
    void write(int value) throws IOException {
        process.getOutputStream().write(value);
        process.getOutputStream().flush();
    }

    /** Reads its standard output to the end. */
    void drain() throws IOException {
        try (InputStream out = process.getInputStream()) {
            out.transferTo(OutputStream.nullOutputStream());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
