package dev.headrace.detector.probe;

import java.io.FileDescriptor;
import java.io.SyncFailedException;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What changed methods call first. Not used under this name: its class file is renamed and defined in {@code java.lang}, the only
 * place that every class sees.
 *
 * <p>The fields are plain: a volatile read in each read of a file is a price that nobody who does not watch should pay. Who sets
 * them makes sure that it worked by blocking once.
 */
public final class Probe {
    /** The number of a native sleep, which has no code of its own to change. */
    public static final int SLEEP = 0;

    /** The number of a native wait. */
    public static final int WAIT = 1;

    /** The number of the end of either. */
    public static final int OVER = 2;

    /** The number of a native wait for a disk. */
    public static final int SYNC = 3;

    /** Tells whether a thread is watched now; null while nobody watches. Must not load a class nor block. */
    public static @Nullable Predicate<Thread> gate;

    /** Takes the receiver and the number of a method that a watched thread has entered. */
    public static @Nullable ObjIntConsumer<@Nullable Object> sink;

    private Probe() {}

    /**
     * A method begins.
     *
     * @param self its receiver; null where it has none
     * @param number what it was given when it was changed
     */
    public static void enter(@Nullable Object self, int number) {
        Predicate<Thread> watched = gate;
        if (watched != null && watched.test(Thread.currentThread())) {
            ObjIntConsumer<@Nullable Object> target = sink;
            if (target != null) {
                target.accept(self, number);
            }
        }
    }

    /** In place of {@link Thread#sleep(long)} where that is native. */
    public static void sleep(long millis) throws InterruptedException {
        enter(null, SLEEP);
        Thread.sleep(millis);
        enter(null, OVER);
    }

    /** In place of {@link FileDescriptor#sync()} where that is native. */
    public static void sync(FileDescriptor file) throws SyncFailedException {
        enter(file, SYNC);
        file.sync();
    }

    /** In place of {@link Object#wait(long)} where that is native. */
    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
    public static void await(Object monitor, long millis) throws InterruptedException {
        enter(monitor, WAIT);
        monitor.wait(millis);
        enter(monitor, OVER);
    }
}
