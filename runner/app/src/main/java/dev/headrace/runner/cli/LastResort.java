package dev.headrace.runner.cli;

import dev.headrace.runner.view.Terminal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Ends a process whose JVM is broken, most likely out of memory: says so, leaves the run a few seconds to end by itself, and
 * halts. All that it needs is made before, because afterwards nothing can be relied on.
 */
final class LastResort {
    private static final long GRACE_SECONDS = 5;
    private static final byte[] MESSAGE =
            ("The JVM is out of memory or broken, so the run ends here. What is committed is safe:"
                            + " run again to go on, with more memory (java -Xmx...) or a lower 'concurrency'."
                            + System.lineSeparator())
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private static final byte[] NOTHING = {};
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** So many looks in a row that find no memory: one may just have come between two collections. */
    private static final int LOOKS = 3;
    /** What any request needs, and no garbage collector takes for a huge object. */
    private static final int PROBE_BYTES = 128 << 10;

    private final AtomicBoolean said = new AtomicBoolean();
    private volatile boolean broken;
    // A field, so that the compiler cannot leave the allocation out; to be written is all it is for.
    @SuppressWarnings("UnusedVariable")
    private volatile byte[] probe = NOTHING;

    private LastResort() {}

    /** Starts the watch. What it returns is told of an error of the JVM; where nobody is left to tell, the watch looks itself. */
    static Consumer<Throwable> prepare(Terminal terminal) {
        LastResort resort = new LastResort();
        Thread thread = new Thread(() -> resort.watch(terminal), "headrace-last-resort");
        thread.setDaemon(true);
        thread.start();
        return failure -> {
            resort.broken = true;
            resort.say(terminal);
        };
    }

    /** Once, at once: the run may end the process before the watch looks. */
    private void say(Terminal terminal) {
        if (said.compareAndSet(false, true)) {
            terminal.rawErr(MESSAGE);
        }
    }

    private void watch(Terminal terminal) {
        int without = 0;
        while (!broken && without < LOOKS) {
            // Parks without making any object, as waiting on a latch would.
            LockSupport.parkNanos(LOOK_NANOS);
            without = hasMemory() ? 0 : without + 1;
        }
        say(terminal);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        Runtime.getRuntime().halt(ExitCode.FAILED);
    }

    private boolean hasMemory() {
        try {
            probe = new byte[PROBE_BYTES];
            probe = NOTHING;
            return true;
        } catch (OutOfMemoryError none) {
            return false;
        }
    }
}
