package dev.headrace.testkit.upstream;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fault that lies over an upstream until it is taken off. Thread-safe.
 */
public final class Overlay implements AutoCloseable {
    private final Overlays all;
    private final When when;
    private final Fault fault;
    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicInteger hits = new AtomicInteger();

    Overlay(Overlays all, When when, Fault fault) {
        this.all = all;
        this.when = when;
        this.fault = fault;
    }

    /** How many requests it has met. */
    public int hits() {
        return hits.get();
    }

    /** How many requests it could have met, those that had their turn and those that had not. */
    public int seen() {
        return seen.get();
    }

    /** Takes it off: the upstream is well again. Requests that were met before keep their fault. Doing so twice does nothing. */
    @Override
    public void close() {
        all.remove(this);
    }

    Reply reply(ReceivedRequest request, Responder healthy) {
        if (!when.concerns(request) || !when.isTurn(seen.incrementAndGet())) {
            return healthy.reply(request);
        }
        hits.incrementAndGet();
        return fault.reply(request, healthy);
    }
}
