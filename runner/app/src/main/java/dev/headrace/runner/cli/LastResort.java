package dev.headrace.runner.cli;

import dev.headrace.runner.view.Terminal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends a process whose JVM is broken, most likely out of memory: says so, leaves the run a few seconds to end by itself, and
 * halts. All that it needs is made before, because afterwards nothing can be relied on.
 */
final class LastResort {
    private static final long GRACE_SECONDS = 5;
    private static final byte[] MESSAGE =
            ("The JVM is out of memory or broken, so the run ends here. What is committed is safe:"
                            + " run again to go on, with more memory (java -Xmx...) or a lower 'concurrency'."
                            + System.lineSeparator())
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private LastResort() {}

    static Consumer<Throwable> prepare(Terminal terminal) {
        CountDownLatch broken = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        broken.await();
                        terminal.rawErr(MESSAGE);
                        new CountDownLatch(1).await(GRACE_SECONDS, TimeUnit.SECONDS);
                    } catch (InterruptedException ending) {
                        return;
                    }
                    Runtime.getRuntime().halt(ExitCode.FAILED);
                },
                "headrace-last-resort");
        thread.setDaemon(true);
        thread.start();
        return failure -> broken.countDown();
    }
}
