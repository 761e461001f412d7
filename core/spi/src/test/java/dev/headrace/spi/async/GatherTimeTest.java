package dev.headrace.spi.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.async.Outcome.Cancelled;
import dev.headrace.spi.async.Outcome.Failure;
import dev.headrace.spi.async.Outcome.NotStarted;
import dev.headrace.spi.async.Outcome.Success;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Item timeouts and deadlines on a clock that the test moves; one thread for all. */
class GatherTimeTest {
    private final ManualTimer timer = new ManualTimer();
    private final Map<String, CompletableFuture<String>> stages = new LinkedHashMap<>();
    private final Map<String, Gather.Item> items = new LinkedHashMap<>();
    private final List<Outcome<String, String>> told = new ArrayList<>();
    private final List<String> events = new ArrayList<>();

    @Test
    void anItemThatTakesTooLongFailsByNameAndCostsNoOther() {
        Gather.Handle<Gathered<String, String>> handle =
                over("repo/x", "repo/y").itemTimeout(Duration.ofSeconds(30)).toList(this::open);

        timer.advance(Duration.ofSeconds(30).minusNanos(1));
        assertThat(items.get("repo/x").cancellation().requested()).isFalse();
        stages.get("repo/y").complete("Y");
        timer.advance(Duration.ofNanos(1));

        Gathered<String, String> gathered = Rig.end(handle);
        assertThat(gathered.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.input()).isEqualTo("repo/x");
            assertThat(failure.cause())
                    .isInstanceOf(TimeoutException.class)
                    .hasMessage("no result for repo/x within PT30S");
        });
        assertThat(gathered.values()).containsExactly("Y");
        assertThat(gathered.summary()).isEqualTo(new Summary(Stop.EXHAUSTED, 2, 1, 1, 0, 0, null));
        assertThat(items.get("repo/x").cancellation().reason()).contains("no result for repo/x within PT30S");
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void eachItemHasItsOwnClock() {
        Gather.Handle<Summary> handle = over("a", "b", "c")
                .concurrency(2)
                .itemTimeout(Duration.ofSeconds(10))
                .forEach(this::open, told::add);
        timer.advance(Duration.ofSeconds(6));
        stages.get("a").complete("A");

        timer.advance(Duration.ofSeconds(4));
        assertThat(told).extracting(Outcome::input).containsExactly("a", "b");
        timer.advance(Duration.ofSeconds(5).plusMillis(999));
        assertThat(told).hasSize(2);
        timer.advance(Duration.ofMillis(1));

        assertThat(told).extracting(Outcome::input).containsExactly("a", "b", "c");
        assertThat(Rig.end(handle).failed()).isEqualTo(2);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void timeInAPauseDoesNotCount() {
        over("a").itemTimeout(Duration.ofSeconds(10)).forEach(this::open, told::add);
        timer.advance(Duration.ofSeconds(9));
        Gather.TimeoutPause budget = items.get("a").pauseTimeout();
        timer.advance(Duration.ofHours(1));
        assertThat(told).isEmpty();

        budget.close();
        timer.advance(Duration.ofMillis(999));
        assertThat(told).isEmpty();
        timer.advance(Duration.ofMillis(1));

        assertThat(told).singleElement().isInstanceOf(Failure.class);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void theClockGoesOnWhenEveryPauseIsClosed() {
        over("a").itemTimeout(Duration.ofSeconds(10)).forEach(this::open, told::add);
        Gather.TimeoutPause first = items.get("a").pauseTimeout();
        Gather.TimeoutPause second = items.get("a").pauseTimeout();
        first.close();
        first.close();
        timer.advance(Duration.ofSeconds(11));
        assertThat(told).isEmpty();

        second.close();
        timer.advance(Duration.ofSeconds(10));

        assertThat(told).hasSize(1);
    }

    @Test
    void aPausedItemNeedsNoTimer() {
        over("a").itemTimeout(Duration.ofSeconds(10)).forEach(this::open, told::add);
        Gather.TimeoutPause pause = items.get("a").pauseTimeout();

        timer.advance(Duration.ofSeconds(10));

        assertThat(timer.waiting()).isZero();
        pause.close();
        assertThat(timer.waiting()).isOne();
    }

    @Test
    void aPauseThatOutlivesItsItemDoesNothing() {
        Gather.Handle<Summary> handle =
                over("a").itemTimeout(Duration.ofSeconds(10)).forEach(this::open, told::add);
        Gather.TimeoutPause pause = items.get("a").pauseTimeout();
        stages.get("a").complete("A");

        pause.close();

        assertThat(Rig.end(handle).complete()).isTrue();
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void waitingForTheExecutorDoesNotCountForTheItem() {
        List<Runnable> queue = new ArrayList<>();
        over("a").executor(queue::add).itemTimeout(Duration.ofSeconds(10)).forEach(this::open, told::add);
        runAll(queue, 1);
        timer.advance(Duration.ofSeconds(10));
        runAll(queue, 2);
        assertThat(stages).containsKey("a");

        timer.advance(Duration.ofSeconds(9));
        runAll(queue, queue.size());
        assertThat(told).isEmpty();
        timer.advance(Duration.ofSeconds(1));
        runAll(queue, queue.size());

        assertThat(told).singleElement().isInstanceOf(Failure.class);
    }

    @Test
    void theDeadlineKeepsWhatIsDone() {
        Gather.Handle<Gathered<String, String>> handle = over("a", "b", "c", "d")
                .concurrency(2)
                .deadline(Duration.ofMinutes(5))
                .toList(this::open);
        stages.get("a").complete("A");

        timer.advance(Duration.ofMinutes(5).minusNanos(1));
        assertThat(handle.result().toCompletableFuture()).isNotDone();
        timer.advance(Duration.ofNanos(1));

        String reason = "the deadline of PT5M passed";
        assertThat(Rig.end(handle).outcomes())
                .containsExactly(
                        new Success<>(0, "a", "A"),
                        new Cancelled<>(1, "b", reason),
                        new Cancelled<>(2, "c", reason),
                        new NotStarted<>(3, "d", reason));
        assertThat(Rig.end(handle).summary()).isEqualTo(new Summary(Stop.DEADLINE, 3, 1, 0, 2, 1, null));
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void theDeadlineCountsThroughPausesAndItemTimeouts() {
        Gather.Handle<Summary> handle = over("a", "b")
                .itemTimeout(Duration.ofSeconds(10))
                .deadline(Duration.ofSeconds(15))
                .forEach(this::open, told::add);
        Gather.TimeoutPause pause = items.get("a").pauseTimeout();

        timer.advance(Duration.ofSeconds(15));

        assertThat(told).hasExactlyElementsOfTypes(Failure.class, Cancelled.class);
        pause.close();
        assertThat(Rig.end(handle).stop()).isEqualTo(Stop.DEADLINE);
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void anEndInTimeLeavesNoTimer() {
        Gather.Handle<Summary> handle = over("a")
                .itemTimeout(Duration.ofSeconds(10))
                .deadline(Duration.ofSeconds(15))
                .forEach(this::open, told::add);
        assertThat(timer.waiting()).isOne();

        stages.get("a").complete("A");

        assertThat(Rig.end(handle).complete()).isTrue();
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void theJdksTimerKeepsNoCancelledTaskInItsQueue() {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
        try {
            Gather.Handle<Summary> handle = Gather.over(Numbers.upTo(1_000))
                    .concurrency(10)
                    .executor(Runnable::run)
                    .scheduler(pool)
                    .itemTimeout(Duration.ofHours(1))
                    .deadline(Duration.ofHours(2))
                    .forEach((input, item) -> CompletableFuture.completedStage(input), outcome -> {
                        assertThat(pool.getQueue()).hasSizeLessThanOrEqualTo(1);
                    });
            assertThat(Rig.end(handle).complete()).isTrue();
            assertThat(pool.getQueue()).isEmpty();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aTimerThatTakesNoMoreEndsTheGather() {
        timer.refuse();

        Gather.Handle<Summary> handle =
                over("a", "b").itemTimeout(Duration.ofSeconds(10)).forEach(this::open, told::add);

        assertThat(Rig.end(handle).stop()).isEqualTo(Stop.CANCELLED);
        assertThat(Rig.end(handle).notStarted()).isEqualTo(2);
        assertThat(Rig.end(handle).problem()).hasMessage("no more timers");
        assertThat(stages).isEmpty();
    }

    @Test
    void durationsOfAgesAreNoDeadline() {
        over("a")
                .itemTimeout(Duration.ofSeconds(Long.MAX_VALUE))
                .deadline(Duration.ofSeconds(Long.MAX_VALUE))
                .forEach(this::open, told::add);

        timer.advance(Duration.ofDays(365));
        stages.get("a").complete("A");

        assertThat(told).containsExactly(new Success<>(0, "a", "A"));
    }

    @Test
    void aLateValueIsDiscardedOnce() {
        over("a")
                .itemTimeout(Duration.ofSeconds(1))
                .lateValues(value -> events.add("closed " + value))
                .forEach(this::open, told::add);
        timer.advance(Duration.ofSeconds(1));

        stages.get("a").complete("A");

        assertThat(events).containsExactly("closed A");
        assertThat(told).singleElement().isInstanceOf(Failure.class);
    }

    @Test
    void aLateValueThatIsCloseableIsClosedUnlessToldOtherwise() {
        CompletableFuture<AutoCloseable> stage = new CompletableFuture<>();
        Gather.Handle<Summary> handle =
                over("a").deadline(Duration.ofSeconds(1)).forEach((input, item) -> stage, outcome -> {});
        timer.advance(Duration.ofSeconds(1));
        assertThat(Rig.end(handle).cancelled()).isOne();

        stage.complete(() -> events.add("closed"));

        assertThat(events).containsExactly("closed");
    }

    @Test
    void aLateFailureOrNullIsNothingToDiscard() {
        over("a", "b")
                .itemTimeout(Duration.ofSeconds(1))
                .lateValues(value -> events.add("discarded " + value))
                .forEach(this::open, told::add);
        timer.advance(Duration.ofSeconds(1));

        stages.get("a").completeExceptionally(new IllegalStateException("late"));
        stages.get("b").complete(null);

        assertThat(events).isEmpty();
    }

    @Test
    void anOutcomeIsToldAfterItsWorkWasToldToStop() {
        over("a", "b")
                .itemTimeout(Duration.ofSeconds(1))
                .deadline(Duration.ofSeconds(2))
                .concurrency(1)
                .forEach(this::openAndListen, outcome -> events.add("outcome of " + outcome.input()));

        timer.advance(Duration.ofSeconds(2));

        assertThat(events).containsExactly("stop a", "outcome of a", "stop b", "outcome of b");
    }

    @Test
    void workThatFailsItsStageWhenToldToStopHasStillTimedOut() {
        over("a")
                .itemTimeout(Duration.ofSeconds(1))
                .forEach(
                        (input, item) -> {
                            CompletableFuture<String> stage = new CompletableFuture<>();
                            item.cancellation()
                                    .onCancel(() -> stage.completeExceptionally(new CancellationException("aborted")));
                            return stage;
                        },
                        told::add);

        timer.advance(Duration.ofSeconds(1));

        assertThat(told)
                .singleElement()
                .satisfies(
                        outcome -> assertThat(((Failure<?, ?>) outcome).cause()).isInstanceOf(TimeoutException.class));
    }

    private Gather.Builder<String> over(String... inputs) {
        return Gather.<String>over(List.of(inputs))
                .concurrency(8)
                .executor(Runnable::run)
                .scheduler(timer, timer::now);
    }

    private CompletionStage<String> open(String input, Gather.Item item) {
        CompletableFuture<String> stage = new CompletableFuture<>();
        stages.put(input, stage);
        items.put(input, item);
        return stage;
    }

    private CompletionStage<String> openAndListen(String input, Gather.Item item) {
        item.cancellation().onCancel(() -> events.add("stop " + input));
        return open(input, item);
    }

    private static void runAll(List<Runnable> queue, int count) {
        for (int i = 0; i < count; i++) {
            queue.remove(0).run();
        }
    }
}
