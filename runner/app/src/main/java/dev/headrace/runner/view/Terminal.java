package dev.headrace.runner.view;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** Standard output and error, and whether a person is looking. Thread-safe; a line is written whole. */
public final class Terminal {
    private static final int WIDTH = 100;

    private final PrintStream out;
    private final PrintStream err;
    private final OutputStream raw;
    private final boolean interactive;
    private final int width;

    /**
     * @param interactive true if output is a terminal that understands ANSI sequences
     * @param width columns, at least 40
     */
    public Terminal(PrintStream out, PrintStream err, OutputStream raw, boolean interactive, int width) {
        this.out = out;
        this.err = err;
        this.raw = raw;
        this.interactive = interactive;
        this.width = Math.max(40, width);
    }

    /** That of this process. */
    public static Terminal ofProcess() {
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                new FileOutputStream(FileDescriptor.err),
                Ansi.AUTO.enabled(),
                columns(System.getenv()));
    }

    private static int columns(Map<String, String> environment) {
        try {
            return Integer.parseInt(environment.getOrDefault("COLUMNS", String.valueOf(WIDTH)));
        } catch (NumberFormatException notANumber) {
            return WIDTH;
        }
    }

    /** Standard output. */
    public PrintStream out() {
        return out;
    }

    /** Standard error. */
    public PrintStream err() {
        return err;
    }

    /** True if a person is looking at standard output. */
    public boolean interactive() {
        return interactive;
    }

    /** Columns of the terminal, at least 40. */
    public int width() {
        return width;
    }

    /** Writes out everything that is buffered. */
    public void flush() {
        out.flush();
        err.flush();
    }

    /** Writes bytes to standard error without making any object, for when there is no memory. */
    public void rawErr(byte[] message) {
        try {
            raw.write(message);
            raw.flush();
        } catch (IOException nobodyListens) {
            // There is nobody left to tell.
        }
    }
}
