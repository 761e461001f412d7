package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.process.Lifeline;

/**
 * Runs the twelve demo upstreams in a process of their own.
 *
 * <p>Prints twelve lines on standard output, one {@linkplain UpstreamFacts#toJson() JSON object} for each upstream, when
 * all accept connections. Ends with status 0 when its standard input ends, when the process that started it has gone, or
 * when its time is over, whichever comes first. Everything else it has to say goes to standard error. Options, each
 * followed by a whole number: {@code --pages}, {@code --page-size}, {@code --latency-ms}, {@code --seed},
 * {@code --first-port}, {@code --life-s} (600 unless said otherwise). A wrong option ends it with status 2.
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
        Lifeline lifeline = Lifeline.take();
        try {
            run(DemoOptions.parse(arguments), lifeline);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        }
    }

    private static void run(DemoOptions options, Lifeline lifeline) throws InterruptedException {
        try (DemoUpstreams upstreams = DemoUpstreams.start(options.size(), options.firstPort())) {
            lifeline.announce(
                    upstreams.facts().stream().map(UpstreamFacts::toJson).toList());
            lifeline.awaitEnd(options.life());
        }
    }
}
