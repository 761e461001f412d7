package dev.headrace.detector;

import dev.headrace.detector.agent.Attachment;
import dev.headrace.detector.agent.Probes;
import java.time.Duration;
import java.util.List;

/**
 * Watches threads for blocking calls, from its start until it is closed. Several may be open at once. Thread-safe.
 *
 * <p>The agent has to be in the JVM: by {@code -javaagent:headrace-detector.jar}, by the manifest of the runner's jar, or else it is
 * attached now, which takes a second or two. The JDK's methods are changed by the first start of the JVM's life and stay so.
 */
public final class Detection implements AutoCloseable {
    private final Probes probes;
    private final DetectionSettings settings;
    private final FindingBook book = new FindingBook();
    private final CallRecorder recorder;
    private final MonitorLook look = new MonitorLook();

    private Detection(Probes probes, DetectionSettings settings) {
        this.probes = probes;
        this.settings = settings;
        this.recorder = new CallRecorder(settings, book);
    }

    /**
     * Starts to watch, after blocking on purpose in every way that has a probe. Waits for that, for some milliseconds.
     *
     * @throws IllegalStateException if the agent cannot be brought in, does not understand this JDK, or does not notice what was
     *     done on purpose
     */
    public static Detection start(DetectionSettings settings) {
        Probes probes = Probes.install(Attachment.ensured());
        Canary.prove(probes, settings);
        new CallRecorder(settings, new FindingBook()).rehearse();
        Detection detection = new Detection(probes, settings);
        probes.add(detection.recorder);
        return detection;
    }

    /**
     * A task that also has its thread's waits counted: what no probe sees, a monitor or the initialisation of a class, is found
     * by that. A thread of this detection looks for the place meanwhile; a monitor that is had within 2 ms may go without.
     *
     * @param work what the task works at, for the finding
     */
    public Runnable counted(String work, Runnable task) {
        return () -> {
            Thread thread = Thread.currentThread();
            look.begin(thread);
            long told = recorder.counted(thread);
            WaitCounts before = WaitCounts.ofCurrentThread();
            try {
                task.run();
            } finally {
                WaitCounts counts = WaitCounts.ofCurrentThread().since(before);
                judge(work, counts, told, look.end(thread));
            }
        };
    }

    /**
     * What was found so far.
     *
     * @throws IllegalStateException if a class could not be given its probes, so that more may have happened than was seen
     */
    public DetectionResult result() {
        if (!probes.failures().isEmpty()) {
            throw new IllegalStateException("blocking calls of some classes cannot be seen: " + probes.failures());
        }
        recorder.settleHeld(System.nanoTime());
        return book.result(probes.found());
    }

    /** Watches no more. What was found can still be asked for. */
    @Override
    public void close() {
        probes.remove(recorder);
        look.close();
    }

    private void judge(String work, WaitCounts counts, long toldBefore, List<StackTraceElement> seen) {
        if (counts.contended() > 0) {
            count(Verdict.LOCK, work, seen);
        }
        boolean told = recorder.counted(Thread.currentThread()) > toldBefore;
        if (counts.waited() > 0 && !told) {
            count(Verdict.WAIT, work, List.of());
        }
    }

    private void count(Verdict verdict, String work, List<StackTraceElement> stack) {
        Site site = Site.of(stack, settings.ownCode());
        String thread = Thread.currentThread().getName();
        book.add(new Finding(verdict, Detector.COUNTERS, site, thread, work, Duration.ZERO, 1));
    }
}
