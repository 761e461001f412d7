package dev.headrace.engine.plan;

import dev.headrace.spi.Connector;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * A connector that is asked for its first items only, a few of each kind, and whose answers are counted and dropped. Confined to the
 * connector's strand until the run has ended, as the connector itself is.
 */
public final class Sounding implements Connector {
    /** Enough to see whether an answer leads to one item or to many; more would be a run. */
    private static final int ASKED_OF_A_KIND = 3;

    private static final class Tally {
        long first;
        long asked;
        final Map<String, Long> followUps = new TreeMap<>();
    }

    private final Connector connector;
    private final Map<String, String> cursors;
    private final Map<String, Tally> kinds = new TreeMap<>();

    /** @param cursors what earlier runs have committed */
    public Sounding(Connector connector, Map<String, String> cursors) {
        this.connector = connector;
        this.cursors = cursors;
    }

    @Override
    public Step plan(Cursors none) {
        Step few = Step.empty();
        connector
                .plan(scope -> Optional.ofNullable(cursors.get(scope)))
                .followUps()
                .forEach(next -> {
                    Tally tally = kinds.computeIfAbsent(next.item().kind(), kind -> new Tally());
                    if (tally.first++ < ASKED_OF_A_KIND) {
                        few.then(next.item());
                    }
                });
        return few;
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) throws Exception {
        return connector.collect(item, context).thenApply(step -> {
            Tally tally = kinds.computeIfAbsent(item.kind(), kind -> new Tally());
            tally.asked++;
            step.followUps().forEach(next -> tally.followUps.merge(next.item().kind(), 1L, Long::sum));
            return Step.empty();
        });
    }

    @Override
    public void close() {
        connector.close();
    }

    /** What the answers told, by kind; after the end of the run. */
    public Map<String, Sounded.Reply> replies() {
        Map<String, Sounded.Reply> replies = new TreeMap<>();
        kinds.forEach((kind, tally) ->
                replies.put(kind, new Sounded.Reply(tally.first, tally.asked, Map.copyOf(tally.followUps))));
        return replies;
    }
}
