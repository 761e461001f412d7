package dev.headrace.testkit.trial;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What is printed while it is open, by logging too; printed at its end all the same. For one thread, while no other test
 * prints.
 */
public final class Said implements AutoCloseable {
    private final PrintStream out = System.out;
    private final PrintStream error = System.err;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Begins to listen. */
    public Said() {
        PrintStream copy = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        System.setOut(copy);
        System.setErr(copy);
    }

    /** Everything so far. */
    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(error);
    }
}
