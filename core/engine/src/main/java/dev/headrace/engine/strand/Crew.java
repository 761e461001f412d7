package dev.headrace.engine.strand;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many carriers there are. Some number of places is to be served; a carrier that is detached gives up its place, and one
 * that comes back gets a place if one is free. Thread-safe: the counts are guarded by this object's monitor, which is held for
 * a few instructions and never while calling out. Nothing here is on the path of a task.
 */
final class Crew {
    private static final Logger log = LoggerFactory.getLogger(Crew.class);

    private final int places;
    private final int most;
    private final IntFunction<Carrier> hire;
    private final List<Carrier> carriers = new CopyOnWriteArrayList<>();

    // Guarded by this. Serving is also read without, where a stale value does no harm.
    private volatile int serving;
    private int alive;
    private int hired;

    Crew(int places, int most, IntFunction<Carrier> hire) {
        this.places = places;
        this.most = most;
        this.hire = hire;
    }

    /** Everyone alive, stuck or not. A snapshot. */
    List<Carrier> carriers() {
        return carriers;
    }

    int serving() {
        return serving;
    }

    int most() {
        return most;
    }

    /**
     * Starts carriers until all places and {@code extra} more are served.
     *
     * @return false if a place had to stay free because the most carriers are alive, or no thread could be started
     */
    boolean fill(int extra) {
        int wanted = places + extra;
        while (serving < wanted) {
            int number = reserve(wanted);
            if (number > 0 && !start(number)) {
                return false;
            }
            if (number == 0) {
                return serving >= places;
            }
        }
        return true;
    }

    /** The watchdog detached that many. */
    synchronized void detached(int count) {
        serving -= count;
    }

    /** A detached carrier came back; true if it may stay. */
    synchronized boolean returned() {
        boolean free = serving < places;
        if (free) {
            serving++;
        }
        return free;
    }

    /** Called by a carrier that finds nothing to do; true if it is one too many and has to leave. */
    boolean dismissSurplus() {
        return serving > places && dismiss(places);
    }

    /** Called by a carrier that leaves because all is done. */
    void dismiss() {
        dismiss(0);
    }

    synchronized void left(Carrier carrier) {
        carriers.remove(carrier);
        alive--;
        notifyAll();
    }

    /** Waits until the last one has left; false if that took too long. */
    synchronized boolean awaitLast(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        while (alive > 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private synchronized boolean dismiss(int above) {
        boolean dismissed = serving > above;
        if (dismissed) {
            serving--;
        }
        return dismissed;
    }

    private synchronized int reserve(int wanted) {
        if (serving >= wanted || alive >= most) {
            return 0;
        }
        serving++;
        alive++;
        return ++hired;
    }

    private boolean start(int number) {
        Carrier carrier = hire.apply(number);
        carriers.add(carrier);
        try {
            carrier.thread().start();
            return true;
        } catch (OutOfMemoryError noThread) {
            log.error("carrier {} cannot be started; the watchdog tries again", number, noThread);
            dismiss(0);
            left(carrier);
            return false;
        }
    }
}
