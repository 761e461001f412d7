package dev.headrace.testkit.upstream.process;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The server's side: announces what it serves, and tells when nobody needs it any more. Confined to the main thread. */
public final class Lifeline {
    private final CountDownLatch end = new CountDownLatch(1);
    private final PrintStream announcements;

    private Lifeline(PrintStream announcements) {
        this.announcements = announcements;
    }

    /** Takes standard output for announcements; whatever else is printed there goes to standard error from now on. */
    public static Lifeline take() {
        Lifeline lifeline = new Lifeline(System.out);
        // A logging library that writes to standard output would break the protocol.
        System.setOut(System.err);
        lifeline.watchInput();
        lifeline.watchParent();
        return lifeline;
    }

    /** Prints the lines by which whoever started this process finds its servers. */
    public void announce(List<String> lines) {
        lines.forEach(announcements::println);
        announcements.flush();
    }

    /** Returns when standard input has ended, the parent process has gone, or the time is over. */
    public void awaitEnd(Duration life) throws InterruptedException {
        if (!end.await(life.toMillis(), TimeUnit.MILLISECONDS)) {
            System.err.println("The servers have run for " + life + " and stop now.");
        }
    }

    private void watchInput() {
        Thread reader = new Thread(this::awaitEndOfInput, "lifeline-input");
        reader.setDaemon(true);
        reader.start();
    }

    private void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // What is typed means nothing; only the end of it does.
            }
        } catch (IOException gone) {
            // As good as the end.
        }
        end.countDown();
    }

    private void watchParent() {
        ProcessHandle.current().parent().ifPresent(parent -> {
            CompletionStage<ProcessHandle> exit = parent.onExit();
            exit.thenRun(end::countDown);
        });
    }
}
