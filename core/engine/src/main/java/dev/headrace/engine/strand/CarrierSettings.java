package dev.headrace.engine.strand;

import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * How many threads carry the strands, and who hears of failures.
 *
 * @param carriers threads that run tasks while none is stuck, at least 1
 * @param most threads at once, with those that are stuck; at least {@code carriers}
 * @param batch tasks that a strand may run before the next strand has its turn, at least 1
 * @param watch what the watchdog does
 * @param failures told of every {@link Throwable} that leaves a task
 * @param around what runs in a task's place, on the carrier: the task itself, or something that runs it
 */
public record CarrierSettings(
        int carriers, int most, int batch, WatchSettings watch, TaskFailures failures, UnaryOperator<Runnable> around) {
    /** @throws IllegalArgumentException if a number is out of its range, naming it */
    public CarrierSettings {
        requireAtLeast(1, carriers, "carriers");
        requireAtLeast(carriers, most, "most carriers");
        requireAtLeast(1, batch, "batch");
        Objects.requireNonNull(watch, "watch is null");
        Objects.requireNonNull(failures, "failures is null");
        Objects.requireNonNull(around, "around is null");
    }

    /** One carrier for each processor and at least 2, 64 with the stuck ones, batches of 64; failures are only logged. */
    public static CarrierSettings defaults() {
        int carriers = Math.max(2, Runtime.getRuntime().availableProcessors());
        return new CarrierSettings(
                carriers,
                Math.max(64, carriers),
                64,
                WatchSettings.defaults(),
                (strand, failure) -> {},
                UnaryOperator.identity());
    }

    /** The same with other numbers of threads. */
    public CarrierSettings carriers(int carriers, int most) {
        return new CarrierSettings(carriers, most, batch, watch, failures, around);
    }

    /** The same with another batch. */
    public CarrierSettings batch(int batch) {
        return new CarrierSettings(carriers, most, batch, watch, failures, around);
    }

    /** The same with another watch. */
    public CarrierSettings watch(WatchSettings watch) {
        return new CarrierSettings(carriers, most, batch, watch, failures, around);
    }

    /** The same with another listener for failures. */
    public CarrierSettings failures(TaskFailures failures) {
        return new CarrierSettings(carriers, most, batch, watch, failures, around);
    }

    /** The same with something else around each task. */
    public CarrierSettings around(UnaryOperator<Runnable> around) {
        return new CarrierSettings(carriers, most, batch, watch, failures, around);
    }

    private static void requireAtLeast(int least, int value, String what) {
        if (value < least) {
            throw new IllegalArgumentException("%s must be at least %s, was %s".formatted(what, least, value));
        }
    }
}
