package dev.headrace.detector;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A thread on which nothing may block, as the detector is told. Runs one thing at a time, and waits for it. */
final class WatchedThread implements Executor, AutoCloseable {
    /** An act of a test. */
    interface Act {
        void run() throws Exception;
    }

    private static final class Own extends Thread {
        /** Written and read by this thread alone. */
        private boolean armed;

        Own(Runnable task) {
            super(task, "watched");
        }
    }

    private final ExecutorService thread = Executors.newSingleThreadExecutor(Own::new);

    static boolean isArmed(Thread thread) {
        return thread instanceof Own own && own.armed;
    }

    /** Runs an act and waits for its end; returns what it threw, or null. */
    Throwable run(Act act) throws InterruptedException {
        Future<?> done = thread.submit(() -> {
            perform(act);
            return null;
        });
        try {
            done.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(() -> {
            try {
                perform(task::run);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static void perform(Act act) throws Exception {
        Own own = (Own) Thread.currentThread();
        own.armed = true;
        try {
            act.run();
        } finally {
            own.armed = false;
        }
    }
}
