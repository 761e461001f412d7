package dev.headrace.engine.corpus;

import dev.headrace.engine.corpus.Act.Deed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What an act finds around it: a directory, threads that hold what it waits for, and its end. It is over once the watchdog has
 * seen the act, or when that has had its time. Thread-safe where an act on its strand needs it.
 */
public final class Stage implements AutoCloseable {
    /** How long an act blocks that cannot be ended from outside: three times the watchdog's limit. */
    public static final Duration HOLD = Duration.ofMillis(60);

    /** The same in milliseconds, for what takes those. */
    public static final int MILLIS = (int) HOLD.toMillis();

    /** What somebody does around a pause of his, such as holding a lock. */
    public interface Holder {
        void hold(Runnable pause) throws Exception;
    }

    private static final long PATIENCE_SECONDS = 30;

    private final Path directory;
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Deed> endings = new ArrayList<>();
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private volatile boolean over;

    Stage(Path directory) {
        this.directory = directory;
    }

    /** A directory of this act's own, empty when it begins. */
    public Path directory() {
        return directory;
    }

    /** A file of some kilobytes. */
    public Path file() throws IOException {
        return Files.writeString(directory.resolve("file"), "a line of text\n".repeat(500));
    }

    /** A path with nothing at it. */
    public Path nothing() {
        return directory.resolve("nothing");
    }

    /** Closes it when all is done, the last one first. */
    public <T extends AutoCloseable> T closing(T resource) {
        resources.push(resource);
        return resource;
    }

    /** A pool that ends with this act. */
    public ExecutorService pool() {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        closing(pool::shutdownNow);
        return pool;
    }

    /** Runs it when the act is over, to let it go; on the test's thread, in order. */
    public void afterwards(Deed ending) {
        endings.add(ending);
    }

    /** Returns while another thread is in its pause, which lasts until the act is over. */
    public void hold(Holder holder) throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        meanwhile(() -> holder.hold(() -> {
            held.countDown();
            awaitEnd();
        }));
        await(held);
    }

    /** Does it on another thread, which has ended before this act is left. */
    public void meanwhile(Deed deed) {
        Thread thread = new Thread(() -> {
            try {
                deed.run();
            } catch (Exception failure) {
                throw new IllegalStateException("what an act needs beside it failed", failure);
            }
        });
        thread.setName("corpus-helper");
        thread.start();
        closing(() -> thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)));
    }

    /** Waits until the act is over. */
    public void awaitEnd() {
        try {
            await(end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the act is over; reads a field, so that an act that computes may ask. */
    public boolean isOver() {
        return over;
    }

    /** A text that cannot be read any further once the act is over, which ends what would compute for years. */
    public CharSequence endingText(String text) {
        return new EndingText(text, this);
    }

    /** Does what has to fail, such as a wait with a limit. */
    public static void expecting(Class<? extends Exception> failure, Deed deed) throws Exception {
        try {
            deed.run();
        } catch (Exception e) {
            if (!failure.isInstance(e)) {
                throw e;
            }
        }
    }

    /** Takes what an act came to, so that it was not for nothing. */
    public static void use(Object value) {
        Objects.requireNonNull(value);
    }

    void finish() throws Exception {
        end();
        for (Deed ending : endings) {
            ending.run();
        }
    }

    /** Lets all go who wait here, also where the act never began. */
    @Override
    public void close() throws Exception {
        end();
        while (!resources.isEmpty()) {
            resources.pop().close();
        }
    }

    private void end() {
        over = true;
        end.countDown();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("an act of the corpus did not come to its end");
        }
    }
}
