package dev.headrace.engine.strand;

import dev.headrace.engine.strand.KernelThread.Usage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the watchdog remembers of one carrier. Confined to the watchdog. */
final class CarrierWatch {
    /** A regular expression that goes back and forth is some frames deep for each letter, and the connector is below them. */
    private static final int DEPTH = 4_096;

    private static final long NOTHING = -1; // no state of a carrier
    private static final Usage UNKNOWN = new Usage(0, 0);

    private final Carrier carrier;
    private final WatchSettings settings;
    private final Telling telling;

    private @Nullable KernelThread kernel;
    private long seen = NOTHING;
    private long firstSeen;
    private long excusedBefore;
    private Usage atFirst = UNKNOWN;
    private boolean heldUp;
    private @Nullable Incident incident;

    CarrierWatch(Carrier carrier, WatchSettings settings, Telling telling) {
        this.carrier = carrier;
        this.settings = settings;
        this.telling = telling;
    }

    Carrier carrier() {
        return carrier;
    }

    /**
     * Looks which task runs, and detaches the carrier if it is one for too long.
     *
     * @param excusedNanos how long the JVM stood still, until the round before this one
     * @return whether the carrier was detached now
     */
    boolean observe(long now, long excusedNanos) {
        long state = carrier.state();
        heldUp = false;
        if (state != seen) {
            endIncident();
            seen = state;
            firstSeen = now;
            excusedBefore = excusedNanos;
            atFirst = Carrier.isRunning(state) ? usage() : UNKNOWN;
        }
        if (incident != null || !Carrier.isRunning(state)) {
            return false;
        }
        heldUp = firstSeen != now;
        return detachIfLate(state, now);
    }

    /** Takes a sample, if there is a stuck task and one is due. */
    void examine(long now, long excusedNanos) {
        Incident stuck = incident;
        if (stuck == null || !stuck.isDue(now)) {
            return;
        }
        ThreadLook look = look();
        boolean sameTask = carrier.state() == seen; // else it ended meanwhile, and the sample may be of another
        if (look != null && sameTask) {
            stuck.see(look, excusedNanos - excusedBefore);
        }
    }

    /** The carrier is gone. */
    void close() {
        endIncident();
        if (kernel != null) {
            kernel.close();
        }
    }

    /** Whether it serves, and has been in the same task since the round before at least. */
    boolean isHeldUp() {
        return heldUp;
    }

    private boolean detachIfLate(long state, long now) {
        Owner owner = carrier.owner();
        Task task = carrier.task();
        long started = carrier.started();
        if (owner == null || task == null || now - started < settings.limit().toNanos()) {
            return false;
        }
        long detached = carrier.detach(state);
        if (detached == 0) {
            return false; // it ended just now; what was read above may be of the next task
        }
        seen = detached;
        heldUp = false;
        TaskSighting sighting = new TaskSighting(owner, carrier.thread().getName(), task, started, firstSeen, atFirst);
        incident = new Incident(settings, telling, sighting);
        return true;
    }

    private void endIncident() {
        Incident over = incident;
        if (over != null && carrier.state() != seen) {
            incident = null;
            over.end(carrier.endedDetached());
        }
    }

    /** The kernel is asked before the stack is read: that wakes a sleeping thread's processor up, and stops a running one. */
    private @Nullable ThreadLook look() {
        Usage usage = usage();
        KernelThread thread = kernel;
        Boolean asleep = thread == null ? null : thread.isAsleep();
        long at = System.nanoTime();
        ThreadInfo info = threads().getThreadInfo(new long[] {carrier.thread().getId()}, false, false, DEPTH)[0];
        if (info == null) {
            return null;
        }
        Thread.State state = info.getThreadState();
        return new ThreadLook(at, state, waitsForOwnedLock(info), asleep, usage, List.of(info.getStackTrace()));
    }

    /** {@code Object.wait} reports an owner as well when its monitor is taken; that thread waits for a notification. */
    private static boolean waitsForOwnedLock(ThreadInfo info) {
        StackTraceElement[] stack = info.getStackTrace();
        return info.getLockOwnerId() >= 0
                && stack.length > 0
                && !stack[0].getClassName().equals("java.lang.Object");
    }

    private Usage usage() {
        Usage known = kernelUsage();
        return known != null
                ? known
                : new Usage(threads().getThreadCpuTime(carrier.thread().getId()), 0);
    }

    private @Nullable Usage kernelUsage() {
        Path directory = carrier.kernelDirectory();
        if (kernel == null && directory != null) {
            kernel = KernelThread.open(directory);
        }
        return kernel == null ? null : kernel.usage();
    }

    private static ThreadMXBean threads() {
        return ManagementFactory.getThreadMXBean();
    }
}
