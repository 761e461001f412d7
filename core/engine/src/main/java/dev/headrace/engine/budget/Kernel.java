package dev.headrace.engine.budget;

import dev.headrace.engine.budget.Permit.State;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock around all limits, and the life of a permit. One lock for all: uncontended it costs some 20 ns, and a
 * request under several limits is granted by all of them or by none.
 *
 * <p>Nothing outside is called under the lock but the clock. What a critical section decides is carried out after it:
 * claimants are told on the executor, the timer is set.
 */
final class Kernel {
    private static final Logger LOG = LoggerFactory.getLogger(Budgets.class);

    /** No limit remembers what was sent longer ago. */
    private static final long BEFORE_START = TimeUnit.DAYS.toNanos(3_660);

    private final Ticker ticker;
    private final Executor executor;
    private final long origin;
    private final WakeUp wakeUp;

    private final ReentrantLock lock = new ReentrantLock();
    // All that follows is guarded by the lock.
    private final Registry registry;
    private final Admission admission;
    private final Throttling throttling;
    private final Queue queue;
    private final Keeping keeping;

    Kernel(Ticker ticker, Executor executor, BudgetSettings settings, Registry registry, Keeping keeping) {
        this.ticker = ticker;
        this.executor = executor;
        this.registry = registry;
        this.keeping = keeping;
        origin = ticker.nanoTime() - BEFORE_START;
        wakeUp = new WakeUp(ticker, origin, this::wake);
        Refusals refusals = new Refusals(ticker, settings.maxServerWait());
        queue = new Queue(refusals, registry);
        admission = new Admission(queue, refusals, settings);
        throttling = new Throttling(queue, admission, registry);
    }

    /** Time since long before the kernel was made: never negative, so that it can be compared and added without care. */
    private long now() {
        return ticker.nanoTime() - origin;
    }

    // ---- asking

    Ticket acquire(Lane lane, Demand demand, Claimant claimant) {
        Permit permit = new Permit(lane, claimant, demand.cost());
        boolean decided;
        lock.lock();
        try {
            permit.bytes = lane.expectedBytes();
            decided = admission.grantAtOnce(permit) || admission.decide(permit, demand, now());
        } finally {
            unlock();
        }
        // One that waits may be another thread's already; one that does not is still ours alone.
        if (decided) {
            tell(permit);
        }
        return permit;
    }

    private void wake() {
        lock.lock();
        try {
            queue.wake(now());
        } finally {
            unlock();
        }
    }

    // ---- handing over

    /** Ends a critical section, and carries out what it decided. */
    private void unlock() {
        long wakeAt = queue.takeWakeAt();
        List<Permit> decided = queue.takeDecided();
        Runnable writing = keeping.isWanted() ? keeping.takeWriting(registry.limits(), now(), this::kept) : null;
        lock.unlock();
        if (writing != null) {
            writing.run();
        }
        if (wakeAt != Nanos.NEVER) {
            wakeUp.noLaterThan(wakeAt);
        }
        if (!decided.isEmpty()) {
            new Delivery(this, decided).handOver(executor);
        }
    }

    /** What was written down survives: who waited for that may go. */
    private void kept() {
        lock.lock();
        try {
            keeping.written();
            queue.wake(now());
        } finally {
            unlock();
        }
    }

    /** Tells a claimant what the queue decided, unless it has left meanwhile or a pause came between. */
    void deliver(Permit permit) {
        boolean decided;
        lock.lock();
        try {
            decided = admission.confirm(permit, this::now);
        } finally {
            unlock();
        }
        if (decided) {
            tell(permit);
        }
    }

    private void tell(Permit permit) {
        BudgetException refusal = permit.refusal;
        if (refusal != null) {
            permit.claimant.refused(refusal);
            return;
        }
        try {
            permit.claimant.granted(permit);
        } catch (RuntimeException | Error e) {
            giveBack(permit);
            throw e;
        }
    }

    // ---- using

    void sent(Permit permit) {
        lock.lock();
        try {
            if (permit.state == State.HELD) {
                markSent(permit, now());
            }
        } finally {
            unlock();
        }
    }

    private void markSent(Permit permit, long now) {
        permit.state = State.SENT;
        permit.lane.sent(permit, now);
        drain(permit.lane);
    }

    void release(Permit permit) {
        lock.lock();
        try {
            if (permit.state == State.SENT) {
                permit.state = State.OVER;
                permit.lane.finished(permit, permit.lane.countsToTheEnd() ? now() : 0);
                drain(permit.lane);
            } else if (permit.state == State.HELD) {
                refund(permit);
            }
        } finally {
            unlock();
        }
    }

    void settle(Permit permit, int actual) {
        lock.lock();
        try {
            if (permit.isOut() && !permit.unchanged) {
                permit.lane.settle(permit, actual, now());
                drain(permit.lane);
            }
        } finally {
            unlock();
        }
    }

    void took(Permit permit, int bytes) {
        lock.lock();
        try {
            if (permit.isOut()) {
                permit.lane.took(permit, bytes, now());
                drain(permit.lane);
            }
        } finally {
            unlock();
        }
    }

    void unchanged(Permit permit) {
        lock.lock();
        try {
            if (permit.isOut() && !permit.unchanged) {
                permit.lane.unchanged(permit, now());
                drain(permit.lane);
            }
        } finally {
            unlock();
        }
    }

    void troubled(Permit permit) {
        lock.lock();
        try {
            if (permit.state == State.SENT) {
                long now = now();
                permit.lane.upstreamLimits().forEach(limit -> limit.troubled(permit, now));
            }
        } finally {
            unlock();
        }
    }

    /** Ends a permit whose claimant failed, unless its request is under way. */
    private void giveBack(Permit permit) {
        lock.lock();
        try {
            if (permit.state == State.HELD) {
                refund(permit);
            }
        } finally {
            unlock();
        }
    }

    boolean cancel(Permit permit) {
        lock.lock();
        try {
            return leave(permit);
        } finally {
            unlock();
        }
    }

    private boolean leave(Permit permit) {
        switch (permit.state) {
            case WAITING -> queue.leave(permit, now());
            case GRANTED -> refund(permit);
            case REFUSED -> {}
            default -> {
                return false;
            }
        }
        permit.state = State.OVER;
        return true;
    }

    private void refund(Permit permit) {
        permit.state = State.OVER;
        permit.lane.refund(permit);
        drain(permit.lane);
    }

    private void drain(Lane lane) {
        // Most of the time nobody waits, and then not even the clock needs to be read.
        if (lane.crowded()) {
            queue.drain(lane, now());
        }
    }

    boolean answered(Permit permit, Answer answer, Map<String, String> buckets) {
        List<ThrottleEvent> events;
        lock.lock();
        try {
            long now = now();
            if (permit.state == State.HELD) {
                markSent(permit, now);
            }
            events = throttling.answered(permit, answer, buckets, now);
            drain(permit.lane);
        } finally {
            unlock();
        }
        events.forEach(event -> LOG.info("{}", event));
        return !events.isEmpty();
    }

    // ---- looking

    Optional<String> waitingFor(Permit permit) {
        return locked(() -> permit.state == State.WAITING ? permit.lane.waitingFor() : Optional.empty());
    }

    Map<String, Duration> waits(Permit permit) {
        return locked(() -> permit.state == State.WAITING ? Map.of() : permit.lane.waits(permit));
    }

    BudgetSnapshot snapshot() {
        return locked(() -> registry.snapshot(now()));
    }

    // ---- registering

    void remember(Map<String, String> kept, BudgetMemory memory) {
        locked(() -> {
            keeping.begin(kept, memory);
            return true;
        });
    }

    void register(Limit declared, boolean upstream) {
        Optional<String> remark = locked(() -> registry.register(declared, upstream, now()));
        remark.ifPresent(text -> LOG.warn("{}", text));
    }

    void registerDefault(Limit supposed) {
        locked(() -> registry.registerDefault(supposed, now()));
    }

    String scoped(String name, String credential) {
        return locked(() -> registry.scoped(name, credential, now()));
    }

    Optional<Limit> declared(String name) {
        return locked(() -> registry.declared(name));
    }

    Optional<Limit> inForce(String name) {
        return locked(() -> registry.inForce(name));
    }

    boolean registerBucket(Limit bucket, String requests) {
        return locked(() -> registry.registerBucket(bucket, requests, now()));
    }

    Map<String, List<String>> learnt(String parent) {
        return locked(() -> keeping.learnt(parent));
    }

    void stands(String consumer, Standing standing) {
        locked(() -> {
            registry.stands(consumer, standing);
            return true;
        });
    }

    Lane lane(String consumer, List<String> limits) {
        return locked(() -> registry.lane(this, consumer, limits, now()));
    }

    void close() {
        Runnable writing;
        lock.lock();
        try {
            admission.close(now());
            writing = keeping.takeLast(registry.limits(), now());
        } finally {
            unlock();
        }
        wakeUp.cancel();
        if (writing != null) {
            writing.run();
        }
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
