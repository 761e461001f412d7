package dev.headrace.runner.view;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What only the operating system knows of the terminal, asked through {@code sh} and {@code stty}: Java has no way of its own.
 * Stateless; each question starts a process and takes some milliseconds.
 */
final class TerminalDevice {
    private static final long PATIENCE_SECONDS = 5;
    private static final int OUT = 1;
    private static final int ERR = 2;

    private TerminalDevice() {}

    /**
     * Which of the process's streams are a terminal, as far as that can be known.
     *
     * @param out standard output
     * @param err standard error
     */
    record Attached(boolean out, boolean err) {}

    static Attached attached() {
        try {
            String asked = "a=0; test -t 1 && a=1; test -t 2 && a=$((a+2)); exit $a";
            Process shell = new ProcessBuilder("sh", "-c", asked).inheritIO().start();
            int answer = code(shell);
            return new Attached((answer & OUT) != 0, (answer & ERR) != 0);
        } catch (IOException noShell) {
            return new Attached(false, false);
        }
    }

    /** The size now; empty where the process has no terminal, or no {@code stty}. */
    static Optional<Size> size() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .start();
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return code(stty) == 0 ? parsed(said) : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /** What the environment says of it, for where nobody else does. */
    static Size size(Map<String, String> environment) {
        return parsed(environment.get("LINES") + " " + environment.get("COLUMNS"))
                .orElseGet(() -> parsed(Size.USUAL.rows() + " " + environment.get("COLUMNS"))
                        .orElse(Size.USUAL));
    }

    /** Rows and columns; empty for anything else, and for the zeros of a terminal that does not know. */
    static Optional<Size> parsed(String said) {
        if (!said.strip().matches("[1-9]\\d{0,4} [1-9]\\d{0,4}")) {
            return Optional.empty();
        }
        String[] parts = said.strip().split(" ", -1);
        return Optional.of(new Size(Integer.parseInt(parts[1]), Integer.parseInt(parts[0])));
    }

    private static int code(Process process) {
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.destroy();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
