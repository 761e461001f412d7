package dev.headrace.testkit.trial;

import dev.headrace.spi.Step;
import dev.headrace.spi.WorkItem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What a connector did with one work item in one attempt. Written on the strand, read by the test. */
public final class ItemSeen {
    private final WorkItem item;
    private final CopyOnWriteArrayList<RequestKey> requests = new CopyOnWriteArrayList<>();
    private volatile @Nullable Step step;
    private volatile boolean ended;

    ItemSeen(WorkItem item) {
        this.item = item;
    }

    void answered(RequestKey key) {
        requests.add(key);
    }

    void ended(@Nullable Step given) {
        step = given;
        ended = true;
    }

    /** The item. */
    public WorkItem item() {
        return item;
    }

    /** The requests that were answered for it. */
    public List<RequestKey> requests() {
        return List.copyOf(requests);
    }

    /** What it gave; empty if it failed or has not ended. */
    public Optional<Step> step() {
        return Optional.ofNullable(step);
    }

    /** Whether the stage that {@code collect} returned has completed. */
    public boolean ended() {
        return ended;
    }
}
