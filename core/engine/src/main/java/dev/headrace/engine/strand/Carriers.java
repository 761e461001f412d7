package dev.headrace.engine.strand;

import dev.headrace.engine.time.Activity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few {@code headrace-carrier-N} threads that carry any number of strands, and the watchdog that replaces those which a task
 * holds too long, so that only the strand of that task waits. Thread-safe.
 */
public final class Carriers implements AutoCloseable {
    /** A strand lets go of its carrier after this even if its batch is not done: others wait as little as for one long task. */
    static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final Logger log = LoggerFactory.getLogger(Carriers.class);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final String PARALLEL = "parallel";
    private static final String TELLING = "headrace-verdicts";

    private final CarrierSettings settings;
    private final Activity activity;

    /** Those that these were split off from, for one strand; null for the shared ones. */
    private final @Nullable Carriers shared;

    private final String threads;
    private final List<Carriers> dedicated = new CopyOnWriteArrayList<>();
    private final Map<String, Strand> strands = new ConcurrentHashMap<>();
    private final ReadyQueue ready = new ReadyQueue();
    private final FailureReport failures;
    private final Crew crew;
    private final Watchdog watchdog;
    private final Owner parallel;
    private final Strand telling;

    private volatile boolean closing;
    private volatile boolean ended;

    private Carriers(CarrierSettings settings, @Nullable Carriers shared, String threads, Activity activity) {
        this.settings = settings;
        this.activity = activity;
        this.shared = shared;
        this.threads = threads;
        this.failures = new FailureReport(settings.failures());
        this.parallel = owner(PARALLEL, Carriers.class.getClassLoader(), frame -> false);
        this.telling = new Strand(this, owner(TELLING, Carriers.class.getClassLoader(), frame -> false));
        this.crew = new Crew(settings.carriers(), settings.most(), number -> new Carrier(this, number));
        this.watchdog = new Watchdog(settings.watch(), this);
    }

    /** Starts the threads. They are daemons; {@link #close(Duration)} ends them. */
    public static Carriers start(CarrierSettings settings) {
        return start(settings, Activity.UNWATCHED);
    }

    /**
     * Starts the threads as {@link #start(CarrierSettings)} does.
     *
     * @param activity hears of every task
     */
    public static Carriers start(CarrierSettings settings, Activity activity) {
        return new Carriers(settings, null, "headrace-carrier-", activity).begin();
    }

    private Carriers begin() {
        crew.fill(0);
        watchdog.start();
        return this;
    }

    /**
     * Starts a carrier for one strand alone, with a watchdog of its own. It is never replaced, since nobody else waits for it.
     * It ends with these carriers.
     */
    Carriers dedicate(String strand) {
        Carriers own =
                new Carriers(settings.carriers(1, 1), this, "headrace-carrier-" + strand + "-", activity).begin();
        dedicated.add(own);
        if (closing) {
            own.close(Duration.ZERO); // the closing thread may have looked before
        }
        return own;
    }

    boolean isDedicated() {
        return shared != null;
    }

    String threadName(int number) {
        return threads + number;
    }

    /**
     * Makes a strand whose tasks see the engine's class loader as their thread's context class loader.
     *
     * @param name unique among these carriers
     * @param ownClass tells the connector's classes by name, so that a verdict names its line and not a library's
     * @throws IllegalArgumentException if there is a strand of that name
     */
    public Strand strand(String name, Predicate<String> ownClass) {
        return strand(name, Carriers.class.getClassLoader(), frame -> ownClass.test(frame.getClassName()));
    }

    /**
     * Makes a strand.
     *
     * @param name unique among these carriers
     * @param loader the thread's context class loader while its tasks run: libraries of the connector ask for it
     * @param ownCode tells the connector's frames, by class or by class loader; called on the watchdog's thread, so it must be
     *     quick and load nothing
     * @throws IllegalArgumentException if there is a strand of that name
     */
    public Strand strand(String name, ClassLoader loader, Predicate<StackTraceElement> ownCode) {
        Strand strand = new Strand(this, owner(name, loader, ownCode));
        if (name.equals(PARALLEL) || name.equals(TELLING) || strands.putIfAbsent(name, strand) != null) {
            throw new IllegalArgumentException(
                    "there is a strand '%s' already; give each its own name".formatted(name));
        }
        return strand;
    }

    /**
     * Forgets a strand that gets nothing more to do, with its verdicts; another may have its name then. What it still has to do is
     * done. A carrier of its own ends; the caller waits for that, so it must not be a carrier.
     *
     * @param patience how long a task may hold that carrier, before it is interrupted and left behind
     */
    public void retire(Strand strand, Duration patience) {
        if (strands.remove(strand.name(), strand)) {
            strand.leave().filter(dedicated::remove).ifPresent(own -> own.close(patience));
        }
    }

    /**
     * For tasks without an order, such as decoding: each runs on any carrier, watched like others but nobody's fault. Refuses
     * tasks once the carriers are being closed, with a {@link RejectedExecutionException}.
     */
    public Executor parallel() {
        return this::executeParallel;
    }

    /** The clock of what ran in {@link #parallel()}. */
    public StrandClock parallelClock() {
        return parallel.clock();
    }

    /** What held up any strand, and the parallel tasks: one verdict for each strand and place. */
    public List<BlockingVerdict> verdicts() {
        List<BlockingVerdict> verdicts = new ArrayList<>();
        strands.values().forEach(strand -> verdicts.addAll(strand.verdicts()));
        verdicts.addAll(parallel.verdicts().all());
        return verdicts;
    }

    /** How many carrier threads are alive, stuck or not. */
    public int size() {
        return crew.carriers().size()
                + dedicated.stream().mapToInt(Carriers::size).sum();
    }

    /** Closes with 5 s of patience. */
    @Override
    public void close() {
        close(CLOSING);
    }

    /**
     * Refuses further tasks, waits until those accepted have run, and ends the threads. A task that does not end in time is
     * interrupted and left behind. The calling thread waits, so it must not be a carrier. Closing again does nothing.
     *
     * @return how many tasks were accepted and never ran
     * @throws IllegalStateException if called on a carrier
     */
    public int close(Duration patience) {
        if (isServedBy(Thread.currentThread())) {
            throw new IllegalStateException(
                    "a task cannot close the carriers that it runs on; close them from another thread");
        }
        refuse();
        long until = System.nanoTime() + patience.toNanos();
        dedicated.forEach(own -> own.close(Duration.ofNanos(until - System.nanoTime())));
        boolean drained = drain(until - System.nanoTime());
        watchdog.stop();
        ended = true;
        if (!drained) {
            abandon();
        }
        return sweep(drained);
    }

    private void refuse() {
        closing = true;
        ready.close();
        dedicated.forEach(Carriers::refuse);
    }

    private boolean isServedBy(Thread thread) {
        return crew.carriers().stream().anyMatch(carrier -> carrier.thread() == thread)
                || dedicated.stream().anyMatch(own -> own.isServedBy(thread));
    }

    void ready(Work work) {
        ready.put(work);
    }

    /** How much work waits for a carrier, counted up to a bound. */
    int backlog(int bound) {
        return ready.size(bound);
    }

    Activity activity() {
        return activity;
    }

    Runnable around(Runnable action) {
        return settings.around().apply(action);
    }

    int batch() {
        return settings.batch();
    }

    boolean closing() {
        return closing;
    }

    boolean ended() {
        return ended;
    }

    Crew crew() {
        return crew;
    }

    void requireOpen(String strand) {
        if (closing) {
            throw refusal(strand);
        }
    }

    static RejectedExecutionException refusal(String strand) {
        return new RejectedExecutionException(
                "strand '%s' takes no more tasks: its carriers are being closed".formatted(strand));
    }

    /** Calls the listener where it cannot hold up the watchdog; not about the listener itself. */
    void tell(Owner about, Runnable call) {
        if (shared != null) {
            shared.tell(about, call); // the only carrier here is the one that is held
            return;
        }
        if (about.name().equals(TELLING)) {
            return;
        }
        try {
            telling.offer(new Task(call));
        } catch (RejectedExecutionException e) {
            log.debug("a verdict on '{}' came after the carriers had been closed", about.name());
        }
    }

    /** A carrier's life: take work, run it, until it has been replaced or all is done. */
    void serve(Carrier carrier, ReadyQueue.Waiter waiter) {
        Work work = next(carrier, waiter);
        while (work != null) {
            work.runOn(carrier);
            work = carrier.leaving() ? null : next(carrier, waiter);
        }
    }

    /** No task can cause this; what is left is want of memory. The watchdog fills the place. */
    void broke(Carrier carrier, Throwable failure) {
        failed(carrier.thread().getName(), failure);
        if (!carrier.leaving()) {
            crew.dismiss();
        }
    }

    void failed(String strand, Throwable failure) {
        failures.failed(strand, failure);
    }

    private @Nullable Work next(Carrier carrier, ReadyQueue.Waiter waiter) {
        while (!ended) {
            Work work = ready.poll(waiter);
            if (work != null) {
                return work;
            }
            if (closing) {
                break;
            }
            if (crew.dismissSurplus()) {
                return null;
            }
            ready.await(waiter);
            carrier.rested();
        }
        crew.dismiss();
        return null;
    }

    private void executeParallel(Runnable action) {
        Objects.requireNonNull(action, "action is null");
        requireOpen(PARALLEL);
        activity.begins();
        Task task = new Task(action);
        Work work = new ParallelWork(parallel, task);
        ready.put(work);
        if (ended && ready.remove(work)) {
            activity.ends();
            throw refusal(PARALLEL);
        }
    }

    private boolean drain(long nanos) {
        try {
            return crew.awaitLast(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void abandon() {
        for (Carrier carrier : crew.carriers()) {
            log.warn(
                    "{} does not end; it is interrupted and left behind",
                    carrier.thread().getName());
            carrier.thread().interrupt();
        }
    }

    private int sweep(boolean drained) {
        int dropped = 0;
        for (Strand strand : strands.values()) {
            while (strand.poll() != null) {
                dropped++;
            }
        }
        ReadyQueue.Waiter nobody = new ReadyQueue.Waiter(Thread.currentThread());
        Work work;
        while ((work = ready.poll(nobody)) != null) {
            dropped += work instanceof ParallelWork ? 1 : 0;
        }
        Task call;
        while (drained && (call = telling.poll()) != null) {
            runQuietly(call);
        }
        return dropped;
    }

    private Owner owner(String name, ClassLoader loader, Predicate<StackTraceElement> ownCode) {
        StrandClock clock = new StrandClock();
        return new Owner(
                name,
                loader,
                ownCode,
                clock,
                new VerdictBook(clock, settings.watch().verdictsPerStrand()));
    }

    private void runQuietly(Task call) {
        try {
            call.action.run();
        } catch (Throwable failure) {
            failed(TELLING, failure);
        }
    }
}
