package dev.headrace.testkit.time;

import dev.headrace.engine.time.Activity;
import dev.headrace.engine.time.EngineClock;
import dev.headrace.engine.time.RunTime;
import dev.headrace.testkit.upstream.UpstreamClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A clock for tests of whole runs: it stands still while anything happens, and jumps to the next thing due when nothing does. A
 * quota of a day is tested in milliseconds.
 *
 * <pre>{@code
 * try (VirtualClock clock = VirtualClock.automatic();
 *         FakeUpstream upstream = FakeUpstream.builder().clock(clock)
 *                 .limit(StrictLimit.slidingWindow(1_000, Duration.ofDays(1)))
 *                 .route("/items", items)
 *                 .start();
 *         Engine engine = Engine.load(file, environment, loader, clock)) {
 *     engine.collect(fatal).report().toCompletableFuture().join();
 *     assertThat(clock.elapsed()).isBetween(Duration.ofDays(2), Duration.ofDays(3));
 * }
 * }</pre>
 *
 * <p>It drives every engine and every fake upstream that it is given to. What it knows of work is what they tell it: tasks on
 * carriers, the store and blocking threads, and requests on the network, but for those that an upstream keeps waiting by this very
 * clock. A request to a server that does not know the clock, an answer that a test holds back, and code that blocks make it wait
 * for them. It does not know of threads that a connector starts itself.
 *
 * <p>Alarms ring on the clock's own thread, {@code headrace-virtual-clock}, in the order in which they are due; those of one
 * instant do not wait for each other's consequences. Thread-safe.
 */
public final class VirtualClock implements EngineClock, UpstreamClock, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(VirtualClock.class);

    /** When it begins unless it is told: a Sunday, so that nobody's working day is in the way. */
    private static final Instant START = Instant.parse("2025-06-01T12:00:00Z");

    /** How long real work may take before a test is told that it seems to be stuck. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Not zero, which is nobody's time: some code takes it for "not yet". */
    private static final long ORIGIN = TimeUnit.SECONDS.toNanos(1);

    private final Instant start;
    private final boolean automatic;

    // All that follows is guarded by this. Nothing outside is called under it; alarms ring without it.
    private final Alarms alarms = new Alarms(this);
    private final Flights flights = new Flights(this);
    /** Everything under way that the clock waits for; an alarm that rings is among it until its task has returned. */
    private int work;

    private int runs;
    private long handTarget;
    private boolean closed;
    /** Written under the lock; read without, because every phase of every request is measured by it. */
    private volatile long now = ORIGIN;

    private VirtualClock(boolean automatic) {
        this.start = START;
        this.automatic = automatic;
    }

    /** A clock that goes on by itself while a run is on, and stands still otherwise. */
    public static VirtualClock automatic() {
        return new VirtualClock(true).started();
    }

    /** A clock that only {@link #advance} moves. */
    public static VirtualClock byHand() {
        return new VirtualClock(false).started();
    }

    private VirtualClock started() {
        Thread thread = new Thread(this::serve, "headrace-virtual-clock");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** The time since the clock was made. */
    public Duration elapsed() {
        return Duration.ofNanos(now - ORIGIN);
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Instant wallTime() {
        return start.plus(elapsed());
    }

    /**
     * Waits until nothing happens any more, goes to each thing due within a span and waits for what follows from it. Returns at the
     * end of the span, when nothing happens any more.
     *
     * @param span zero only waits
     * @throws AssertionError if something is under way for more than 60 s of real time, saying what
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public synchronized void advance(Duration span) throws InterruptedException {
        long target = now + span.toNanos();
        handTarget = Math.max(handTarget, target);
        notifyAll();
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (work > 0 || alarms.nextDue() <= target) {
            long left = giveUp - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("The virtual clock has waited " + PATIENCE + " of real time: " + this);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        now = Math.max(now, target);
    }

    /** Stops the clock: nothing rings any more. After the engines and upstreams that live by it. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Where it stands, and what it waits for. */
    @Override
    public synchronized String toString() {
        long next = alarms.nextDue();
        return "%s after its start; %d runs, %d tasks and requests under way, %d requests kept waiting by upstreams, %s"
                .formatted(
                        elapsed(),
                        runs,
                        work,
                        flights.waiting(),
                        next == Alarms.NEVER
                                ? "nothing due"
                                : "%d alarms, the next in %s".formatted(alarms.size(), Duration.ofNanos(next - now)));
    }

    // ---- for upstreams

    /** For upstreams: goes on with an answer later. Its request does not count as under way meanwhile. */
    @Override
    public synchronized void after(Duration delay, int client, Runnable step) {
        Flights.Flight kept = flights.park(client);
        alarms.add(
                now + delay.toNanos(),
                () -> {
                    // The alarm counts as work until the step has returned: there is no gap in which nothing does.
                    resume(kept);
                    step.run();
                },
                null);
        stir();
    }

    /** For upstreams: nobody need wait for an answer. */
    @Override
    public synchronized void never(int client) {
        flights.park(client);
    }

    private synchronized void resume(Flights.@Nullable Flight kept) {
        flights.resume(kept);
    }

    // ---- for engines

    /** For engines: begins the time of a run. */
    @Override
    public synchronized RunTime begin() {
        runs++;
        return new VirtualRunTime(this);
    }

    synchronized void end(VirtualRunTime run, int itsWork) {
        runs--;
        alarms.withdrawAllOf(run);
        work(-itsWork);
    }

    synchronized Alarms.Alarm schedule(Duration delay, Runnable task, VirtualRunTime run) {
        Alarms.Alarm alarm = alarms.add(now + delay.toNanos(), task, run);
        stir();
        return alarm;
    }

    synchronized Activity.Flight takeOff(VirtualRunTime run) {
        return flights.takeOff(run);
    }

    synchronized void work(int change) {
        work += change;
        stir();
    }

    /** Wakes those who wait, if there is something for them to do: most changes only begin and end work. */
    synchronized void stir() {
        if (work == 0 || alarms.nextDue() <= now) {
            notifyAll();
        }
    }

    // ---- the clock's thread

    private void serve() {
        try {
            for (Runnable task = next(); task != null; task = next()) {
                ring(task);
            }
        } catch (InterruptedException unexpected) {
            log.error("The virtual clock was interrupted and rings no more.", unexpected);
        }
    }

    /** The next task that is due; null once closed. What is due now rings even while work is under way. */
    private synchronized @Nullable Runnable next() throws InterruptedException {
        while (!closed) {
            if (alarms.nextDue() <= now) {
                work++;
                return alarms.takeFirst();
            }
            if (work == 0 && mayGoTo(alarms.nextDue())) {
                now = alarms.nextDue();
            } else {
                wait();
            }
        }
        return null;
    }

    private boolean mayGoTo(long due) {
        return due <= handTarget || automatic && runs > 0 && due != Alarms.NEVER;
    }

    private void ring(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            log.error("What was due on the virtual clock has failed.", failure);
        } finally {
            work(-1);
        }
    }
}
