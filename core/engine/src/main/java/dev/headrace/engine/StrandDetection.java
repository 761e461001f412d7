package dev.headrace.engine;

import dev.headrace.detector.Allowances;
import dev.headrace.detector.Assignment;
import dev.headrace.detector.Detection;
import dev.headrace.detector.DetectionSettings;
import dev.headrace.engine.strand.CarrierSettings;
import dev.headrace.engine.strand.CarrierThread;
import dev.headrace.engine.strand.Carriers;
import dev.headrace.engine.strand.NamedTask;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How {@link dev.headrace.detector.Detection} watches the engine: the threads that run connectors, while they run a task. Stateless;
 * the settings fit any number of engines in the JVM.
 */
public final class StrandDetection {
    /**
     * A connector's task tells of its answers and its time where carriers do so too. The machine may take its core from whoever
     * holds such a lock.
     */
    private static final List<String> ENGINE = List.of(
            "dev.headrace.engine.budget.Kernel.*: the lock of the budgets, which nobody holds while waiting",
            "dev.headrace.engine.account.*: the lock of an item's times, which nobody holds while waiting",
            "dev.headrace.engine.record.*: the locks of the recorder, which nobody holds while waiting",
            "dev.headrace.engine.http.Course.*: the lock of a call's steps, which nobody holds while waiting",
            "dev.headrace.engine.http.Trip.*: the lock of a call's record, which nobody holds while waiting");

    private StrandDetection() {}

    /**
     * Begins to watch with the usual settings, after a strand made for it has blocked in every way and each was noticed. Waits for
     * that.
     *
     * @param mayBlock what is allowed beside the usual, each as {@code PATTERN: REASON}
     * @throws IllegalStateException as {@link Detection#start}
     * @throws IllegalArgumentException if one of the lines gives no reason
     */
    public static Detection start(List<String> mayBlock) {
        DetectionSettings settings =
                settings().allowances(Allowances.defaults().andLines(ENGINE).andLines(mayBlock));
        try (Carriers carriers = Carriers.start(CarrierSettings.defaults())) {
            return Detection.start(settings.canaries(carriers.strand("canary", type -> true)));
        }
    }

    /** What runs connectors' tasks with their waits counted; the engine's own tasks run as they are. */
    static UnaryOperator<Runnable> counting(Detection detection) {
        return action -> action instanceof NamedTask ? detection.counted(action) : action;
    }

    /** Findings are reported with the connector's instance and what it works at. */
    public static DetectionSettings settings() {
        return DetectionSettings.watching(StrandDetection::isWatched)
                .work(StrandDetection::work)
                .ownCode(StrandDetection::isOwnCode);
    }

    /** On the thread itself, at each of its blocking calls. */
    private static boolean isWatched(Thread thread) {
        return thread instanceof CarrierThread carrier && carrier.isBusy();
    }

    /** The instance, and what the task says of itself. */
    private static Assignment work(Thread thread) {
        if (!(thread instanceof CarrierThread carrier)) {
            return Assignment.UNKNOWN;
        }
        return carrier.action() instanceof NamedTask named
                ? new Assignment(carrier.strand(), named.work())
                : Assignment.of(carrier.strand());
    }

    private static boolean isOwnCode(StackTraceElement frame) {
        return Thread.currentThread() instanceof CarrierThread carrier && carrier.isOwnCode(frame);
    }
}
