package dev.headrace.engine.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimerThreadTest {
    private static final Duration NEVER = Duration.ofDays(1);

    private final TimerThread timer = TimerThread.start();

    @AfterEach
    void close() {
        timer.close();
    }

    @Test
    void theTimerHandsOverAndTheExecutorRuns() throws Exception {
        BlockingQueue<Runnable> handedOver = new LinkedBlockingQueue<>();
        List<String> handedOverBy = new ArrayList<>();
        CountDownLatch ran = new CountDownLatch(1);

        timer.after(
                Duration.ofMillis(1),
                action -> {
                    handedOverBy.add(Thread.currentThread().getName());
                    handedOver.add(action);
                },
                ran::countDown);
        Runnable action = handedOver.poll(30, TimeUnit.SECONDS);

        assertThat(action).isNotNull();
        assertThat(handedOverBy).containsExactly("headrace-timer");
        assertThat(ran.getCount()).isEqualTo(1);
        action.run();
        assertThat(ran.getCount()).isZero();
    }

    @Test
    void actionsComeInTheOrderOfTheirTimes() throws Exception {
        Queue<Integer> order = new ConcurrentLinkedQueue<>();
        CountDownLatch ran = new CountDownLatch(3);
        CountDownLatch begin = new CountDownLatch(1);
        timer.after(Duration.ZERO, Runnable::run, () -> awaitQuietly(begin)); // holds the timer until all are set

        for (int number : new int[] {30, 10, 20}) {
            timer.after(Duration.ofMillis(number), Runnable::run, () -> {
                order.add(number);
                ran.countDown();
            });
        }
        begin.countDown();

        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(order).containsExactly(10, 20, 30);
    }

    @Test
    void whatIsCalledOffIsForgottenAtOnce() {
        List<Timeout> timeouts = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            timeouts.add(timer.after(NEVER, Runnable::run, () -> {}));
        }
        assertThat(timer.waiting()).isEqualTo(1000);

        assertThat(timeouts).allMatch(Timeout::cancel);

        assertThat(timer.waiting()).isZero();
    }

    @Test
    void whatWasHandedOverButNotStartedCanStillBeCalledOff() throws Exception {
        BlockingQueue<Runnable> handedOver = new LinkedBlockingQueue<>();
        AtomicInteger runs = new AtomicInteger();
        Timeout timeout = timer.after(Duration.ZERO, handedOver::add, runs::incrementAndGet);
        Runnable action = handedOver.poll(30, TimeUnit.SECONDS);

        assertThat(timeout.cancel()).isTrue();
        assertThat(action).isNotNull();
        action.run();

        assertThat(runs).hasValue(0);
    }

    @Test
    void whatHasStartedCannotBeCalledOff() throws Exception {
        CompletableFuture<Void> ran = new CompletableFuture<>();
        Timeout timeout = timer.after(Duration.ZERO, Runnable::run, () -> ran.complete(null));

        ran.get(30, TimeUnit.SECONDS);

        assertThat(timeout.cancel()).isFalse();
    }

    @Test
    void anActionRunsOrIsCalledOffAndNeverBoth() throws Exception {
        for (int round = 0; round < 5_000; round++) {
            AtomicInteger runs = new AtomicInteger();
            CountDownLatch passed = new CountDownLatch(1);
            Timeout timeout = timer.after(Duration.ofNanos(round), passing(passed), runs::incrementAndGet);
            boolean cancelled = timeout.cancel();
            if (!cancelled) {
                assertThat(passed.await(30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(runs.get())
                    .as("round %s, called off: %s", round, cancelled)
                    .isEqualTo(cancelled ? 0 : 1);
        }
    }

    @Test
    void theTimerSurvivesAnExecutorThatRefusesAndAnActionThatThrows() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        timer.after(
                Duration.ZERO,
                refused -> {
                    throw new RejectedExecutionException("closed");
                },
                () -> {});
        timer.after(Duration.ZERO, Runnable::run, () -> {
            throw new StackOverflowError("planted");
        });

        timer.after(Duration.ofMillis(1), Runnable::run, ran::countDown);

        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anyDelayIsTaken() throws Exception {
        CountDownLatch ran = new CountDownLatch(2);
        timer.after(Duration.ofSeconds(Long.MAX_VALUE), Runnable::run, () -> {});
        timer.after(Duration.ofSeconds(Long.MIN_VALUE), Runnable::run, ran::countDown);
        timer.after(Duration.ofNanos(-1), Runnable::run, ran::countDown);

        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(timer.waiting()).isEqualTo(1);
    }

    @Test
    void aClosedTimerRefuses() {
        timer.close();

        assertThatThrownBy(() -> timer.after(Duration.ZERO, Runnable::run, () -> {}))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void closingDropsWhatIsNotDue() {
        AtomicInteger runs = new AtomicInteger();
        timer.after(NEVER, Runnable::run, runs::incrementAndGet);

        timer.close();

        assertThat(timer.waiting()).isZero();
        assertThat(runs).hasValue(0);
    }

    private static Executor passing(CountDownLatch passed) {
        return action -> {
            action.run();
            passed.countDown();
        };
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
