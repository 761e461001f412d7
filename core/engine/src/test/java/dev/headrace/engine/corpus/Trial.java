package dev.headrace.engine.corpus;

import dev.headrace.detector.Detection;
import dev.headrace.detector.Detector;
import dev.headrace.detector.Finding;
import dev.headrace.engine.StrandDetection;
import dev.headrace.engine.corpus.Act.Deed;
import dev.headrace.engine.corpus.Act.Expected;
import dev.headrace.engine.strand.Carriers;
import dev.headrace.engine.strand.Strand;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Does one act on a strand of its own under the eyes of all detectors. For one use. */
final class Trial {
    private static final String OWN_CODE = "dev.headrace.engine.corpus.acts.";
    /** For an act that nothing but the watchdog sees; longer than its longest limit, on a machine that has much else to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** For an act whose place is found by a look every 2 ms, from a thread that may have to wait for a processor. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private static final long END_SECONDS = 30;

    private static final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private final Act act;
    private final Stage stage;
    private final Strand strand;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    // Written on the strand before it says that it is done.
    private long waits;
    private @Nullable Throwable failure;

    private Trial(Act act, int turn, Carriers carriers, Path directory) {
        this.act = act;
        this.stage = new Stage(directory);
        this.strand = carriers.strand(act.name() + " " + turn, type -> type.startsWith(OWN_CODE));
    }

    /** @param turn the how manieth this is of the act */
    static Outcome of(Act act, int turn, Carriers carriers, Path directory) throws Exception {
        return new Trial(act, turn, carriers, directory).outcome();
    }

    private Outcome outcome() throws Exception {
        try (stage) {
            Deed deed = act.preparation().prepare(stage);
            try (Detection detection = Detection.start(StrandDetection.settings())) {
                strand.execute(ended(detection.counted(act.name(), () -> perform(deed))));
                begun.await();
                awaitSightOrEnd();
                stage.finish();
                requireEnd();
                List<Finding> findings = new ArrayList<>(detection.result().findings());
                strand.verdicts().forEach(verdict -> findings.add(verdict.finding()));
                return new Outcome(act, findings, waits);
            }
        }
    }

    private void perform(Deed deed) {
        begun.countDown();
        long before = waitsSoFar();
        try {
            deed.run();
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            waits = waitsSoFar() - before;
        }
    }

    /** Says so only when the counts have been judged as well. */
    private Runnable ended(Runnable task) {
        return () -> {
            task.run();
            done.countDown();
        };
    }

    private static long waitsSoFar() {
        ThreadInfo info = threads.getThreadInfo(Thread.currentThread().getId());
        return info.getWaitedCount() + info.getBlockedCount();
    }

    /** Nothing announces to this thread that the watchdog has seen the act. */
    private void awaitSightOrEnd() {
        long until = System.nanoTime() + patience().toNanos();
        while (done.getCount() > 0 && System.nanoTime() < until && !isSeen()) {
            LockSupport.parkNanos(500_000);
        }
    }

    private Duration patience() {
        Expected expected = act.expected();
        if (expected == null || expected.detector() == Detector.AGENT) {
            return Stage.HOLD;
        }
        return expected.detector() == Detector.WATCHDOG ? PATIENCE : LOOK;
    }

    /** Seen by the watchdog; the look for monitors says nothing before the end, so it has all its time. */
    private boolean isSeen() {
        Expected expected = act.expected();
        boolean needsLook = expected != null && expected.detector() == Detector.COUNTERS;
        return !needsLook && !strand.verdicts().isEmpty();
    }

    private void requireEnd() throws Exception {
        if (!done.await(END_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("'%s' does not end".formatted(act));
        }
        if (failure != null && !(failure instanceof EndingText.OverException)) {
            throw new IllegalStateException("'%s' failed".formatted(act), failure);
        }
    }
}
