package dev.headrace.engine.blocking;

import dev.headrace.engine.time.Activity;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A bounded number of threads for work that must block, shared by lanes that bound their own part. Thread-safe.
 *
 * <p>The queue behind the threads needs no bound: a lane lets through no more than it may run at once.
 */
public final class BlockingPool implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;
    private final ThreadPoolExecutor nativeThreads;
    private final List<BlockingLane> lanes = new CopyOnWriteArrayList<>();
    private final Activity activity;
    private volatile boolean closed;

    private BlockingPool(ThreadPoolExecutor threads, ThreadPoolExecutor nativeThreads, Activity activity) {
        this.activity = activity;
        this.threads = threads;
        this.nativeThreads = nativeThreads;
    }

    /** Starts a pool; its threads begin when they are needed and end after 30 s without work. */
    public static BlockingPool start(BlockingSettings settings) {
        return start(settings, Activity.UNWATCHED);
    }

    /**
     * Starts a pool as {@link #start(BlockingSettings)} does.
     *
     * @param activity hears of every call
     */
    public static BlockingPool start(BlockingSettings settings, Activity activity) {
        BlockingThreads factory = new BlockingThreads();
        ThreadPoolExecutor platform = executor(settings.threads(), factory);
        return BlockingThreads.virtual()
                .filter(virtual -> settings.virtualThreads())
                .map(virtual -> new BlockingPool(executor(settings.threads(), virtual), platform, activity))
                .orElseGet(() -> new BlockingPool(platform, platform, activity));
    }

    /**
     * A lane for one connector, or one purpose.
     *
     * @param name for messages
     * @param loader the thread's context class loader while work of this lane runs
     * @param atOnce how much of its work may run at once, at least 1
     * @param waiting how much more may wait; what exceeds it is refused
     */
    public BlockingLane lane(String name, ClassLoader loader, int atOnce, int waiting) {
        return add(new BlockingLane(this, threads, new LaneLimits(name, loader, atOnce, waiting)));
    }

    /**
     * A lane for work that blocks in native code, such as name look-ups: always on platform threads, because there a virtual
     * thread does not let go of the thread that carries it.
     */
    public BlockingLane nativeLane(String name, ClassLoader loader, int atOnce, int waiting) {
        return add(new BlockingLane(this, nativeThreads, new LaneLimits(name, loader, atOnce, waiting)));
    }

    /** Forgets a lane that nobody uses any more; work that it still has goes on. */
    public void retire(BlockingLane lane) {
        lanes.remove(lane);
    }

    /** Closes with 5 s of patience. */
    @Override
    public void close() {
        close(CLOSING);
    }

    /**
     * Refuses new work, cancels what waits, lets what runs go on for a while and interrupts it then. The caller waits.
     *
     * @return whether all work had ended in time
     */
    public boolean close(Duration patience) {
        closed = true;
        lanes.forEach(BlockingLane::cancelWaiting);
        threads.shutdown();
        nativeThreads.shutdown();
        long until = System.nanoTime() + patience.toNanos();
        boolean ended = await(threads, until);
        boolean nativeEnded = await(nativeThreads, until);
        threads.shutdownNow();
        nativeThreads.shutdownNow();
        return ended && nativeEnded;
    }

    Activity activity() {
        return activity;
    }

    boolean closed() {
        return closed;
    }

    private BlockingLane add(BlockingLane lane) {
        lanes.add(lane);
        return lane;
    }

    private static boolean await(ThreadPoolExecutor threads, long until) {
        try {
            return threads.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ThreadPoolExecutor executor(int threads, ThreadFactory factory) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
