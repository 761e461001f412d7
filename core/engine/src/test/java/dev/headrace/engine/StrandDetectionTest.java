package dev.headrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.detector.Detection;
import dev.headrace.detector.Detector;
import dev.headrace.detector.Finding;
import dev.headrace.detector.Verdict;
import dev.headrace.engine.budget.BudgetSettings;
import dev.headrace.engine.budget.Budgets;
import dev.headrace.engine.budget.Ticker;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.engine.scripted.Dozing;
import dev.headrace.engine.scripted.Script;
import dev.headrace.engine.scripted.ScriptedProvider;
import dev.headrace.engine.strand.CarrierSettings;
import dev.headrace.engine.strand.Carriers;
import dev.headrace.engine.strand.Strand;
import dev.headrace.spi.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A blocking call of a connector is found however short it is, and nothing that the engine does is. */
class StrandDetectionTest {
    @TempDir
    Path directory;

    @Test
    void aSleepOfAMillisecondIsFoundWithInstanceAndLine() {
        ScriptedProvider.register("hasty", Script.items(3, (item, context) -> Dozing.sleeping(1)));

        List<Finding> findings = findingsOf("connectors { hasty { connector = scripted, script = hasty } }");

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.WAIT);
            assertThat(finding.times()).isEqualTo(3);
            assertThat(finding.work().owner()).isEqualTo("hasty");
            assertThat(finding.thread()).startsWith("headrace-carrier-");
            assertThat(finding.sentence()).contains("in java.lang.Thread.sleep").contains(Dozing.place());
        });
    }

    @Test
    void whatMayBlockByConfigurationIsCountedAndNotFound() {
        ScriptedProvider.register("lazy", Script.items(3, (item, context) -> Dozing.sleeping(1)));
        RunDirectory run = new RunDirectory(directory).configure("""
                engine.may-block = ["dev.headrace.engine.scripted.Dozing.beNice: it is to be nice"]
                connectors { lazy { connector = scripted, script = lazy } }
                """);
        AtomicReference<Detection> detection = new AtomicReference<>();

        assertThat(run.with(engine -> detection.set(engine.diagnose()))
                        .collect()
                        .status())
                .isEqualTo(RunStatus.COMPLETE);

        try (Detection seen = detection.get()) {
            assertThat(seen.result().findings()).isEmpty();
            assertThat(seen.result().allowed()).containsEntry("it is to be nice", 3L);
        }
    }

    /** No probe sees a monitor. */
    @Test
    void aContendedMonitorIsFoundWithItsLine() {
        ScriptedProvider.register("locking", Script.items(1, (item, context) -> Dozing.entering(Held.monitor())));

        List<Finding> findings = findingsOf("connectors { locking { connector = scripted, script = locking } }");

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.LOCK);
            assertThat(finding.detector()).isEqualTo(Detector.COUNTERS);
            assertThat(finding.work()).hasToString("'locking' at item{n=1}");
            assertThat(finding.sentence()).contains("Dozing.entering(Dozing.java:");
        });
    }

    /** A monitor that another thread holds until the caller has wanted it for 200 ms. */
    private static final class Held {
        static Object monitor() {
            Object monitor = new Object();
            Thread wanting = Thread.currentThread();
            CountDownLatch holding = new CountDownLatch(1);
            new Thread(() -> {
                        synchronized (monitor) {
                            holding.countDown();
                            letItWant(wanting);
                        }
                    })
                    .start();
            while (holding.getCount() > 0) {
                Thread.onSpinWait(); // this thread is watched: it may wait for the monitor alone
            }
            return monitor;
        }

        private static void letItWant(Thread wanting) {
            while (wanting.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            // A hundred looks, of which one has to come in time on a busy machine.
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
            for (long left = 1; left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    @Test
    void nothingIsFoundInARunThatDoesNotBlock() {
        ScriptedProvider.register(
                "quiet",
                Script.items(
                        200,
                        (item, context) -> context.blocking(() -> {
                                    Thread.sleep(1); // where it may
                                    return 1;
                                })
                                .thenApply(one -> Step.empty())));
        ScriptedProvider.register(
                "swift", Script.items(200, (item, context) -> CompletableFuture.completedFuture(Step.empty())));

        List<Finding> findings = findingsOf("""
                connectors {
                  quiet { connector = scripted, script = quiet }
                  swift { connector = scripted, script = swift }
                }
                """);

        assertThat(findings).isEmpty();
    }

    @Test
    void theCarriersThemselvesProveThatTheyAreWatched() throws InterruptedException {
        try (Carriers carriers = Carriers.start(CarrierSettings.defaults())) {
            Strand strand = carriers.strand("canary", type -> true);
            try (Detection detection =
                    Detection.start(StrandDetection.settings().canaries(strand))) {
                CountDownLatch done = new CountDownLatch(1);
                strand.execute(done::countDown);
                done.await();

                assertThat(detection.result().findings()).isEmpty();
            }
        }
    }

    /** Whoever holds it may lose its core in the middle; that is no connector's doing. */
    @Test
    void aTaskMayWaitForTheLockOfTheBudgets() throws InterruptedException {
        CountDownLatch holding = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        AtomicReference<Thread> carrier = new AtomicReference<>();
        LateTicker ticker = new LateTicker(holding, carrier);
        Budgets budgets = new Budgets(ticker, Runnable::run, BudgetSettings.DEFAULTS, List.of());
        try (Carriers carriers = Carriers.start(CarrierSettings.defaults());
                Detection detection = StrandDetection.start(List.of())) {
            Thread holder = new Thread(budgets::snapshot);
            ticker.holder = holder;
            holder.start();
            holding.await();
            carriers.strand("waiting", type -> true).execute(() -> {
                carrier.set(Thread.currentThread());
                budgets.snapshot();
                done.countDown();
            });
            done.await();

            assertThat(detection.result().findings()).isEmpty();
            assertThat(detection.result().allowed())
                    .containsKey("the lock of the budgets, which nobody holds while waiting");
        }
    }

    /** Keeps one thread in the middle of what it does until another waits for it. */
    private static final class LateTicker implements Ticker {
        private final CountDownLatch holding;
        private final AtomicReference<Thread> wanting;
        private volatile @Nullable Thread holder;

        LateTicker(CountDownLatch holding, AtomicReference<Thread> wanting) {
            this.holding = holding;
            this.wanting = wanting;
        }

        @Override
        public long nanoTime() {
            if (Thread.currentThread() == holder) {
                holding.countDown();
                while (wanting.get() == null || wanting.get().getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
            }
            return System.nanoTime();
        }

        @Override
        public Instant wallTime() {
            return Instant.now();
        }

        @Override
        public Alarm schedule(Duration delay, Runnable task) {
            return () -> {};
        }
    }

    private List<Finding> findingsOf(String configuration) {
        RunDirectory run = new RunDirectory(directory).configure(configuration);
        try (Detection detection = StrandDetection.start(List.of())) {
            assertThat(run.with(engine -> engine.diagnose(detection)).collect().status())
                    .isEqualTo(RunStatus.COMPLETE);
            return detection.result().findings();
        }
    }
}
