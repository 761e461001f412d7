package dev.headrace.engine.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The stages of one item. Thread-safe: the list is guarded by this object's monitor, which is held for a few instructions and
 * never while a stage completes.
 *
 * <p>Stages are held strongly, since a dropped one has no other owner, and let go of as soon as a sweep finds that somebody has
 * looked: a long walk keeps no replies alive.
 */
public final class StageScope {
    /** Most items make fewer stages than that and are never swept before their end. */
    private static final int FIRST_SWEEP = 32;

    private final Executor strand;
    private final CreationLines lines;

    // Guarded by this.
    private final List<TrackedStage<?>> open = new ArrayList<>();
    private int sweepAt = FIRST_SWEEP;
    private boolean ended;

    /**
     * A scope without stages.
     *
     * @param strand where a stage's {@code ...Async} methods without an executor run their functions
     */
    public StageScope(Executor strand, CreationLines lines) {
        this.strand = strand;
        this.lines = lines;
    }

    /**
     * The same result as a stage that is followed. It completes on the thread that completes {@code source}.
     *
     * @param origin what was called, for people; its text is asked for only if the stage is dropped
     */
    public <T> CompletionStage<T> track(Object origin, CompletionStage<T> source) {
        TrackedStage<T> stage = derived(origin);
        // Not whenComplete: its stage would fail as well, with an exception around the exception.
        source.handle(stage::settle);
        return stage;
    }

    /** Whether somebody has looked at every stage so far. */
    public synchronized boolean isClean() {
        for (TrackedStage<?> stage : open) {
            if (!stage.isSeen()) {
                return false;
            }
        }
        return true;
    }

    /** Ends the scope: lets go of all stages, and follows no further ones. What nobody has looked at until now is dropped. */
    public List<DroppedStage> end() {
        List<TrackedStage<?>> left;
        synchronized (this) {
            ended = true;
            left = isClean() ? List.of() : List.copyOf(open);
            open.clear();
        }
        return left.isEmpty() ? List.of() : dropped(left);
    }

    private static List<DroppedStage> dropped(List<TrackedStage<?>> left) {
        return left.stream()
                .filter(stage -> !stage.isSeen())
                .map(TrackedStage::dropped)
                .toList();
    }

    <T> TrackedStage<T> derived(Object origin) {
        TrackedStage<T> stage = new TrackedStage<>(this, origin, lines.here());
        add(stage);
        return stage;
    }

    /** How many stages it keeps from being collected. */
    synchronized int held() {
        return open.size();
    }

    Executor strand() {
        return strand;
    }

    private synchronized void add(TrackedStage<?> stage) {
        if (ended) {
            return;
        }
        if (open.size() >= sweepAt) {
            open.removeIf(TrackedStage::isSeen);
            sweepAt = Math.max(FIRST_SWEEP, 2 * open.size());
        }
        open.add(stage);
    }
}
