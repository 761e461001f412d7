package dev.headrace.engine.scripted;

import dev.headrace.spi.Step;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** Connector code that blocks, three calls deep. */
public final class Dozing {
    private static volatile int line;

    private Dozing() {}

    /** Sleeps; see {@link #place()}. */
    public static CompletionStage<Step> sleeping(long millis) {
        return CompletableFuture.completedFuture(fetch(millis));
    }

    private static Step fetch(long millis) {
        beNice(millis);
        return Step.empty();
    }

    private static void beNice(long millis) {
        try {
            line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** The file and the line that sleeps. */
    public static String place() {
        return "Dozing.java:" + line;
    }

    /** Enters a monitor, and waits for it if it is taken. */
    public static CompletionStage<Step> entering(Object monitor) {
        synchronized (monitor) {
            return CompletableFuture.completedFuture(Step.empty());
        }
    }

    /** Waits until somebody lets it go. */
    public static void until(CountDownLatch released) {
        boolean interrupted = true;
        while (interrupted) {
            try {
                released.await();
                interrupted = false;
            } catch (InterruptedException again) {
                // Code that never gives its thread back does not listen either.
                interrupted = true;
            }
        }
    }
}
