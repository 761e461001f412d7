package dev.headrace.benchmarks;

import dev.headrace.engine.account.ItemTime;
import dev.headrace.engine.account.Passage;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.account.Quantiles;
import dev.headrace.engine.account.RequestCounts;
import dev.headrace.engine.account.TimeAccount;
import dev.headrace.engine.cause.Causality;
import dev.headrace.engine.cause.Party;
import dev.headrace.engine.cause.Spent;
import dev.headrace.engine.cause.Trail;
import dev.headrace.spi.Limit;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the accounts cost for an item with one request, or with none: everything that a run does for its time accounts, critical path and
 * what-ifs, on one thread, without anything else. Prints thread CPU and allocation for each item.
 */
public final class AccountFigures {
    private static final int PHASES = Phase.values().length;
    private static final int ITEMS = 300_000;
    private static final int PLACES = 16;
    private static final List<String> LIMITS = List.of("http", "host-example.org", "example");

    private final Causality causality = new Causality(System.nanoTime(), AccountFigures::rules);
    private final Party party = causality.party("example", PLACES);
    private final Spent spent = new Spent();
    private final TimeAccount connector = new TimeAccount();
    private final TimeAccount stream = new TimeAccount();
    private final Quantiles quantiles = new Quantiles();
    private final long[] nanos = new long[PHASES];
    private Trail event = causality.opened(System.nanoTime());

    private AccountFigures() {}

    private static Optional<Limit> rules(String name) {
        return name.equals("example")
                ? Optional.of(
                        Limit.named(name).window(1_000, Duration.ofSeconds(1)).concurrency(10))
                : Optional.of(Limit.named("http").concurrency(100));
    }

    /** Prints a line for each round. */
    public static void main(String[] arguments) {
        for (int round = 1; round <= 5; round++) {
            new AccountFigures().measure("with a request", true);
            new AccountFigures().measure("without requests", false);
        }
    }

    private void measure(String what, boolean request) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        for (int item = 0; item < ITEMS; item++) {
            item(request);
        }
        System.out.println(String.format(
                Locale.ROOT,
                "accounts of an item %s: %,d ns CPU, %,d bytes",
                what,
                (threads.getCurrentThreadCpuTime() - cpu) / ITEMS,
                (threads.getCurrentThreadAllocatedBytes() - bytes) / ITEMS));
    }

    private void item(boolean request) {
        ItemTime time = new ItemTime(System::nanoTime);
        Passage way = time.begin(Phase.QUEUE);
        way.rest();
        long[] before = new long[PHASES];
        time.copyTo(before);
        Trail start = causality.started(party, event, event, time.chargedToNanos());
        RequestCounts counts = new RequestCounts();
        onStrand(time);
        if (request) {
            call(time, counts);
            onStrand(time);
        }
        way.to(Phase.COMMIT);
        spent.take(time, before, 0, counts.all());
        Trail ended = causality.ended(party, "things", start, spent);
        time.close();
        time.copyTo(nanos);
        connector.add(nanos, time.waits());
        stream.add(nanos, time.waits());
        quantiles.add(time.wall());
        event = causality.passed(party, "things", Phase.COMMIT, ended, System.nanoTime());
    }

    private static void onStrand(ItemTime time) {
        Passage task = time.begin(Phase.STRAND_WAIT);
        task.to(Phase.STRAND);
        task.end();
    }

    private static void call(ItemTime time, RequestCounts counts) {
        Passage call = time.beginCall();
        call.beginAttempt(Phase.BUDGET);
        call.waitedFor(java.util.Map.of());
        call.to(Phase.POOL);
        call.to(Phase.FIRST_BYTE);
        call.move(Phase.CONNECT, Phase.TLS, 0);
        counts.sent(LIMITS, 1);
        call.to(Phase.BODY);
        call.to(Phase.DECODE);
        call.end();
    }
}
