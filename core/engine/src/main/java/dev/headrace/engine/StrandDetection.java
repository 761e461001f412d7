package dev.headrace.engine;

import dev.headrace.detector.DetectionSettings;
import dev.headrace.engine.strand.CarrierThread;
import dev.headrace.engine.strand.NamedTask;

/**
 * How {@link dev.headrace.detector.Detection} watches the engine: the threads that run connectors, while they run a task. Stateless;
 * the settings fit any number of engines in the JVM.
 */
public final class StrandDetection {
    private StrandDetection() {}

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
    private static String work(Thread thread) {
        if (!(thread instanceof CarrierThread carrier)) {
            return "";
        }
        String strand = "'" + carrier.strand() + "'";
        return carrier.action() instanceof NamedTask named ? strand + " at " + named.work() : strand;
    }

    private static boolean isOwnCode(StackTraceElement frame) {
        return Thread.currentThread() instanceof CarrierThread carrier && carrier.isOwnCode(frame);
    }
}
