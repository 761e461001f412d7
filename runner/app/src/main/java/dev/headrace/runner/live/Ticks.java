package dev.headrace.runner.live;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A render thread, {@code headrace-view}: does the same again and again, until it is closed. */
public final class Ticks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticks.class);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private Ticks(Duration interval, Runnable render) {
        thread = new Thread(() -> tick(interval, render), "headrace-view");
        thread.setDaemon(true);
    }

    /** Begins at once; the first drawing comes after one interval. */
    public static Ticks every(Duration interval, Runnable render) {
        Ticks ticks = new Ticks(interval, render);
        ticks.thread.start();
        return ticks;
    }

    private void tick(Duration interval, Runnable render) {
        try {
            while (!closing.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                drawn(render);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** One drawing that fails does not end the view. */
    private static void drawn(Runnable render) {
        try {
            render.run();
        } catch (RuntimeException failure) {
            LOG.warn("the view could not be drawn", failure);
        }
    }

    /** Waits for a drawing that is under way. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(1_000);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
