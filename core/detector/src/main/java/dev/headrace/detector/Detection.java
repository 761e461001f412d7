package dev.headrace.detector;

import dev.headrace.detector.agent.Attachment;
import dev.headrace.detector.agent.Probes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Watches threads for blocking calls, from its start until it is closed. Several may be open at once. Thread-safe.
 *
 * <p>The agent has to be in the JVM: by {@code -javaagent:headrace-detector.jar}, by the manifest of the runner's jar, or else it is
 * attached now, which takes a second or two. The JDK's methods are changed by the first start of the JVM's life and stay so.
 */
public final class Detection implements AutoCloseable {
    /** Within this time a monitor is had before anybody could look where: by which code, and whether by the connector's, is not known. */
    private static final long BRIEF = TimeUnit.MILLISECONDS.toNanos(5);

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
        warmUp(probes, settings);
        Detection detection = new Detection(probes, settings);
        probes.add(detection.recorder);
        return detection;
    }

    /** What it needs on a watched thread is loaded here, so that it is not among the class loading that is counted there. */
    private static void warmUp(Probes probes, DetectionSettings settings) {
        Detection first = new Detection(probes, settings);
        first.counted("", () -> {}).run();
        first.look.close();
    }

    /**
     * A task that also has its thread's waits counted: what no probe sees, a monitor or the initialisation of a class, is found
     * by that. A thread of this detection looks for the place meanwhile. A task that took less than 5 ms in all, and whose place
     * nobody saw, is only counted among what was allowed.
     *
     * @param owner whose task it is, for the finding
     */
    public Runnable counted(String owner, Runnable task) {
        return counted(() -> Assignment.of(owner), task);
    }

    /** The same for a task whose thread says what it works at, as {@link DetectionSettings#work} asks it. */
    public Runnable counted(Runnable task) {
        return counted(() -> settings.work().apply(Thread.currentThread()), task);
    }

    private Runnable counted(Supplier<Assignment> work, Runnable task) {
        return () -> {
            CountedTask counted = new CountedTask();
            probes.aside(counted::begin);
            try {
                task.run();
            } finally {
                probes.aside(() -> counted.end(work));
            }
        };
    }

    /**
     * What was found so far.
     *
     * @throws IllegalStateException if a class could not be given its probes, or a function of the settings failed, so that more
     *     may have happened than was seen
     */
    public DetectionResult result() {
        if (!probes.failures().isEmpty() || !recorder.failures().isEmpty()) {
            throw new IllegalStateException("some blocking calls were not seen, because of %s %s"
                    .formatted(probes.failures(), recorder.failures()));
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

    /** One run of a counted task. Confined to its thread. */
    private final class CountedTask {
        private final Thread thread = Thread.currentThread();
        private Told toldBefore = Told.NOTHING;
        private WaitCounts before = WaitCounts.NONE;
        private long since;

        void begin() {
            look.begin(thread);
            toldBefore = recorder.told(thread);
            before = WaitCounts.ofCurrentThread();
            since = System.nanoTime();
        }

        void end(Supplier<Assignment> work) {
            long took = System.nanoTime() - since;
            WaitCounts counts = WaitCounts.ofCurrentThread().since(before);
            Told told = recorder.told(thread).since(toldBefore);
            List<StackTraceElement> seen = look.end(thread);
            if (counts.contended() > 0 && !told.explainsMonitor(seen)) {
                contended(took, work, seen);
            }
            if (counts.waited() > 0 && told.counted() == 0) {
                found(Verdict.WAIT, work, List.of());
            }
        }

        private void contended(long took, Supplier<Assignment> work, List<StackTraceElement> seen) {
            if (seen.isEmpty() && took < BRIEF) {
                book.allow("a monitor that was had at once, by whatever code");
            } else {
                found(Verdict.LOCK, work, seen);
            }
        }

        private void found(Verdict verdict, Supplier<Assignment> work, List<StackTraceElement> stack) {
            Optional<String> reason = settings.allowances().reason(stack);
            if (reason.isPresent()) {
                book.allow(reason.get());
                return;
            }
            Site site = Site.of(stack, settings.ownCode());
            book.add(new Finding(verdict, Detector.COUNTERS, site, thread.getName(), work.get(), Duration.ZERO, 1));
        }
    }
}
