package dev.headrace.engine.http;

import dev.headrace.engine.budget.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ObjLongConsumer;

/**
 * The calls that have no reply yet: so that none is forgotten when the transport ends, and so that their deadlines cost no timer
 * each. Thread-safe.
 */
final class UnderWay {
    /** How exactly deadlines are kept: within 50 ms on a busy machine. A look at a thousand calls takes some microseconds. */
    static final Duration SWEEP = Duration.ofMillis(20);
    /** Every 10 s. */
    private static final int SWEEPS_UNTIL_TIDY = 500;
    /** Longer than any connection is kept: once all calls have waited so long for budgets, every connection is to be closed. */
    private static final Duration REST = Duration.ofSeconds(70);

    private final Ticker ticker;
    private final ObjLongConsumer<Exchange> late;
    private final Runnable tidy;
    private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final AtomicBoolean resting = new AtomicBoolean();
    private volatile boolean closed;
    // Confined to the timer's thread, as far as sweeps follow each other.
    private int sweeps;

    /**
     * Holds no call yet.
     *
     * @param late told on the timer's thread of each call whose deadline has passed, perhaps more than once: must only enqueue
     * @param tidy told now and then on the timer's thread while calls are under way: must only enqueue
     */
    UnderWay(Ticker ticker, ObjLongConsumer<Exchange> late, Runnable tidy) {
        this.ticker = ticker;
        this.late = late;
        this.tidy = tidy;
    }

    /** False when closed. */
    boolean add(Exchange exchange) {
        exchanges.add(exchange);
        if (closed) {
            exchanges.remove(exchange);
            return false;
        }
        return true;
    }

    void remove(Exchange exchange) {
        exchanges.remove(exchange);
    }

    Collection<Exchange> all() {
        return List.copyOf(exchanges);
    }

    /** Takes no more; gives those that are there. */
    Collection<Exchange> close() {
        closed = true;
        return all();
    }

    /**
     * Begins to look at deadlines, unless it does so already. To be called after a deadline was set: either this sees that nobody
     * looks, or who looks has yet to see the deadline.
     */
    void watch() {
        if (!closed && !sweeping.get() && sweeping.compareAndSet(false, true)) {
            ticker.schedule(SWEEP, this::sweep);
        }
    }

    private void sweep() {
        long now = ticker.nanoTime();
        for (Exchange exchange : exchanges) {
            if (exchange.isLate(now)) {
                late.accept(exchange, now);
            }
        }
        if (++sweeps % SWEEPS_UNTIL_TIDY == 0) {
            tidy.run();
        }
        sweeping.set(false);
        // A day that all calls spend waiting for a budget is not looked at fifty times a second.
        if (exchanges.stream().anyMatch(Exchange::hasDeadline)) {
            watch();
        } else if (!exchanges.isEmpty()) {
            rest();
        }
    }

    private void rest() {
        if (!closed && resting.compareAndSet(false, true)) {
            ticker.schedule(REST, () -> {
                resting.set(false);
                tidy.run();
            });
        }
    }
}
