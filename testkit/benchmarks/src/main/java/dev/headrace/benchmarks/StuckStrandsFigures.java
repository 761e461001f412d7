package dev.headrace.benchmarks;

import dev.headrace.engine.strand.CarrierSettings;
import dev.headrace.engine.strand.Carriers;
import dev.headrace.engine.strand.Strand;
import dev.headrace.engine.strand.WatchSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long strands stand still because others sleep: of twelve strands some sleep 500 ms at the same moment while the rest run a
 * task each millisecond. Prints the largest gap that any of the rest saw between two of its tasks, for each number of sleepers,
 * with the watchdog and without; beside it the same with no sleeper, which is what this machine does to it.
 *
 * <p>Arguments: rounds for each number of sleepers, 5 if not said.
 */
public final class StuckStrandsFigures {
    private static final int STRANDS = 12;
    private static final Duration SLEEP = Duration.ofMillis(500);
    private static final int[] SLEEPERS = {0, 1, 2, 3, 6, 11};

    private StuckStrandsFigures() {}

    /** Prints the figures. */
    public static void main(String[] args) throws Exception {
        int rounds = args.length == 0 ? 5 : Integer.parseInt(args[0]);
        WatchSettings never = WatchSettings.defaults().limit(Duration.ofHours(1), Duration.ofHours(1));
        round(WatchSettings.defaults(), 2); // loads what the first sleep would pay for
        for (int sleepers : SLEEPERS) {
            List<Double> gaps = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                gaps.add(round(WatchSettings.defaults(), sleepers));
            }
            gaps.sort(null);
            System.out.printf(
                    "%2d of %d asleep: largest gap of the others: median %.1f ms, worst %.1f ms; without watchdog %.1f ms%n",
                    sleepers, STRANDS, gaps.get(rounds / 2), gaps.get(rounds - 1), round(never, sleepers));
        }
    }

    private static double round(WatchSettings watch, int sleepers) throws Exception {
        CarrierSettings settings = CarrierSettings.defaults().carriers(2, 64).watch(watch);
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();
        try (Carriers carriers = Carriers.start(settings)) {
            List<Gaps> others = new ArrayList<>();
            for (int i = sleepers; i < STRANDS; i++) {
                others.add(new Gaps(carriers.strand("other" + i, type -> false)));
            }
            ScheduledFuture<?> ticks =
                    ticker.scheduleAtFixedRate(() -> others.forEach(Gaps::tick), 0, 1, TimeUnit.MILLISECONDS);
            for (Gaps other : others) {
                other.begun.await();
            }
            sleep(carriers, sleepers);
            ticks.cancel(false);
            return others.stream().mapToLong(gaps -> gaps.largest.get()).max().orElse(0) / 1e6;
        } finally {
            ticker.shutdown();
        }
    }

    /** Puts some strands to sleep, once, and waits until they are awake; without any, for as long as they would sleep. */
    private static void sleep(Carriers carriers, int sleepers) throws InterruptedException {
        CountDownLatch awake = new CountDownLatch(Math.max(1, sleepers));
        for (int i = 0; i < sleepers; i++) {
            carriers.strand("sleeper" + i, type -> false).execute(() -> {
                sleepOnce();
                awake.countDown();
            });
        }
        if (sleepers == 0) {
            sleepOnce();
        } else {
            awake.await();
        }
    }

    private static void sleepOnce() {
        try {
            Thread.sleep(SLEEP.toMillis()); // the fault that is measured
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One strand that ticks; a tick that has not run yet stands for those after it. */
    private static final class Gaps {
        private final Strand strand;
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicLong largest = new AtomicLong();
        private final CountDownLatch begun = new CountDownLatch(50);
        private long last = System.nanoTime(); // confined to the strand

        Gaps(Strand strand) {
            this.strand = strand;
        }

        void tick() {
            if (waiting.compareAndSet(0, 1)) {
                strand.execute(this::ran);
            }
        }

        private void ran() {
            long now = System.nanoTime();
            if (begun.getCount() == 0) {
                largest.accumulateAndGet(now - last, Math::max);
            }
            last = now;
            begun.countDown();
            waiting.set(0);
        }
    }
}
