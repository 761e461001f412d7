package dev.headrace.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.budget.Answer.Verdict;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads and the real clock. The timeouts are for a test that hangs; nothing here is about speed. */
@Timeout(60)
class BudgetRaceTest {
    private static final int THREADS = 4;

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "race-timer"));
    private final ExecutorService told = Executors.newFixedThreadPool(2, task -> new Thread(task, "race-told"));
    private final ExecutorService actors = Executors.newFixedThreadPool(THREADS);
    private final Budgets budgets =
            new Budgets(Ticker.system(timer), told, BudgetSettings.DEFAULTS, List.of(), () -> 0);

    @AfterEach
    void stop() throws InterruptedException {
        for (ExecutorService executor : List.of(actors, told, timer)) {
            executor.shutdownNow();
            assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Runs one action on each thread, each with its number, and fails if one does. */
    private void onAllThreads(ThreadAction action) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            running.add(actors.submit(() -> {
                action.run(number);
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
    }

    private interface ThreadAction {
        void run(int number) throws Exception;
    }

    private LimitSnapshot limit(String name) {
        return budgets.snapshot().limits().stream()
                .filter(limit -> limit.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Uses its permit in one of the ways there are, and counts. */
    private static final class User implements Claimant {
        final AtomicInteger atOnce;
        final AtomicInteger mostAtOnce;
        final int way;
        final AtomicInteger timesTold = new AtomicInteger();
        final CountDownLatch toldAtAll = new CountDownLatch(1);

        User(AtomicInteger atOnce, AtomicInteger mostAtOnce, int way) {
            this.atOnce = atOnce;
            this.mostAtOnce = mostAtOnce;
            this.way = way;
        }

        @Override
        public void granted(Permit permit) {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            timesTold.incrementAndGet();
            if (way != 0) {
                permit.sent();
            }
            if (way == 1) {
                permit.answered(Answer.SILENT);
            }
            atOnce.decrementAndGet();
            permit.release();
            permit.release();
            toldAtAll.countDown();
        }

        @Override
        public void refused(BudgetException failure) {
            throw failure;
        }
    }

    @Test
    void concurrencyIsNeverExceededAndNoPermitLeaksWhateverBecomesOfRequests() throws Exception {
        budgets.register(Limit.named("host").concurrency(3));
        budgets.register(Limit.named("api").concurrency(2));
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger mostAtOnce = new AtomicInteger();
        AtomicInteger both = new AtomicInteger();
        onAllThreads(number -> {
            Lane lane = budgets.lane("c" + number, number % 2 == 0 ? List.of("host") : List.of("host", "api"));
            Random random = new Random(number);
            for (int round = 0; round < 10_000; round++) {
                User user = new User(atOnce, mostAtOnce, random.nextInt(3));
                Ticket ticket = lane.acquire(Demand.ONE, user);
                if (random.nextBoolean() && ticket.cancel()) {
                    both.addAndGet(user.timesTold.get());
                } else {
                    user.toldAtAll.await();
                    assertThat(user.timesTold).hasValue(1);
                }
            }
        });
        assertThat(mostAtOnce.get()).isBetween(1, 3);
        assertThat(both).as("told although cancelled").hasValue(0);
        for (String name : List.of("host", "api")) {
            assertThat(limit(name).underWay()).isZero();
            assertThat(limit(name).waiting()).isZero();
        }
    }

    @Test
    void aCancelAndAGrantAtOneInstantEndInExactlyOneOfThem() throws Exception {
        budgets.register(Limit.named("host").concurrency(1));
        Lane lane = budgets.lane("a", List.of("host"));
        CyclicBarrier together = new CyclicBarrier(2);
        int cancelled = 0;
        for (int round = 0; round < 5_000; round++) {
            Asked holder = BudgetBench.ask(lane);
            User user = new User(new AtomicInteger(), new AtomicInteger(), 2);
            Ticket ticket = lane.acquire(Demand.ONE, user);
            Future<?> release = actors.submit(() -> {
                together.await();
                holder.permit.release();
                return null;
            });
            together.await();
            if (ticket.cancel()) {
                cancelled++;
                release.get();
                assertThat(user.timesTold).hasValue(0);
            } else {
                user.toldAtAll.await();
                release.get();
            }
            assertThat(limit("host").underWay()).isZero();
        }
        assertThat(limit("host").grants()).isEqualTo(5_000 - cancelled);
    }

    @Test
    void noWakeUpIsLost() throws Exception {
        budgets.register(Limit.named("api").window(100, Duration.ofMillis(10)));
        budgets.register(Limit.named("host").concurrency(7));
        budgets.register(Limit.named("spaced").spacing(Duration.ofMillis(1)));
        Set<String> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch all = new CountDownLatch(THREADS * 700);
        onAllThreads(number -> {
            Lane plain = budgets.lane("c" + number, List.of("host", "api"));
            Lane spaced = budgets.lane("c" + number, List.of("host", "api", "spaced"));
            for (int i = 0; i < 700; i++) {
                (i % 7 == 0 ? spaced : plain).acquire(Demand.ONE.within(Duration.ofMinutes(5)), new Claimant() {
                    @Override
                    public void granted(Permit permit) {
                        threads.add(Thread.currentThread().getName());
                        permit.sent();
                        permit.release();
                        all.countDown();
                    }

                    @Override
                    public void refused(BudgetException failure) {
                        throw failure;
                    }
                });
            }
        });
        assertThat(all.await(50, TimeUnit.SECONDS)).isTrue();
        assertThat(threads).doesNotContain("race-timer");
        assertThat(limit("api").underWay()).isZero();
    }

    @Test
    void refusalsOnAllThreadsAtOnceAreOneEvent() throws Exception {
        Answer refusal = new Answer(Verdict.THROTTLED, Duration.ofMinutes(10), null);
        for (int round = 0; round < 300; round++) {
            String name = "api-" + round;
            budgets.register(Limit.named(name));
            Lane lane = budgets.lane("a", List.of(name));
            List<Asked> asked = BudgetBench.ask(lane, THREADS);
            CyclicBarrier together = new CyclicBarrier(THREADS);
            AtomicInteger events = new AtomicInteger();
            onAllThreads(number -> {
                together.await();
                events.addAndGet(asked.get(number).permit.answered(refusal) ? 1 : 0);
                assertThat(BudgetBench.ask(lane).isGranted())
                        .as("after a refusal was reported")
                        .isFalse();
            });
            assertThat(events).hasValue(1);
        }
    }
}
