package dev.headrace.detector;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for, and where. Immutable.
 */
public final class DetectionSettings {
    /** The queue of a pool is locked for some microseconds by each who takes from it, and on a busy machine for some more. */
    private static final Duration TOLERANCE = Duration.ofMillis(1);

    private final Predicate<Thread> watched;
    private final Function<Thread, Assignment> work;
    private final Predicate<StackTraceElement> ownCode;
    private final Allowances allowances;
    private final DetectionMode mode;
    private final Duration tolerance;
    private final @Nullable Executor canaries;

    private DetectionSettings(
            Predicate<Thread> watched,
            Function<Thread, Assignment> work,
            Predicate<StackTraceElement> ownCode,
            Allowances allowances,
            DetectionMode mode,
            Duration tolerance,
            @Nullable Executor canaries) {
        this.watched = Objects.requireNonNull(watched, "watched is null");
        this.work = Objects.requireNonNull(work, "work is null");
        this.ownCode = Objects.requireNonNull(ownCode, "ownCode is null");
        this.allowances = Objects.requireNonNull(allowances, "allowances is null");
        this.mode = Objects.requireNonNull(mode, "mode is null");
        this.tolerance = Objects.requireNonNull(tolerance, "tolerance is null");
        this.canaries = canaries;
    }

    /**
     * The default allowances, no work items, all code outside the JDK own; findings are reported; waits for a lock of less than
     * 1 ms are tolerated.
     *
     * @param watched whether a thread may not block now. Asked on that thread at each blocking call, so it must neither load a
     *     class nor block: compare a class or read a plain field
     */
    public static DetectionSettings watching(Predicate<Thread> watched) {
        return new DetectionSettings(
                watched,
                thread -> Assignment.UNKNOWN,
                frame -> !Site.isJdk(frame),
                Allowances.defaults(),
                DetectionMode.REPORT,
                TOLERANCE,
                null);
    }

    /**
     * The same with a way to know what a thread is working at.
     *
     * @param work asked on that thread
     */
    public DetectionSettings work(Function<Thread, Assignment> work) {
        return new DetectionSettings(watched, work, ownCode, allowances, mode, tolerance, canaries);
    }

    /** The same with a rule for which frames are the connector's own. */
    public DetectionSettings ownCode(Predicate<StackTraceElement> ownCode) {
        return new DetectionSettings(watched, work, ownCode, allowances, mode, tolerance, canaries);
    }

    /** The same with other allowances. */
    public DetectionSettings allowances(Allowances allowances) {
        return new DetectionSettings(watched, work, ownCode, allowances, mode, tolerance, canaries);
    }

    /** The same in another mode. */
    public DetectionSettings mode(DetectionMode mode) {
        return new DetectionSettings(watched, work, ownCode, allowances, mode, tolerance, canaries);
    }

    /** The same with another tolerance for contended locks; zero tolerates none. */
    public DetectionSettings tolerance(Duration tolerance) {
        return new DetectionSettings(watched, work, ownCode, allowances, mode, tolerance, canaries);
    }

    /**
     * The same with an executor for the blocking calls that prove that each probe works: its thread has to be a watched one
     * while it runs a task. Without, they are made by a thread of their own, which proves the probes but not {@code watched}.
     */
    public DetectionSettings canaries(Executor canaries) {
        return new DetectionSettings(watched, work, ownCode, allowances, mode, tolerance, canaries);
    }

    Predicate<Thread> watched() {
        return watched;
    }

    Function<Thread, Assignment> work() {
        return work;
    }

    Predicate<StackTraceElement> ownCode() {
        return ownCode;
    }

    Allowances allowances() {
        return allowances;
    }

    DetectionMode mode() {
        return mode;
    }

    Duration tolerance() {
        return tolerance;
    }

    Optional<Executor> canaries() {
        return Optional.ofNullable(canaries);
    }
}
