package dev.headrace.detector.agent;

import dev.headrace.detector.Detection;
import dev.headrace.detector.DetectionSettings;
import dev.headrace.detector.Finding;
import java.io.File;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program that blocks on its main thread and prints what was found; run by {@link WaysInTest} in JVMs of its own. */
public final class ForkedProgram {
    private interface Sleeping {
        void sleep(long millis) throws InterruptedException;
    }

    private ForkedProgram() {}

    /** @param arguments {@code idle} to do nothing but start */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("idle")) {
            System.out.println(Agent.instrumentation().isPresent() ? "ready" : "absent");
            return;
        }
        Thread main = Thread.currentThread();
        try (Detection detection = Detection.start(DetectionSettings.watching(thread -> thread == main))) {
            block();
            for (Finding finding : detection.result().findings()) {
                System.out.println(finding.sentence());
            }
            System.out.println(detection.result().probes().size() + " probes");
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the act itself
    private static void block() throws Exception {
        Sleeping sleeping = Thread::sleep;
        sleeping.sleep(1);
        Thread.sleep(1);
        Object monitor = new Object();
        synchronized (monitor) {
            monitor.wait(1);
        }
        if (new File("none").exists()) {
            throw new AssertionError("there is a file 'none'");
        }
        try {
            new CompletableFuture<Void>().get(1, TimeUnit.MILLISECONDS);
        } catch (TimeoutException expected) {
            Thread.onSpinWait();
        }
    }
}
