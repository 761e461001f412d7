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
    /** How exactly deadlines are kept. A look at a thousand calls takes some microseconds. */
    static final Duration SWEEP = Duration.ofMillis(50);

    private final Ticker ticker;
    private final ObjLongConsumer<Exchange> late;
    private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile boolean closed;

    /** @param late told on the timer's thread of each call whose deadline has passed, perhaps more than once: must only enqueue */
    UnderWay(Ticker ticker, ObjLongConsumer<Exchange> late) {
        this.ticker = ticker;
        this.late = late;
    }

    /** False when closed. */
    boolean add(Exchange exchange) {
        exchanges.add(exchange);
        if (closed) {
            exchanges.remove(exchange);
            return false;
        }
        beginSweeping();
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

    private void beginSweeping() {
        if (!sweeping.get() && sweeping.compareAndSet(false, true)) {
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
        sweeping.set(false);
        if (!exchanges.isEmpty() && !closed) {
            beginSweeping();
        }
    }
}
