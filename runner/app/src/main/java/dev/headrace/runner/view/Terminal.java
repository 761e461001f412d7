package dev.headrace.runner.view;

import dev.headrace.runner.view.TerminalDevice.Attached;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Standard output and error, and whether a person is looking. Thread-safe; a line is written whole. */
public final class Terminal {
    private final PrintStream out;
    private final PrintStream err;
    private final OutputStream raw;
    private final Map<String, String> environment;
    private final Supplier<Attached> device;
    private final Supplier<Size> size;
    private volatile @Nullable Attached attached;
    private volatile boolean disturbed;

    private Terminal(
            PrintStream out,
            PrintStream err,
            OutputStream raw,
            Map<String, String> environment,
            Supplier<Attached> device,
            Supplier<Size> size) {
        this.out = out;
        this.err = err;
        this.raw = raw;
        this.environment = Map.copyOf(environment);
        this.device = device;
        this.size = size;
    }

    /**
     * One of a known size, with colours and all of Unicode.
     *
     * @param interactive true if output and error are a terminal that understands ANSI sequences
     * @param width columns, at least 40
     */
    public Terminal(PrintStream out, PrintStream err, OutputStream raw, boolean interactive, int width) {
        this(
                out,
                err,
                raw,
                Map.of("TERM", "xterm", "LANG", "C.UTF-8"),
                () -> new Attached(interactive, interactive),
                () -> new Size(Math.max(40, width), Size.USUAL.rows()));
    }

    /** That of this process. */
    public static Terminal ofProcess() {
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                new FileOutputStream(FileDescriptor.err),
                System.getenv(),
                TerminalDevice::attached,
                () -> TerminalDevice.size().orElseGet(() -> TerminalDevice.size(System.getenv())));
    }

    /** Standard output. */
    public PrintStream out() {
        return out;
    }

    /** Standard error. */
    public PrintStream err() {
        return err;
    }

    /** True if a person is looking at standard output, on a terminal whose cursor can be moved. The first call takes milliseconds. */
    public boolean interactive() {
        String kind = environment.getOrDefault("TERM", "");
        return !kind.isEmpty() && !kind.equals("dumb") && attached().out();
    }

    /** True if standard error goes to a terminal, too. The first call takes milliseconds. */
    public boolean errorsShown() {
        return attached().err();
    }

    /** False if the user has asked for none ({@code NO_COLOR}, see no-color.org). */
    public boolean colours() {
        return environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** True if the locale says that more than ASCII can be shown. */
    public boolean unicode() {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = environment.getOrDefault(name, "");
            if (!locale.isEmpty()) {
                return locale.matches("(?i).*utf-?8.*");
            }
        }
        return false;
    }

    /** The size now; what the environment says, or 80 x 24, where it is not known. Takes milliseconds: a process is asked. */
    public Size size() {
        return size.get();
    }

    private Attached attached() {
        Attached known = attached;
        if (known == null) {
            known = device.get();
            attached = known;
        }
        return known;
    }

    /** Writes out everything that is buffered. */
    public void flush() {
        out.flush();
        err.flush();
    }

    /** Writes bytes to standard error without making any object, for when there is no memory. */
    public void rawErr(byte[] message) {
        disturbed = true;
        try {
            raw.write(message);
            raw.flush();
        } catch (IOException nobodyListens) {
            // There is nobody left to tell.
        }
    }

    /** Whether something was written past the streams since this was asked last: then the cursor is elsewhere. */
    public boolean disturbed() {
        boolean was = disturbed;
        disturbed = false;
        return was;
    }
}
