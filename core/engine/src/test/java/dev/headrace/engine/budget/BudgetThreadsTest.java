package dev.headrace.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.timer.TimerThread;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Waiting is data: it holds no thread. */
class BudgetThreadsTest {
    private static final int LIMITS = 300;
    private static final int WAITERS = 10;

    /** Gives its permit back at once. */
    private record Served(CountDownLatch all) implements Claimant {
        @Override
        public void granted(Permit permit) {
            permit.sent();
            permit.release();
            all.countDown();
        }

        @Override
        public void refused(BudgetException refusal) {
            throw new AssertionError(refusal);
        }
    }

    /** Threads belong to the group of the thread that made them, so those of other tests are not counted. */
    @Test
    void threeHundredLimitsWithWaitersHaveOneThreadAmongThem() throws Exception {
        ThreadGroup group = new ThreadGroup("limits");
        FutureTask<List<String>> work = new FutureTask<>(() -> threadsWhileServing(group));
        new Thread(group, work, "asker").start();

        assertThat(work.get(60, TimeUnit.SECONDS)).containsExactlyInAnyOrder("asker", "carrier", "headrace-timer");
    }

    private static List<String> threadsWhileServing(ThreadGroup group) throws InterruptedException {
        ExecutorService carrier = Executors.newSingleThreadExecutor(task -> new Thread(task, "carrier"));
        try (TimerThread timer = TimerThread.start();
                Budgets budgets = new Budgets(
                        Ticker.system(timer.scheduler()), carrier, BudgetSettings.DEFAULTS, List.of(), () -> 0)) {
            CountDownLatch served = new CountDownLatch(LIMITS * WAITERS);
            for (int i = 0; i < LIMITS; i++) {
                budgets.register(Limit.named("limit-" + i).window(WAITERS / 2, Duration.ofSeconds(1)));
                Lane lane = budgets.lane("connector-" + i, List.of("limit-" + i));
                for (int asked = 0; asked < WAITERS; asked++) {
                    lane.acquire(Demand.ONE, new Served(served));
                }
            }
            served.await();
            Thread[] alive = new Thread[100];
            int count = group.enumerate(alive);
            return Arrays.stream(alive, 0, count).map(Thread::getName).toList();
        } finally {
            carrier.shutdownNow();
        }
    }
}
