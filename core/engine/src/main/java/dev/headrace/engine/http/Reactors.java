package dev.headrace.engine.http;

import dev.headrace.engine.budget.Ticker;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps one reactor alive: made when it is first needed, and made anew when it has died. Thread-safe. */
final class Reactors {
    /** What kills every new reactor at once must not become a loop. */
    private static final long BETWEEN = Duration.ofSeconds(1).toNanos();

    private final Supplier<Reactor> maker;
    private final Ticker ticker;
    private final Executor blocking;

    private volatile @Nullable Reactor current;
    // Guarded by this.
    private long madeAt;
    private int made;
    private boolean closed;

    Reactors(Supplier<Reactor> maker, Ticker ticker, Executor blocking) {
        this.maker = maker;
        this.ticker = ticker;
        this.blocking = blocking;
    }

    /** The reactor in use: a dead one if the last was made a moment ago, or after the end. */
    Reactor current() {
        Reactor existing = current;
        return existing != null && existing.isAlive() ? existing : renew();
    }

    void dropIdle() {
        Reactor existing = current;
        if (existing != null && existing.isAlive()) {
            existing.dropIdle();
        }
    }

    /** How many there have been. */
    synchronized int made() {
        return made;
    }

    /** Looks after a reactor that died; the next request makes another. */
    void retire(Reactor dead) {
        try {
            blocking.execute(dead::close);
        } catch (RejectedExecutionException ending) {
            dead.close();
        }
    }

    void close() {
        Reactor last;
        synchronized (this) {
            closed = true;
            last = current;
        }
        if (last != null) {
            last.close();
        }
    }

    private synchronized Reactor renew() {
        Reactor existing = current;
        boolean tooSoon = made > 1 && ticker.nanoTime() - madeAt < BETWEEN;
        if (existing != null && (existing.isAlive() || closed || tooSoon)) {
            return existing;
        }
        Reactor reactor = maker.get();
        if (!closed) {
            reactor.start();
        }
        madeAt = ticker.nanoTime();
        made++;
        current = reactor;
        return reactor;
    }
}
