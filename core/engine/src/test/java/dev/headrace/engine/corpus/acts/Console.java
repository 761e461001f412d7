package dev.headrace.engine.corpus.acts;

import static dev.headrace.detector.Verdict.FILE;
import static dev.headrace.detector.Verdict.NATIVE;

import dev.headrace.engine.corpus.Acts;

/** What a console does that is another process; somebody at the other end has to know these acts. Stateless. */
public final class Console {
    /** Said on standard error when a byte has to be written to this process. */
    public static final String WRITE = "write";

    /** Said on standard error when what this process prints has to be read. */
    public static final String READ = "read";

    private Console() {}

    public static void addTo(Acts acts) {
        acts.blocking("System.in.read", FILE, stage -> {
            stage.afterwards(() -> System.err.println(WRITE));
            return () -> System.in.read();
        });
        // Printing is allowed where nobody has to wait for it: of a console that takes its time the watchdog tells.
        acts.watched("System.out.println, full", NATIVE, stage -> {
            String page = "x".repeat(1 << 20);
            stage.afterwards(() -> System.err.println(READ));
            return () -> System.out.println(page);
        });
    }
}
