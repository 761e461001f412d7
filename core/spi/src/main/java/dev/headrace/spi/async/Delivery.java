package dev.headrace.spi.async;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Counts each outcome, tells it to the receiver, and says when that is a reason to stop. Confined to the loop. */
final class Delivery<I extends @Nullable Object, O extends @Nullable Object> {
    private final Consumer<? super Outcome<I, O>> sink;
    private final Predicate<? super Outcome<I, ?>> stopOn;
    private final boolean cancelOnStop;
    private final LateValues lateValues;
    private long succeeded;
    private long failed;
    private long cancelled;
    private long notStarted;
    private boolean sinkBroken;
    private @Nullable Throwable fatal;

    Delivery(Consumer<? super Outcome<I, O>> sink, Terms<I> terms, LateValues lateValues) {
        this.sink = sink;
        this.stopOn = terms.stopOn();
        this.cancelOnStop = terms.inFlightOnStop() == Gather.InFlight.CANCEL;
        this.lateValues = lateValues;
    }

    /** Returns the reason to stop that this outcome is; null if it is none. */
    @Nullable
    StopRequest deliver(Outcome<I, O> outcome, boolean stopped) {
        count(outcome);
        StopRequest reason = tell(outcome);
        if (reason == null) {
            reason = fatal(outcome);
        }
        return reason == null && !stopped ? condition(outcome) : reason;
    }

    private @Nullable StopRequest tell(Outcome<I, O> outcome) {
        if (sinkBroken) {
            discard(outcome);
            return null;
        }
        try {
            sink.accept(outcome);
            return null;
        } catch (Throwable thrown) {
            sinkBroken = true;
            noteFatal(thrown);
            return StopRequest.broken(Stop.SINK_FAILED, "the receiver of outcomes failed: ", thrown);
        }
    }

    private void discard(Outcome<I, O> outcome) {
        if (outcome instanceof Outcome.Success<I, O> success) {
            lateValues.discard(success.value());
        }
    }

    private @Nullable StopRequest condition(Outcome<I, O> outcome) {
        try {
            return stopOn.test(outcome) ? matched(outcome) : null;
        } catch (Throwable thrown) {
            noteFatal(thrown);
            return StopRequest.broken(Stop.SINK_FAILED, "the stop condition failed: ", thrown);
        }
    }

    private StopRequest matched(Outcome<I, O> outcome) {
        String why = "stopped by the outcome of " + Described.item(outcome.index(), outcome.input());
        return new StopRequest(Stop.STOP_CONDITION, why, cancelOnStop, null);
    }

    private @Nullable StopRequest fatal(Outcome<I, O> outcome) {
        if (outcome instanceof Outcome.Failure<I, O> failure && noteFatal(failure.cause())) {
            return StopRequest.broken(Stop.CANCELLED, "the JVM is in trouble: ", failure.cause());
        }
        return null;
    }

    /** Keeps the first error that ends the gather exceptionally; returns whether {@code thrown} is of that sort. */
    boolean noteFatal(Throwable thrown) {
        if (!Failures.isFatal(thrown)) {
            return false;
        }
        if (fatal == null) {
            fatal = thrown;
        }
        return true;
    }

    @Nullable
    Throwable fatal() {
        return fatal;
    }

    private void count(Outcome<I, O> outcome) {
        if (outcome instanceof Outcome.Success) {
            succeeded++;
        } else if (outcome instanceof Outcome.Failure) {
            failed++;
        } else if (outcome instanceof Outcome.Cancelled) {
            cancelled++;
        } else {
            notStarted++;
        }
    }

    /** Whether no input was cut off: each ended by itself. */
    boolean nothingCut() {
        return cancelled == 0 && notStarted == 0;
    }

    Summary summary(Stop stop, @Nullable Throwable problem) {
        return new Summary(stop, succeeded + failed + cancelled, succeeded, failed, cancelled, notStarted, problem);
    }
}
