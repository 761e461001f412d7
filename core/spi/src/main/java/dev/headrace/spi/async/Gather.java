package dev.headrace.spi.async;

import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls an asynchronous function for many inputs, so many at a time, and tells exactly what became of each.
 *
 * <pre>{@code
 * Gather.over(repositories)
 *         .concurrency(8)
 *         .executor(strand)
 *         .toList((repository, item) -> http.get(issuesOf(repository)))
 *         .result()
 *         .thenApply(Gathered::valuesOrThrow);
 * }</pre>
 *
 * <p>One failed input costs no other: its outcome is a {@link Outcome.Failure} with its index, input and cause, whatever
 * was thrown. Inputs are pulled as they are needed; memory is that of the work under way (and of the outcomes, if they
 * are kept). Stack depth is constant however many stages are complete already.
 *
 * <p><b>Threads.</b> The mapper, the receiver of outcomes, the iterator, the stop condition, listeners on an item's
 * cancellation and late values are all called on the executor, never on the thread that completes a stage and never on
 * the scheduler's. All but the mapper (and late values) are called one at a time, each call seeing what the ones before
 * did. The mapper is called for different items at the same time if the executor has several threads; then a mapper
 * that blocks holds up neither other items nor their outcomes.
 */
public final class Gather {
    private Gather() {}

    /**
     * Begins to describe a gather.
     *
     * @param inputs pulled lazily, by one thread at a time, and no more once the gather has been stopped. Only what is
     *     left of a {@link Collection} is then still listed, as {@link Outcome.NotStarted}: it is finite and in memory
     */
    public static <I extends @Nullable Object> Builder<I> over(Iterable<? extends I> inputs) {
        return new Builder<>(Objects.requireNonNull(inputs, "inputs is null"));
    }

    /** Begins the work of one input. */
    @FunctionalInterface
    public interface Mapper<I extends @Nullable Object, O extends @Nullable Object> {
        /**
         * Called on the executor, once for an input. Should not block.
         *
         * @return the stage whose end is the item's end; null makes a {@link Outcome.Failure} that names the item
         * @throws Exception anything, errors included: it is the item's failure and nobody else's
         */
        CompletionStage<? extends O> apply(I input, Item item) throws Exception;
    }

    /** What the mapper gets to know about its item. Thread-safe. */
    public interface Item {
        /** The input's position, counted from 0. */
        long index();

        /**
         * Requested when the item has been given up: timed out, or cancelled with the rest. The outcome is told to
         * nobody before all listeners have returned.
         */
        Cancellation cancellation();

        /**
         * Stops the clock of the item timeout, for as long as the item waits for something that is no sign of a hang,
         * such as a rate budget. The clock goes on when every pause of the item has been closed.
         */
        TimeoutPause pauseTimeout();
    }

    /** A span of time that does not count for the item timeout. Thread-safe. */
    @FunctionalInterface
    public interface TimeoutPause extends AutoCloseable {
        /** Ends the pause; does nothing when called again. */
        @Override
        void close();
    }

    /** What happens to work under way when the stop condition matches. */
    public enum InFlight {
        /** It ends by itself and keeps its outcome. */
        DRAIN,
        /** It is abandoned and becomes {@link Outcome.Cancelled} at once. */
        CANCEL
    }

    /** A gather under way. Thread-safe. */
    public interface Handle<R> {
        /**
         * Completes on the executor when every input has its outcome. It never fails, save for a
         * {@link VirtualMachineError} other than a stack overflow, after all outcomes have been recorded.
         */
        CompletionStage<R> result();

        /**
         * Ends the gather: work under way becomes {@link Outcome.Cancelled} without waiting for it, the rest
         * {@link Outcome.NotStarted}, and what is done stays. Returns at once; does nothing after the end.
         *
         * @param reason a sentence: it becomes the reason of those outcomes
         */
        void cancel(String reason);
    }

    /** Describes a gather; {@link #toList} or {@link #forEach} begins it. For one thread and one gather. */
    public static final class Builder<I extends @Nullable Object> {
        private final Iterable<? extends I> inputs;
        private int concurrency;
        private @Nullable Executor executor;
        private @Nullable ScheduledExecutorService scheduler;
        private LongSupplier nanoClock = System::nanoTime;
        private @Nullable Duration itemTimeout;
        private @Nullable Duration deadline;
        private Predicate<? super Outcome<I, ?>> stopOn = outcome -> false;
        private InFlight inFlightOnStop = InFlight.DRAIN;
        private Cancellation parent = Cancellation.never();
        private Consumer<Object> lateValues = LateValues::closeIfCloseable;

        private Builder(Iterable<? extends I> inputs) {
            this.inputs = inputs;
        }

        /**
         * The most items under way at once. Required: there is no unbounded mode.
         *
         * @param items at least 1
         */
        public Builder<I> concurrency(int items) {
            if (items < 1) {
                throw new IllegalArgumentException("concurrency must be at least 1, was " + items);
            }
            concurrency = items;
            return this;
        }

        /**
         * Where the mapper, the receiver of outcomes and all else of the caller's runs. Required.
         *
         * <p>It must run or reject what it is given: a task that it drops leaves the gather without an end. If it
         * rejects, the gather ends as {@link Stop#CANCELLED} on the thread that met the rejection; no mapper is called
         * there. An executor that runs tasks on the caller's thread brings back the threads that this one keeps away.
         */
        public Builder<I> executor(Executor where) {
            executor = Objects.requireNonNull(where, "executor is null");
            return this;
        }

        /**
         * Wakes the gather for {@link #itemTimeout} and {@link #deadline}; required by these two. Its thread only hands
         * over to the executor. No task of the gather is left in it after the end.
         */
        public Builder<I> scheduler(ScheduledExecutorService timer) {
            return scheduler(timer, System::nanoTime);
        }

        /**
         * As {@link #scheduler(ScheduledExecutorService)}, with the clock that the scheduler keeps.
         *
         * @param clock nanoseconds, like {@link System#nanoTime}
         */
        public Builder<I> scheduler(ScheduledExecutorService timer, LongSupplier clock) {
            scheduler = Objects.requireNonNull(timer, "scheduler is null");
            nanoClock = Objects.requireNonNull(clock, "clock is null");
            return this;
        }

        /**
         * How long an item may take from the call of its mapper, {@linkplain Item#pauseTimeout pauses} not counted. An
         * item that takes longer fails with a {@link java.util.concurrent.TimeoutException} that names it.
         *
         * @param limit more than zero
         */
        public Builder<I> itemTimeout(Duration limit) {
            itemTimeout = positive(limit, "itemTimeout");
            return this;
        }

        /**
         * How long the whole gather may take. Then work under way is cancelled and what is done stays.
         *
         * @param limit more than zero
         */
        public Builder<I> deadline(Duration limit) {
            deadline = positive(limit, "deadline");
            return this;
        }

        /** Starts nothing more once an outcome matches. Never, unless said. */
        public Builder<I> stopOn(Predicate<? super Outcome<I, ?>> condition) {
            stopOn = Objects.requireNonNull(condition, "stop condition is null");
            return this;
        }

        /**
         * What the stop condition means for work under way: {@link InFlight#DRAIN} unless said. A deadline, a
         * cancellation and a receiver that fails always cancel it.
         */
        public Builder<I> inFlightOnStop(InFlight fate) {
            inFlightOnStop = Objects.requireNonNull(fate, "inFlightOnStop is null");
            return this;
        }

        /** Cancels the gather when {@code cancellation} is requested. The gather leaves no listener on it at its end. */
        public Builder<I> cancelledBy(Cancellation cancellation) {
            parent = Objects.requireNonNull(cancellation, "cancellation is null");
            return this;
        }

        /**
         * What to do with a value that arrives after its item was given up, so that it does not leak what it holds.
         * Unless said, a value that is {@link AutoCloseable} is closed.
         *
         * @param discard called on the executor with each such value; what it throws goes to the uncaught-exception
         *     handler of that thread
         */
        public Builder<I> lateValues(Consumer<Object> discard) {
            lateValues = Objects.requireNonNull(discard, "late values' consumer is null");
            return this;
        }

        /**
         * Begins, and keeps every outcome: some 40 bytes an item beside inputs and values, in the order of the inputs.
         *
         * @throws IllegalStateException if something required is missing
         */
        public <O extends @Nullable Object> Handle<Gathered<I, O>> toList(Mapper<? super I, O> mapper) {
            OutcomeList<I, O> kept = new OutcomeList<>();
            return begin(mapper, kept::add, summary -> new Gathered<>(kept.toList(), summary));
        }

        /**
         * Begins, and hands each outcome to {@code sink} as it comes, one at a time; keeps none of them. An outcome
         * counts as under way until the sink has returned.
         *
         * @param sink called on the executor; if it throws, it is not called again and the gather ends as
         *     {@link Stop#SINK_FAILED}
         * @throws IllegalStateException if something required is missing
         */
        public <O extends @Nullable Object> Handle<Summary> forEach(
                Mapper<? super I, O> mapper, Consumer<? super Outcome<I, O>> sink) {
            return begin(mapper, sink, summary -> summary);
        }

        private <O extends @Nullable Object, R> Handle<R> begin(
                Mapper<? super I, O> mapper, Consumer<? super Outcome<I, O>> sink, Function<Summary, R> ending) {
            Objects.requireNonNull(mapper, "mapper is null");
            Objects.requireNonNull(sink, "sink is null");
            GatherRun<I, O, R> run = new GatherRun<>(new Inputs<>(inputs), mapper, terms(), sink, ending);
            run.wake();
            return run;
        }

        private Terms<I> terms() {
            if (concurrency == 0) {
                throw new IllegalStateException(
                        "no concurrency given: call concurrency(n), there is no unbounded mode");
            }
            if (executor == null) {
                throw new IllegalStateException("no executor given: call executor(e) to say where the mapper runs");
            }
            if (scheduler == null && (itemTimeout != null || deadline != null)) {
                throw new IllegalStateException("itemTimeout and deadline need a scheduler: call scheduler(s)");
            }
            Timing timing = new Timing(scheduler, nanoClock, itemTimeout, deadline);
            return new Terms<>(concurrency, executor, timing, stopOn, inFlightOnStop, parent, lateValues);
        }

        private static Duration positive(Duration limit, String what) {
            if (limit.isZero() || limit.isNegative()) {
                throw new IllegalArgumentException("%s must be more than zero, was %s".formatted(what, limit));
            }
            return limit;
        }
    }
}
