package dev.headrace.spi.async;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs a pass on the executor whenever woken, never two at a time, and one more after the last wake. A wake from inside
 * the pass only asks for another, so the stack does not grow, whatever the executor.
 */
final class SerialLoop implements Runnable {
    private final AtomicInteger wakes = new AtomicInteger();
    private final Executor executor;
    private final Runnable pass;
    private final Consumer<Throwable> refused;

    /**
     * @param pass must not throw
     * @param refused told when the executor takes no more; the pass then runs on the thread that woke the loop, for a
     *     gather without an end is worse than one that ends on the wrong thread
     */
    SerialLoop(Executor executor, Runnable pass, Consumer<Throwable> refused) {
        this.executor = executor;
        this.pass = pass;
        this.refused = refused;
    }

    void wake() {
        if (wakes.getAndIncrement() == 0) {
            submit();
        }
    }

    private void submit() {
        try {
            executor.execute(this);
        } catch (RuntimeException | Error refusal) {
            refused.accept(refusal);
            run();
        }
    }

    @Override
    public void run() {
        int seen = wakes.get();
        while (seen != 0) {
            pass.run();
            seen = wakes.addAndGet(-seen);
        }
    }
}
