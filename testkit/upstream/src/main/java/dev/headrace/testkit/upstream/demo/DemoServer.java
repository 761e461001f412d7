package dev.headrace.testkit.upstream.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs the twelve demo upstreams in a process of their own.
 *
 * <p>Prints twelve lines on standard output, one {@linkplain UpstreamFacts#toJson() JSON object} for each upstream, when
 * all accept connections. Ends with status 0 when its standard input ends, when the process that started it has gone, or
 * when its time is over, whichever comes first. Everything else it has to say goes to standard error. Options, each
 * followed by a whole number: {@code --pages}, {@code --page-size}, {@code --latency-ms}, {@code --seed},
 * {@code --life-s} (600 unless said otherwise). A wrong option ends it with status 2.
 */
public final class DemoServer {
    private DemoServer() {}

    /**
     * Runs until told to stop.
     *
     * @param arguments the options
     * @throws InterruptedException never in practice: nobody interrupts the main thread
     */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream lines = System.out;
        // A logging library that writes to standard output would break the protocol.
        System.setOut(System.err);
        try {
            run(DemoOptions.parse(arguments), lines);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        }
    }

    private static void run(DemoOptions options, PrintStream lines) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        watchInput(end);
        watchParent(end);
        try (DemoUpstreams upstreams = DemoUpstreams.start(options.size())) {
            upstreams.facts().forEach(facts -> lines.println(facts.toJson()));
            lines.flush();
            awaitEnd(end, options.life());
        }
    }

    private static void awaitEnd(CountDownLatch end, Duration life) throws InterruptedException {
        if (!end.await(life.toMillis(), TimeUnit.MILLISECONDS)) {
            System.err.println("The demo upstreams have run for " + life + " and stop now.");
        }
    }

    private static void watchInput(CountDownLatch end) {
        Thread reader = new Thread(() -> awaitEndOfInput(end), "demo-input");
        reader.setDaemon(true);
        reader.start();
    }

    private static void awaitEndOfInput(CountDownLatch end) {
        try {
            while (System.in.read() >= 0) {
                // What is typed means nothing; only the end of it does.
            }
        } catch (IOException gone) {
            // As good as the end.
        }
        end.countDown();
    }

    private static void watchParent(CountDownLatch end) {
        ProcessHandle.current().parent().ifPresent(parent -> {
            CompletionStage<ProcessHandle> exit = parent.onExit();
            exit.thenRun(end::countDown);
        });
    }
}
