package dev.headrace.engine.run;

import dev.headrace.engine.account.LimitWait;
import dev.headrace.engine.account.Quantiles;
import dev.headrace.engine.account.RequestCounts;
import dev.headrace.engine.account.TimeAccount;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.StreamReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the items of one instance did, by kind. Written on the scheduler's strand, read by any thread; guarded by its monitor.
 */
final class StreamAccounts {
    /** More kinds than any connector has that a person configured; the others are one. */
    private static final int MOST_KINDS = 256;

    private static final String OTHERS = "(others)";

    private static final class Stream {
        final TimeAccount time = new TimeAccount();
        final Quantiles durations = new Quantiles();
        long items;
        long records;
        long requests;
        long failed;

        StreamReport report(String name, boolean connectorIsComplete) {
            return new StreamReport(
                    name,
                    items,
                    records,
                    requests,
                    failed,
                    failed == 0 && connectorIsComplete,
                    time.phases(),
                    new StreamReport.Durations(
                            durations.at(0.5), durations.at(0.9), durations.at(0.99), durations.longest()));
        }
    }

    private final Map<String, Stream> streams = new TreeMap<>();

    private Stream stream(String kind) {
        boolean room = streams.size() < MOST_KINDS || streams.containsKey(kind);
        return streams.computeIfAbsent(room ? kind : OTHERS, name -> new Stream());
    }

    /** An attempt at an item has sent so much. */
    synchronized void sent(String kind, List<RequestCounts.Sent> sent) {
        Stream stream = stream(kind);
        for (RequestCounts.Sent some : sent) {
            stream.requests += some.requests();
        }
    }

    /**
     * The store has answered to the end of an item.
     *
     * @param nanos by phase
     */
    synchronized void over(ItemRun run, ItemEnd end, long[] nanos, Map<String, LimitWait> waits, Duration took) {
        Stream stream = stream(run.leased().item().kind());
        stream.time.add(nanos, waits);
        if (end instanceof ItemEnd.GivenUp givenUp && givenUp.outcome() == ItemOutcome.CANCELLED) {
            return;
        }
        stream.items++;
        stream.durations.add(took);
        if (end instanceof ItemEnd.Collected collected && !run.hasFailed()) {
            stream.records += collected.step().records().size();
        } else {
            stream.failed++;
        }
    }

    /** @param complete whether all items of the instance were done */
    synchronized List<StreamReport> reports(boolean complete) {
        return streams.entrySet().stream()
                .map(stream -> stream.getValue().report(stream.getKey(), complete))
                .toList();
    }
}
