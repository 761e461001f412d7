package dev.headrace.benchmarks;

import dev.headrace.engine.budget.BudgetException;
import dev.headrace.engine.budget.BudgetSettings;
import dev.headrace.engine.budget.Budgets;
import dev.headrace.engine.budget.Claimant;
import dev.headrace.engine.budget.Demand;
import dev.headrace.engine.budget.Lane;
import dev.headrace.engine.budget.Permit;
import dev.headrace.engine.budget.Ticker;
import dev.headrace.engine.budget.Ticket;
import dev.headrace.spi.Limit;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A hundred thousand waiters: what one costs to enqueue, to keep, to drain and to cancel. Prints one line for each
 * round.
 */
final class BudgetQueueFigures {
    private static final int WAITERS = 100_000;
    private static final int PER_CENTISECOND = 200;
    private static final int ROUNDS = 4;

    private BudgetQueueFigures() {}

    public static void main(String[] args) throws InterruptedException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            // The first rounds are for the compiler.
            for (int round = 0; round < ROUNDS; round++) {
                System.out.println(drained(timer, executor) + "; " + cancelled(timer, executor));
            }
        } finally {
            timer.shutdown();
            executor.shutdown();
        }
    }

    private static String drained(ScheduledExecutorService timer, ExecutorService executor)
            throws InterruptedException {
        // 20,000 a second: the window and its guard are 60 ms long.
        Limit limit = Limit.named("drained").window(PER_CENTISECOND * 6, Duration.ofMillis(10));
        Budgets budgets = budgets(timer, executor, limit);
        Lane lane = budgets.lane("figures", List.of("drained"));
        CountDownLatch left = new CountDownLatch(WAITERS);
        Claimant user = new User(left);
        long heap = usedHeap();
        long start = System.nanoTime();
        for (int i = 0; i < WAITERS; i++) {
            lane.acquire(Demand.ONE, user);
        }
        long enqueued = System.nanoTime() - start;
        long bytes = (usedHeap() - heap) / Math.max(1, left.getCount());
        long cpu = cpuMillis();
        left.await();
        double seconds = (System.nanoTime() - start) / 1e9;
        budgets.close();
        return "enqueue %d ns, %d bytes a waiter, drained in %.2f s with %d ms of processor time"
                .formatted(enqueued / WAITERS, bytes, seconds, cpuMillis() - cpu);
    }

    private static String cancelled(ScheduledExecutorService timer, ExecutorService executor) {
        Budgets budgets = budgets(timer, executor, Limit.named("closed").concurrency(1));
        Lane lane = budgets.lane("figures", List.of("closed"));
        List<Ticket> tickets = new ArrayList<>(WAITERS);
        Claimant idle = new User(new CountDownLatch(1)) {
            @Override
            public void granted(Permit permit) {}
        };
        for (int i = 0; i < WAITERS; i++) {
            tickets.add(lane.acquire(Demand.ONE, idle));
        }
        long start = System.nanoTime();
        tickets.forEach(Ticket::cancel);
        return "cancelled in %d ms".formatted((System.nanoTime() - start) / 1_000_000);
    }

    private static Budgets budgets(ScheduledExecutorService timer, ExecutorService executor, Limit limit) {
        BudgetSettings settings = new BudgetSettings(Duration.ofMinutes(15), WAITERS, WAITERS);
        Budgets budgets = new Budgets(Ticker.system(timer), executor, settings, List.of());
        budgets.register(limit);
        return budgets;
    }

    private static class User implements Claimant {
        private final CountDownLatch left;

        User(CountDownLatch left) {
            this.left = left;
        }

        @Override
        public void granted(Permit permit) {
            permit.sent();
            permit.release();
            left.countDown();
        }

        @Override
        public void refused(BudgetException failure) {
            throw failure;
        }
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long cpuMillis() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1_000_000;
    }
}
