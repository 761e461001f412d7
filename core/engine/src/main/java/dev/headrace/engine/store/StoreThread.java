package dev.headrace.engine.store;

import dev.headrace.engine.sink.Sink;
import dev.headrace.engine.time.Activity;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer. Does each task at once, in a transaction that stays open for more tasks: an answer goes back after a fraction
 * of a millisecond, and many tasks share the cost of becoming durable. That an answer comes before its commit is durable does no
 * harm: later commits cannot become durable before earlier ones, and after a crash all of them are done again.
 */
final class StoreThread implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreThread.class);
    /** Rows in one transaction: it must fit the page cache, or SQLite spills it into the log early. */
    private static final int HEAVIEST = 20_000;
    /**
     * A transaction commits when nothing has come for so long: forcing files to the disk takes milliseconds, which then delay no
     * one. Not at a fixed age: walks of pages that take as long as that would meet the commit each time.
     */
    private static final long IDLE_NANOS = Duration.ofMillis(3).toNanos();
    /** This part of its greatest age lies between two such commits at least. */
    private static final int COMMITS_PER_AGE = 8;
    /** And so many times as long as the last one took: they take at most a ninth of the time even where a disk is slow. */
    private static final int CALM_PER_COMMIT = 8;

    private final StoreSettings settings;
    private final Sink sink;
    private final Consumer<StoreException> failed;
    private final Activity activity;
    private final BlockingQueue<StoreTask> tasks = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this, "headrace-store");
    // Why tasks are refused; once it is set, none joins the queue. Guarded by this.
    private @Nullable StoreException refusal;

    // Confined to the thread.
    private boolean ending;
    private int pending;
    private long oldestNanos;
    private long calmUntilNanos;

    StoreThread(StoreSettings settings, Sink sink, Consumer<StoreException> failed, Activity activity) {
        this.settings = settings;
        this.sink = sink;
        this.failed = failed;
        this.activity = activity;
        calm(0);
        // An engine that was not closed must not keep the process; a crash costs nothing that is committed.
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Hands a task over, or refuses it on the caller's thread when the store has ended. */
    void submit(StoreTask task) {
        StoreException reason;
        synchronized (this) {
            reason = refusal;
            if (reason == null) {
                activity.begins();
                tasks.add(task);
            }
        }
        if (reason != null) {
            task.refuse(reason);
        }
    }

    /** Does what has been handed over, commits, and ends. Blocks until then. */
    void close() {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("the store cannot be closed on its own thread");
        }
        submit(session -> ending = true);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        StoreException failure = null;
        try {
            openAndServe();
        } catch (Throwable thrown) {
            failure = StoreFailures.describe(settings.file(), thrown);
        }
        refuseAll(failure != null ? failure : StoreFailures.closed(settings.file()));
        if (failure != null) {
            tell(failure);
        }
    }

    private void openAndServe() throws SQLException, IOException, InterruptedException {
        StoreSession session = StoreSession.open(settings, sink);
        try {
            serve(session);
            session.end();
        } catch (Throwable failure) {
            closeAfter(session, failure);
            throw failure;
        }
        session.close();
    }

    private static void closeAfter(StoreSession session, Throwable failure) {
        try {
            session.close();
        } catch (SQLException | IOException | RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    private void serve(StoreSession session) throws SQLException, IOException, InterruptedException {
        while (!ending) {
            StoreTask task = next();
            if (task != null) {
                run(task, session);
            }
            if (task == null
                    || pending >= HEAVIEST
                    || age() >= settings.oldest().toNanos()) {
                commit(session);
            }
        }
    }

    private void commit(StoreSession session) throws SQLException, IOException {
        long from = System.nanoTime();
        session.commit();
        long took = System.nanoTime() - from;
        pending = 0;
        calm(CALM_PER_COMMIT * took);
    }

    private void calm(long atLeast) {
        calmUntilNanos = System.nanoTime() + Math.max(atLeast, settings.oldest().toNanos() / COMMITS_PER_AGE);
    }

    /** The next task; {@code null} when it is time to commit instead. */
    private @Nullable StoreTask next() throws InterruptedException {
        StoreTask task = tasks.poll();
        if (task != null) {
            return task;
        }
        if (pending == 0) {
            return tasks.take();
        }
        long untilIdle = Math.max(IDLE_NANOS, calmUntilNanos - System.nanoTime());
        return tasks.poll(Math.min(untilIdle, settings.oldest().toNanos() - age()), TimeUnit.NANOSECONDS);
    }

    private long age() {
        return pending == 0 ? 0 : System.nanoTime() - oldestNanos;
    }

    private void run(StoreTask task, StoreSession session) throws SQLException, IOException {
        if (pending == 0) {
            oldestNanos = System.nanoTime();
        }
        pending += task.weight();
        try {
            task.run(session);
        } catch (Throwable failure) {
            task.refuse(StoreFailures.describe(settings.file(), failure));
            throw failure;
        } finally {
            activity.ends();
        }
    }

    private void refuseAll(StoreException reason) {
        synchronized (this) {
            refusal = reason;
        }
        for (StoreTask task = tasks.poll(); task != null; task = tasks.poll()) {
            task.refuse(reason);
            activity.ends();
        }
    }

    private void tell(StoreException failure) {
        try {
            failed.accept(failure);
        } catch (RuntimeException broken) {
            LOG.error("What was to hear of the store's failure has failed itself", broken);
        }
    }
}
