package dev.headrace.spi.async;

/** Calls what has nobody to report to: what it throws goes where a thread's own uncaught exceptions go. */
final class Uncaught {
    private Uncaught() {}

    static void run(Runnable action) {
        try {
            action.run();
        } catch (Throwable thrown) {
            report(thrown);
        }
    }

    static void report(Throwable thrown) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        } catch (Throwable ignored) {
            // As the JVM does for a handler that throws: there is nobody left to tell.
        }
    }
}
