package dev.headrace.spi.async;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One item under way. Whoever moves its phase decides its outcome: the thread that completes its stage, or the loop that
 * gives it up. The mapper's call runs it as a task of its own, so that a mapper that blocks holds up no one else.
 */
final class Slot<I extends @Nullable Object, O extends @Nullable Object> extends Inbox.Link<Slot<I, O>>
        implements Gather.Item, Runnable, BiFunction<@Nullable O, @Nullable Throwable, @Nullable Void> {
    private enum Phase {
        /** The mapper has not been called. */
        WAITING,
        RUNNING,
        /** By its stage or its mapper: value and failure are about to be written, then handed to the loop. */
        DONE,
        GIVEN_UP,
        /** Given up, and its stage completed after all. */
        LATE
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);
    private final CancellationSource cancellation = new CancellationSource();
    private final long index;
    private final I input;
    private final LateValues lateValues;
    private final ItemClock clock;

    // Set to null by the loop once the outcome is told: a stage that never completes must not retain the whole gather.
    private @Nullable GatherRun<I, O, ?> run;
    private @Nullable O value;
    private @Nullable Throwable failure;

    Slot(GatherRun<I, O, ?> run, long index, I input, LateValues lateValues, ItemClock clock) {
        this.run = run;
        this.index = index;
        this.input = input;
        this.lateValues = lateValues;
        this.clock = clock;
    }

    @Override
    public long index() {
        return index;
    }

    I input() {
        return input;
    }

    ItemClock clock() {
        return clock;
    }

    @Override
    public Cancellation cancellation() {
        return cancellation.cancellation();
    }

    @Override
    public Gather.TimeoutPause pauseTimeout() {
        clock.pause();
        AtomicBoolean closed = new AtomicBoolean();
        return () -> {
            if (closed.compareAndSet(false, true)) {
                resume();
            }
        };
    }

    private void resume() {
        clock.resume();
        GatherRun<I, O, ?> current = run;
        if (current != null) {
            current.lookAtClocks();
        }
    }

    /** On the executor: calls the mapper, unless the item was given up before. */
    @Override
    public void run() {
        GatherRun<I, O, ?> current = run;
        if (current == null || !phase.compareAndSet(Phase.WAITING, Phase.RUNNING)) {
            return;
        }
        clock.start();
        try {
            // Not whenComplete: its stage would fail as well, with an exception around the exception, trace and all.
            begin(current).handle(this);
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            completed(null, thrown);
        } catch (Throwable thrown) {
            completed(null, thrown);
        }
    }

    private CompletionStage<? extends O> begin(GatherRun<I, O, ?> current) throws Exception {
        CompletionStage<? extends O> stage = current.map(input, this);
        if (stage == null) {
            throw new NullPointerException("the mapper returned null instead of a stage for " + this);
        }
        return stage;
    }

    /** The stage has completed; any thread. Of a stage that completes twice, the second time is ignored. */
    @Override
    public @Nullable Void apply(@Nullable O result, @Nullable Throwable thrown) {
        completed(result, thrown);
        return null;
    }

    private void completed(@Nullable O result, @Nullable Throwable thrown) {
        if (phase.compareAndSet(Phase.RUNNING, Phase.DONE)) {
            value = result;
            failure = thrown;
            Objects.requireNonNull(run, "an item is released only after it was decided")
                    .completed(this);
        } else if (phase.compareAndSet(Phase.GIVEN_UP, Phase.LATE)) {
            lateValues.discard(result);
        }
    }

    /** On the loop, after the item was completed. */
    @SuppressWarnings("NullAway") // a stage without a failure has a value, and whether that may be null is O's affair
    Outcome<I, O> outcome() {
        Throwable thrown = failure;
        return thrown == null
                ? new Outcome.Success<>(index, input, value)
                : new Outcome.Failure<>(index, input, Failures.unwrap(thrown));
    }

    /** On the loop: gives up an item whose mapper has not been called. */
    boolean skip() {
        return phase.compareAndSet(Phase.WAITING, Phase.GIVEN_UP);
    }

    /** On the loop: gives up an item under way. When this returns true the work has been told to stop. */
    boolean giveUp(String reason) {
        if (!phase.compareAndSet(Phase.RUNNING, Phase.GIVEN_UP)) {
            return false;
        }
        cancellation.cancel(reason);
        return true;
    }

    /** On the loop: the outcome is about to be told. */
    void release() {
        run = null;
        value = null;
        failure = null;
    }

    @Override
    public String toString() {
        return Described.item(index, input);
    }
}
