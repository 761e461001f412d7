package dev.headrace.engine.strand;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code headrace-watchdog} thread: looks at every carrier once a tick, replaces those that one task holds too long, and
 * finds out what the task is doing. Replacing comes first, for all of them, because strands wait for it; finding out needs a
 * safepoint and comes after.
 */
final class Watchdog implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Watchdog.class);
    private static final long FAREWELL_MILLIS = TimeUnit.SECONDS.toMillis(1);

    private final WatchSettings settings;
    private final Carriers carriers;
    private final Thread thread;
    private volatile boolean stopped;

    // Confined to the watchdog's thread.
    private final List<CarrierWatch> watches = new ArrayList<>();
    private long excused;
    private long lastDetached = System.nanoTime() - Long.MAX_VALUE / 2;
    private boolean exhausted;
    private @Nullable KernelThread self;
    private long waited;

    Watchdog(WatchSettings settings, Carriers carriers) {
        this.settings = settings;
        this.carriers = carriers;
        this.thread = new Thread(this, "headrace-watchdog");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends after a last round, in which tasks that have ended are reported. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join(FAREWELL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        WaitCounts.prepare();
        self = KernelThread.directoryOfCaller().map(KernelThread::open).orElse(null);
        long last = System.nanoTime();
        while (!stopped) {
            LockSupport.parkNanos(settings.tick().toNanos());
            long now = System.nanoTime();
            roundWhateverHappens(now, now - last);
            last = now;
        }
        roundWhateverHappens(System.nanoTime(), 0);
        watches.forEach(CarrierWatch::close);
        if (self != null) {
            self.close();
        }
    }

    private void roundWhateverHappens(long now, long sinceLast) {
        try {
            round(now, sinceLast);
        } catch (Throwable failure) {
            log.error("a round of the watchdog failed; it goes on", failure);
        }
    }

    /**
     * A round that comes late, though this thread did not wait for a processor, says that the JVM or the machine stood still
     * (garbage collection, a stopped virtual machine). Tasks are not blamed for that; carriers are replaced all the same, which
     * costs a thread and harms nobody.
     */
    void round(long now, long sinceLast) {
        long excusedBefore = excused;
        long late = Math.max(0, sinceLast - starved() - 2 * settings.tick().toNanos());
        excused += late;
        meetNewCarriers();
        int detached = 0;
        for (CarrierWatch watch : watches) {
            detached += watch.observe(now, excusedBefore) ? 1 : 0;
        }
        replace(detached, late == 0 && isStandstill(detached, now));
        watches.forEach(watch -> watch.examine(now, excused));
        forgetGoneCarriers();
    }

    /**
     * Some task has just turned out to block, and every carrier that is left, if any, is held up too: most likely by more of the
     * same. Then as many carriers are started as strands wait, or the last of them would wait a whole limit for each two before
     * it. What is too many leaves when idle.
     */
    private boolean isStandstill(int detached, long now) {
        lastDetached = detached > 0 ? now : lastDetached;
        long heldUp = watches.stream().filter(CarrierWatch::isHeldUp).count();
        return now - lastDetached < settings.limit().toNanos()
                && carriers.crew().serving() - detached <= heldUp;
    }

    private void replace(int detached, boolean standstill) {
        Crew crew = carriers.crew();
        crew.detached(detached);
        if (carriers.closing() && carriers.backlog(1) == 0) {
            return; // carriers leave one after the other: that is no loss
        }
        int waiting = standstill ? carriers.backlog(crew.most()) : 0;
        boolean filled = crew.fill(waiting == 0 ? 0 : crew.serving() + waiting);
        if (!filled && !exhausted && !carriers.isDedicated()) {
            int alive = crew.carriers().size();
            log.error("all {} carriers are stuck and no more may be started: strands wait for each other", alive);
            settings.listener().noCarrierLeft(alive);
        }
        exhausted = !filled;
    }

    /** How long this thread waited for a processor since the round before; 0 where that is not known. */
    private long starved() {
        KernelThread.Usage usage = self == null ? null : self.usage();
        long before = waited;
        waited = usage == null ? before : usage.waitNanos();
        return waited - before;
    }

    private void meetNewCarriers() {
        for (Carrier carrier : carriers.crew().carriers()) {
            if (watches.stream().noneMatch(watch -> watch.carrier() == carrier)) {
                watches.add(new CarrierWatch(carrier, settings, carriers::tell));
            }
        }
    }

    private void forgetGoneCarriers() {
        List<Carrier> alive = carriers.crew().carriers();
        watches.removeIf(watch -> {
            boolean gone = !alive.contains(watch.carrier());
            if (gone) {
                watch.close();
            }
            return gone;
        });
    }
}
