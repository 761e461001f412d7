package dev.headrace.engine.strand;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A serial executor: its tasks run one at a time, in the order in which they came, each seeing what the one before it wrote,
 * though not always on the same thread. Thread-safe; {@link #execute} never blocks.
 *
 * <p>Tasks wait in an unbounded queue: who submits bounds what is under way.
 */
public final class Strand implements Executor {
    private final Carriers carriers;
    private final Owner owner;
    private final Work work = this::runOn;
    private final Queue<Task> queue = new ConcurrentLinkedQueue<>();

    /**
     * Tasks counted in and not yet counted out. A task is added to the queue before it is counted, so a count above 0 means that
     * a task is there. Whoever counts from 0 to 1 makes the strand ready; a carrier counts out what it ran when it lets go and
     * makes the strand ready again if any is left. So at most one carrier holds the strand, and this counter hands the memory
     * over from one carrier to the next.
     */
    private final AtomicInteger pending = new AtomicInteger();

    private volatile @Nullable Thread holder;
    /** Whose carriers run this strand: the ones it was made by, until it is isolated. */
    private volatile Carriers home;

    Strand(Carriers carriers, Owner owner) {
        this.carriers = carriers;
        this.owner = owner;
        this.home = carriers;
    }

    /** The name under which verdicts and failures are reported. */
    public String name() {
        return owner.name();
    }

    /**
     * Queues a task. May be called from a task of this strand: the new task runs after it, never inside it.
     *
     * @throws RejectedExecutionException once the carriers are being closed
     */
    @Override
    public void execute(Runnable action) {
        Objects.requireNonNull(action, "action is null");
        carriers.requireOpen(owner.name());
        offer(new Task(action));
    }

    /**
     * Gives this strand a carrier of its own: once the task that runs now has ended, no carrier that serves others runs this
     * strand again. The thread lives as long as the carriers. A second call does nothing.
     *
     * @return whether this call did it; false also once the carriers are being closed
     */
    public synchronized boolean isolate() {
        if (home != carriers || carriers.closing()) {
            return false;
        }
        home = carriers.dedicate(owner.name());
        return true;
    }

    /** The carriers that it alone has; empty if it has none. They may be closed once this was asked. */
    synchronized Optional<Carriers> leave() {
        Carriers own = home;
        home = carriers;
        return own == carriers ? Optional.empty() : Optional.of(own);
    }

    /** Where this strand's time went. */
    public StrandClock clock() {
        return owner.clock();
    }

    /** The places that held this strand up, one verdict for each, in the order in which they were found. */
    public List<BlockingVerdict> verdicts() {
        return owner.verdicts().all();
    }

    /** Tasks that wait, and the one that runs; an estimate while others add. */
    public int size() {
        return pending.get();
    }

    /** Whether the calling thread is running a task of this strand. */
    public boolean isCurrent() {
        return holder == Thread.currentThread();
    }

    /**
     * Adds without asking whether the carriers are open. A task that comes while they end is either run, or counted by
     * {@link Carriers#close(java.time.Duration)}, or refused here: the flag is set before the queues are emptied for the last
     * time, so a task missed there finds the flag set here, and removing it says who has it.
     */
    void offer(Task task) {
        carriers.activity().begins();
        queue.add(task);
        if (pending.getAndIncrement() == 0) {
            home.ready(work);
        }
        if (carriers.ended() && queue.remove(task)) {
            carriers.activity().ends();
            throw Carriers.refusal(owner.name());
        }
    }

    @Nullable
    Task poll() {
        return queue.poll();
    }

    private void runOn(Carrier carrier) {
        if (!carrier.isOf(next(carrier)) && handedOn(carrier)) {
            return;
        }
        int done = run(carrier);
        while (pending.addAndGet(-done) > 0 && !handedOn(carrier)) {
            done = run(carrier);
        }
    }

    /** False if there is no memory to queue for the next turn: better unfair than stuck for ever. */
    private boolean handedOn(Carrier carrier) {
        try {
            next(carrier).ready(work);
            return true;
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    /** Who runs what is left. While all is being closed it stays where it is, since the others may have left already. */
    private Carriers next(Carrier carrier) {
        return carriers.closing() ? carrier.crewOf() : home;
    }

    private int run(Carrier carrier) {
        holder = Thread.currentThread();
        int done = runBatch(carrier);
        holder = null;
        return done;
    }

    /** Ends early when the carrier was replaced: it has to go, and the strand goes on elsewhere. */
    private int runBatch(Carrier carrier) {
        int most = carriers.batch();
        int done = 0;
        long began = System.nanoTime();
        long now = began;
        do {
            Task task = queue.poll();
            if (task == null) {
                return done; // only once the carriers have ended: see offer
            }
            now = carrier.run(owner, task, now);
            done++;
        } while (done < most
                && now - began < Carriers.BATCH_NANOS
                && carrier.mayGoOn()
                && carrier.isOf(home)
                && pending.get() > done);
        return done;
    }
}
