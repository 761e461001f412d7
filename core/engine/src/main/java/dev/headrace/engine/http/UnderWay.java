package dev.headrace.engine.http;

import dev.headrace.engine.budget.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;

/**
 * The calls that have no reply yet: so that none is forgotten when the transport ends, and so that their deadlines cost no timer
 * each. Thread-safe.
 */
final class UnderWay {
    /** No two looks at the deadlines are closer than this, however many there are: a look at fifty thousand calls takes a millisecond. */
    private static final long QUANTUM = TimeUnit.MILLISECONDS.toNanos(10);

    private static final Duration TIDY = Duration.ofSeconds(10);
    /** Longer than any connection is kept: once all calls have waited so long for budgets, every connection is to be closed. */
    private static final Duration REST = Duration.ofSeconds(70);

    private final Ticker ticker;
    private final ObjLongConsumer<Exchange> late;
    private final Runnable tidy;
    private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
    /** The deadline for which the next look is set; {@link CallClock#NONE} for none. An alarm for another one is over. */
    private final AtomicLong armedFor = new AtomicLong(CallClock.NONE);

    private final AtomicBoolean tidying = new AtomicBoolean();
    private volatile boolean closed;

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
     * Sees to it that a deadline is looked at when it passes. To be called after it was set: either this sets the alarm, or who
     * looks now has yet to see it.
     */
    void watch(long deadline) {
        if (!tidying.get() && tidying.compareAndSet(false, true)) {
            ticker.schedule(TIDY, this::tidyUp);
        }
        lookAt(deadline);
    }

    private void lookAt(long time) {
        long armed = armedFor.get();
        while (!closed && (armed == CallClock.NONE || time - armed < 0)) {
            if (armedFor.compareAndSet(armed, time)) {
                Duration delay = Duration.ofNanos(Math.max(0, time - ticker.nanoTime()));
                ticker.schedule(delay, () -> look(time));
                return;
            }
            armed = armedFor.get();
        }
    }

    private void look(long alarm) {
        if (!armedFor.compareAndSet(alarm, CallClock.NONE)) {
            return;
        }
        long now = ticker.nanoTime();
        long soonest = now + QUANTUM;
        long next = CallClock.NONE;
        for (Exchange exchange : exchanges) {
            long deadline = exchange.deadline();
            if (deadline == CallClock.NONE) {
                continue;
            }
            if (deadline - now <= 0) {
                late.accept(exchange, now);
            }
            // One that is late is looked at again: what it was told may have come between two of its steps.
            long look = deadline - soonest < 0 ? soonest : deadline;
            next = next == CallClock.NONE || look - next < 0 ? look : next;
        }
        if (next != CallClock.NONE) {
            lookAt(next);
        }
    }

    private void tidyUp() {
        tidying.set(false);
        tidy.run();
        if (exchanges.stream().anyMatch(Exchange::hasDeadline)) {
            tidyLater(TIDY);
        } else if (!exchanges.isEmpty()) {
            // A day that all calls spend waiting for a budget is no reason to look every ten seconds.
            tidyLater(REST);
        }
    }

    private void tidyLater(Duration span) {
        if (!closed && tidying.compareAndSet(false, true)) {
            ticker.schedule(span, span.equals(TIDY) ? this::tidyUp : this::tidyOnce);
        }
    }

    private void tidyOnce() {
        tidying.set(false);
        tidy.run();
    }
}
