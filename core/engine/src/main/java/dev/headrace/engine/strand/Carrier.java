package dev.headrace.engine.strand;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One carrier thread: takes work, runs it, and retires when it has been replaced.
 *
 * <p>{@code state} counts tasks and says whether one is running and whether the watchdog has detached the carrier during it.
 * Between tasks only the carrier writes it. During a task exactly one of two compare-and-sets wins: the carrier's, which ends
 * the task, or the watchdog's, which detaches the carrier for that very task and no other. The carrier that loses knows that a
 * replacement is on its way.
 */
final class Carrier implements Runnable {
    private static final long RUNNING = 1;
    private static final long DETACHED = 2;
    private static final long NEXT = 4;
    private static final VarHandle STATE = stateHandle();
    private static final long LONG_TASK = TimeUnit.MILLISECONDS.toNanos(1);

    private final Carriers carriers;
    private final Thread thread;

    @SuppressWarnings("UnusedVariable") // read and written through STATE
    private volatile long state;

    // Written between tasks and published by the state that says running. The watchdog reads them before it
    // compares and sets that same state: if it wins, they were this task's.
    private @Nullable Owner owner;
    private @Nullable Task task;
    private long started;

    // Written by the carrier after a task during which it was detached, published by the next state.
    private long endedDetached;

    private volatile @Nullable Path kernelDirectory;

    // Confined to the carrier.
    private final WaitCounts waits;
    private boolean leaving;

    Carrier(Carriers carriers, int number) {
        this.carriers = carriers;
        this.thread = new CarrierThread(this, carriers.threadName(number));
        this.waits = new WaitCounts(thread);
        thread.setDaemon(true); // a stuck connector must not keep the JVM alive
        thread.setContextClassLoader(Carriers.class.getClassLoader());
    }

    Thread thread() {
        return thread;
    }

    @Override
    public void run() {
        kernelDirectory = KernelThread.directoryOfCaller().orElse(null);
        try {
            carriers.serve(this, new ReadyQueue.Waiter(thread));
        } catch (Throwable failure) {
            carriers.broke(this, failure);
        } finally {
            carriers.crew().left(this);
        }
    }

    /**
     * Runs one task, whatever it throws.
     *
     * @param now the time, as the task before left it
     * @return the time after the task
     */
    long run(Owner whose, Task what, long now) {
        long running = begin(whose, what, now);
        thread.setContextClassLoader(whose.loader());
        try {
            carriers.around(what.action).run();
        } catch (Throwable failure) {
            carriers.failed(whose.name(), failure);
        }
        thread.setContextClassLoader(Carriers.class.getClassLoader());
        clearInterrupt();
        long ended = System.nanoTime();
        end(running, ended);
        whose.clock().addTask(now - what.enqueued, ended - now);
        if (ended - now > LONG_TASK) {
            whose.clock().addLongTask();
            waits.addTo(whose.clock());
        }
        carriers.activity().ends();
        return ended;
    }

    /** Called when it has been idle: its own waiting counts for nobody. */
    void rested() {
        waits.reset();
    }

    /** Whose carrier it is. */
    Carriers crewOf() {
        return carriers;
    }

    boolean isOf(Carriers others) {
        return carriers == others;
    }

    /** Whether it may take another task; false once replaced, or once the carriers have ended. */
    boolean mayGoOn() {
        return !leaving && !carriers.ended();
    }

    // For the watchdog.

    long state() {
        return state;
    }

    static boolean isRunning(long state) {
        return (state & RUNNING) != 0;
    }

    static boolean isDetached(long state) {
        return (state & DETACHED) != 0;
    }

    @Nullable
    Owner owner() {
        return owner;
    }

    @Nullable
    Task task() {
        return task;
    }

    long started() {
        return started;
    }

    /** When the task ended during which this carrier was detached; meaningful once the state has moved on from it. */
    long endedDetached() {
        return endedDetached;
    }

    /** Where the kernel tells of this thread; null until it has begun, and where there is no such place. */
    @Nullable
    Path kernelDirectory() {
        return kernelDirectory;
    }

    /** Detaches this carrier if it is still in the task of that state; returns the state that this makes, or 0. */
    long detach(long running) {
        long detached = running | DETACHED;
        return STATE.compareAndSet(this, running, detached) ? detached : 0;
    }

    private long begin(Owner whose, Task what, long now) {
        owner = whose;
        task = what;
        started = now;
        long running = state + NEXT + RUNNING;
        STATE.setRelease(this, running);
        return running;
    }

    private void end(long running, long now) {
        long idle = running - RUNNING;
        if (!STATE.compareAndSet(this, running, idle)) {
            endedDetached = now;
            STATE.setRelease(this, idle);
            leaving = !carriers.crew().returned();
        }
        task = null; // an idle carrier keeps nothing of its last task alive
    }

    /** A task that leaves its thread interrupted would make the next one, of another connector, fail. */
    private static void clearInterrupt() {
        boolean ignored = Thread.interrupted();
    }

    boolean leaving() {
        return leaving;
    }

    private static VarHandle stateHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Carrier.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
