package dev.headrace.engine.http;

import dev.headrace.engine.budget.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A clock that throws once where it is read on an I/O thread: the way to an {@link Error} inside a callback of HttpClient. */
final class FaultyTicker implements Ticker {
    private final Ticker real;
    private final AtomicReference<@Nullable Supplier<? extends Error>> fault = new AtomicReference<>();

    FaultyTicker(ScheduledExecutorService timer) {
        real = Ticker.system(timer);
    }

    void failOnceWith(Supplier<? extends Error> error) {
        fault.set(error);
    }

    @Override
    public long nanoTime() {
        if (Thread.currentThread().getName().startsWith("headrace-io")) {
            Supplier<? extends Error> error = fault.getAndSet(null);
            if (error != null) {
                throw error.get();
            }
        }
        return real.nanoTime();
    }

    @Override
    public Instant wallTime() {
        return real.wallTime();
    }

    @Override
    public Alarm schedule(Duration delay, Runnable task) {
        return real.schedule(delay, task);
    }
}
