package dev.headrace.engine.sink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Forces files to the disk, several at once: each waits for the same writes of the file system, so that twelve together take about
 * as long as one (1.3 ms, one after another 3 to 7). The store thread waits for all of them; no one else touches the files then.
 */
final class Forcing {
    private static final int THREADS = 8;

    private final @Nullable ExecutorService threads;

    private Forcing(@Nullable ExecutorService threads) {
        this.threads = threads;
    }

    static Forcing toTheDisk() {
        return new Forcing(Executors.newFixedThreadPool(THREADS, life -> {
            Thread thread = new Thread(life, "headrace-store-force");
            thread.setDaemon(true);
            return thread;
        }));
    }

    /** Leaves to the system when files reach the disk. */
    static Forcing none() {
        return new Forcing(null);
    }

    /** @throws IOException of the first file that cannot be forced, when all have been tried */
    void force(Collection<LineFile> files) throws IOException {
        ExecutorService side = threads;
        if (side == null || files.isEmpty()) {
            return;
        }
        List<Future<?>> forced = new ArrayList<>();
        for (LineFile file : files) {
            forced.add(side.submit(() -> {
                file.force();
                return null;
            }));
        }
        IOException failure = null;
        for (Future<?> one : forced) {
            failure = first(failure, await(one));
        }
        if (failure != null) {
            throw failure;
        }
    }

    void close() {
        if (threads != null) {
            threads.shutdown();
        }
    }

    private static @Nullable IOException first(@Nullable IOException before, @Nullable IOException now) {
        return before == null ? now : before;
    }

    private static @Nullable IOException await(Future<?> forced) {
        try {
            forced.get();
            return null;
        } catch (ExecutionException failure) {
            return new IOException("a file cannot be forced to the disk: " + failure.getCause(), failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new IOException("the store was interrupted while it forced its files to the disk", interrupted);
        }
    }
}
