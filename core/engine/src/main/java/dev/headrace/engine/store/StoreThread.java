package dev.headrace.engine.store;

import dev.headrace.engine.sink.Sink;
import java.io.IOException;
import java.sql.SQLException;
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

    private final StoreSettings settings;
    private final Sink sink;
    private final Consumer<StoreException> failed;
    private final BlockingQueue<StoreTask> tasks = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this, "headrace-store");
    // Written under the lock of the queue's door, see submit.
    private @Nullable StoreException refusal;
    private boolean ending;
    private boolean abandoned;

    // Confined to the thread.
    private int pending;
    private long oldestNanos;

    StoreThread(StoreSettings settings, Sink sink, Consumer<StoreException> failed) {
        this.settings = settings;
        this.sink = sink;
        this.failed = failed;
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
                tasks.add(task);
            }
        }
        if (reason != null) {
            task.refuse(reason);
        }
    }

    /** Does what has been handed over, commits, and ends. Blocks until then. */
    void close() {
        submit(session -> ending = true);
        join();
    }

    /** Ends as a killed process would, for tests: nothing more is done or committed. */
    void abandon() {
        submit(session -> {
            ending = true;
            abandoned = true;
        });
        join();
    }

    private void join() {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("the store cannot be closed on its own thread");
        }
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
        StoreSession session = null;
        try {
            session = StoreSession.open(settings, sink);
            serve(session);
            end(session);
        } catch (Throwable failure) {
            fail(session, failure);
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

    /** The next task; {@code null} when it is time to commit instead. */
    private @Nullable StoreTask next() throws InterruptedException {
        StoreTask task = tasks.poll();
        if (task != null) {
            return task;
        }
        if (pending == 0) {
            return tasks.take();
        }
        long wait = Math.min(settings.idle().toNanos(), settings.oldest().toNanos() - age());
        return tasks.poll(wait, TimeUnit.NANOSECONDS);
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
            task.refuse(describe(failure));
            throw failure;
        }
    }

    private void commit(StoreSession session) throws SQLException, IOException {
        session.commit();
        pending = 0;
    }

    private void end(StoreSession session) throws SQLException, IOException {
        if (!abandoned) {
            commit(session);
        }
        refuseAll(new StoreException("the state file %s is closed".formatted(settings.file()), null));
        session.close();
    }

    private void fail(@Nullable StoreSession session, Throwable failure) {
        StoreException described = describe(failure);
        try {
            if (session != null) {
                session.close();
            }
        } catch (SQLException | IOException | RuntimeException second) {
            described.addSuppressed(second);
        }
        refuseAll(described);
        try {
            failed.accept(described);
        } catch (RuntimeException broken) {
            LOG.error("The handler of a store's failure failed itself", broken);
        }
    }

    private StoreException describe(Throwable failure) {
        if (failure instanceof StoreException described) {
            return described;
        }
        return new StoreException(
                "the state cannot be written any more (%s): %s"
                        .formatted(settings.file(), StoreFailures.advice(failure)),
                failure);
    }

    private void refuseAll(StoreException reason) {
        synchronized (this) {
            refusal = reason;
        }
        for (StoreTask task = tasks.poll(); task != null; task = tasks.poll()) {
            task.refuse(reason);
        }
    }
}
