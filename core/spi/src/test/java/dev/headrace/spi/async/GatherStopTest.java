package dev.headrace.spi.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.async.Outcome.Cancelled;
import dev.headrace.spi.async.Outcome.Failure;
import dev.headrace.spi.async.Outcome.NotStarted;
import dev.headrace.spi.async.Outcome.Success;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The ways in which a gather ends early, one thread for all so that each step is seen. */
class GatherStopTest {
    private final Map<String, CompletableFuture<String>> stages = new LinkedHashMap<>();
    private final Map<String, Gather.Item> items = new LinkedHashMap<>();
    private final List<Outcome<String, String>> told = new ArrayList<>();

    @Test
    void theStopConditionLetsWorkUnderWayEndByItself() {
        Gather.Handle<Gathered<String, String>> handle = over(List.of("a", "b", "c", "d"))
                .stopOn(Failure.class::isInstance)
                .toList(this::open);
        IOException broken = new IOException("x");

        stages.get("a").completeExceptionally(broken);
        assertThat(handle.result().toCompletableFuture()).isNotDone();
        stages.get("b").complete("B");

        Gathered<String, String> gathered = Rig.end(handle);
        String reason = "stopped by the outcome of #0 a";
        assertThat(gathered.outcomes())
                .containsExactly(
                        new Failure<>(0, "a", broken),
                        new Success<>(1, "b", "B"),
                        new NotStarted<>(2, "c", reason),
                        new NotStarted<>(3, "d", reason));
        assertThat(gathered.summary()).isEqualTo(new Summary(Stop.STOP_CONDITION, 2, 1, 1, 0, 2, null));
    }

    @Test
    void theStopConditionCancelsWorkUnderWayIfTold() {
        Gather.Handle<Gathered<String, String>> handle = over(List.of("a", "b", "c"))
                .stopOn(Success.class::isInstance)
                .inFlightOnStop(Gather.InFlight.CANCEL)
                .toList(this::open);

        stages.get("b").complete("B");

        String reason = "stopped by the outcome of #1 b";
        assertThat(Rig.end(handle).outcomes())
                .containsExactly(
                        new Cancelled<>(0, "a", reason), new Success<>(1, "b", "B"), new NotStarted<>(2, "c", reason));
        assertThat(items.get("a").cancellation().reason()).contains(reason);
        assertThat(items.get("b").cancellation().requested()).isFalse();
    }

    @Test
    void theStopConditionIsNotAskedOnceTheGatherHasStopped() {
        List<String> asked = new ArrayList<>();
        over(List.of("a", "b", "c"))
                .stopOn(outcome -> asked.add(outcome.input()))
                .forEach(this::open, told::add);

        stages.get("b").complete("B");
        stages.get("a").complete("A");

        assertThat(told).hasSize(3);
        assertThat(asked).containsExactly("b");
    }

    @Test
    void aCancellationThatCutsNothingOffIsNotWhyItEnded() {
        CancellationSource run = new CancellationSource();
        Gather.Handle<Summary> handle =
                over(List.of("a")).cancelledBy(run.cancellation()).forEach(this::open, outcome -> run.cancel("last"));

        stages.get("a").complete("A");

        assertThat(Rig.end(handle)).isEqualTo(new Summary(Stop.EXHAUSTED, 1, 1, 0, 0, 0, null));
    }

    @Test
    void aCancellationCutsShortWhatTheStopConditionLetsDrain() {
        Gather.Handle<Summary> handle =
                over(List.of("a", "b", "c")).stopOn(Success.class::isInstance).forEach(this::open, told::add);
        stages.get("a").complete("A");

        handle.cancel("enough");

        assertThat(told).contains(new Cancelled<>(1, "b", "enough"));
        assertThat(Rig.end(handle)).isEqualTo(new Summary(Stop.STOP_CONDITION, 2, 1, 0, 1, 1, null));
    }

    @Test
    void cancelKeepsWhatIsDoneAndEndsTheRestAtOnce() {
        Gather.Handle<Gathered<String, String>> handle =
                over(List.of("a", "b", "c", "d")).toList(this::open);
        stages.get("a").complete("A");

        handle.cancel("not needed");
        handle.cancel("not needed again");

        assertThat(Rig.end(handle).outcomes())
                .containsExactly(
                        new Success<>(0, "a", "A"),
                        new Cancelled<>(1, "b", "not needed"),
                        new Cancelled<>(2, "c", "not needed"),
                        new NotStarted<>(3, "d", "not needed"));
        assertThat(Rig.end(handle).summary()).isEqualTo(new Summary(Stop.CANCELLED, 3, 1, 0, 2, 1, null));
    }

    @Test
    void cancelAfterTheEndChangesNothing() {
        Gather.Handle<Summary> handle = over(List.of("a")).forEach(this::open, told::add);
        stages.get("a").complete("A");

        handle.cancel("too late");

        assertThat(Rig.end(handle).complete()).isTrue();
        assertThat(told).containsExactly(new Success<>(0, "a", "A"));
    }

    @Test
    void anOutsideCancellationEndsItAndKeepsNoListener() {
        CancellationSource run = new CancellationSource();
        Gather.Handle<Summary> handle =
                over(List.of("a", "b", "c")).cancelledBy(run.cancellation()).forEach(this::open, told::add);
        assertThat(run.cancellation().listeners()).isEqualTo(1);

        run.cancel("the run was stopped");

        assertThat(told).extracting(Outcome::index).containsExactly(0L, 1L, 2L);
        assertThat(Rig.end(handle)).isEqualTo(new Summary(Stop.CANCELLED, 2, 0, 0, 2, 1, null));
        assertThat(run.cancellation().listeners()).isZero();
    }

    @Test
    void anOutsideCancellationKeepsNoListenerOfAGatherThatEnded() {
        CancellationSource run = new CancellationSource();
        over(List.of("a")).cancelledBy(run.cancellation()).forEach(this::open, told::add);
        stages.get("a").complete("A");

        assertThat(run.cancellation().listeners()).isZero();
    }

    @Test
    void nothingIsStartedOnceTheOutsideCancellationWasRequested() {
        CancellationSource run = new CancellationSource();
        run.cancel("over before it began");

        Gather.Handle<Summary> handle =
                over(List.of("a", "b")).cancelledBy(run.cancellation()).forEach(this::open, told::add);

        assertThat(Rig.end(handle)).isEqualTo(new Summary(Stop.CANCELLED, 0, 0, 0, 0, 2, null));
        assertThat(stages).isEmpty();
        assertThat(told)
                .containsExactly(
                        new NotStarted<>(0, "a", "over before it began"),
                        new NotStarted<>(1, "b", "over before it began"));
    }

    @Test
    void lazyInputsAreNotPulledAfterAStop() {
        Countdown inputs = new Countdown(100);
        Gather.Handle<Summary> handle = over(() -> inputs).forEach(this::open, told::add);
        int pulled = inputs.calls;

        handle.cancel("enough");

        assertThat(inputs.calls).isEqualTo(pulled);
        assertThat(Rig.end(handle)).isEqualTo(new Summary(Stop.CANCELLED, 2, 0, 0, 2, 0, null));
    }

    @Test
    void aSinkThatCancelsStopsThePulling() {
        Countdown inputs = new Countdown(100);
        CancellationSource run = new CancellationSource();
        int[] callsAtStop = new int[1];

        Gather.Handle<Summary> handle = over(() -> inputs)
                .cancelledBy(run.cancellation())
                .forEach((input, item) -> CompletableFuture.completedStage(input), outcome -> {
                    if (outcome.index() == 9) {
                        run.cancel("ten are enough");
                        callsAtStop[0] = inputs.calls;
                    }
                });

        assertThat(Rig.end(handle).stop()).isEqualTo(Stop.CANCELLED);
        assertThat(inputs.calls).isEqualTo(callsAtStop[0]);
    }

    @Test
    void aMapperThatCancelsStopsThePulling() {
        Countdown inputs = new Countdown(100);
        CancellationSource run = new CancellationSource();
        int[] callsAtStop = new int[1];

        Gather.Handle<Summary> handle = over(() -> inputs)
                .cancelledBy(run.cancellation())
                .forEach(
                        (input, item) -> {
                            run.cancel("one is enough");
                            callsAtStop[0] = inputs.calls;
                            return open(input, item);
                        },
                        told::add);

        assertThat(Rig.end(handle)).isEqualTo(new Summary(Stop.CANCELLED, 1, 0, 0, 1, 0, null));
        assertThat(inputs.calls).isEqualTo(callsAtStop[0]);
    }

    @Test
    void inputsThatFailEndItAfterWorkUnderWay() {
        Countdown inputs = new Countdown(1);
        inputs.failure = new IllegalStateException("page 2 is broken");
        Gather.Handle<Summary> handle = over(() -> inputs).forEach(this::open, told::add);
        int calls = inputs.calls;
        assertThat(handle.result().toCompletableFuture()).isNotDone();

        stages.get("1").complete("done");

        assertThat(Rig.end(handle)).isEqualTo(new Summary(Stop.INPUT_FAILED, 1, 1, 0, 0, 0, inputs.failure));
        assertThat(told).containsExactly(new Success<>(0, "1", "done"));
        assertThat(inputs.calls).isEqualTo(calls);
    }

    @Test
    void inputsWithoutAnIteratorEndIt() {
        IllegalStateException broken = new IllegalStateException("no iterator");
        Gather.Handle<Gathered<String, String>> handle = over((Iterable<String>) () -> {
                    throw broken;
                })
                .toList(this::open);

        assertThat(Rig.end(handle).summary()).isEqualTo(new Summary(Stop.INPUT_FAILED, 0, 0, 0, 0, 0, broken));
    }

    @Test
    void aSinkThatThrowsIsNotCalledAgainAndCancelsTheWork() {
        IllegalStateException full = new IllegalStateException("disk full");
        Gather.Handle<Summary> handle = over(List.of("a", "b", "c", "d"))
                .concurrency(3)
                .forEach(this::open, outcome -> {
                    told.add(outcome);
                    throw full;
                });

        stages.get("b").complete("B");

        assertThat(Rig.end(handle)).isEqualTo(new Summary(Stop.SINK_FAILED, 3, 1, 0, 2, 1, full));
        assertThat(told).hasSize(1);
        assertThat(items.get("a").cancellation().reason())
                .contains("the receiver of outcomes failed: IllegalStateException: disk full");
    }

    @Test
    void aValueThatNoSinkTakesIsClosed() {
        List<Object> discarded = new ArrayList<>();
        Gather.Handle<Summary> handle = over(List.of("a", "b"))
                .lateValues(discarded::add)
                .forEach(this::open, outcome -> {
                    stages.get("b").complete("B");
                    throw new IllegalStateException("disk full");
                });

        stages.get("a").complete("A");

        assertThat(discarded).containsExactly("B");
        assertThat(Rig.end(handle).succeeded()).isEqualTo(2);
    }

    @Test
    void aStopConditionThatThrowsEndsItButEveryOutcomeIsKept() {
        IllegalStateException broken = new IllegalStateException("condition");
        Gather.Handle<Gathered<String, String>> handle = over(List.of("a", "b", "c"))
                .stopOn(outcome -> {
                    throw broken;
                })
                .toList(this::open);

        stages.get("a").complete("A");

        String reason = "the stop condition failed: IllegalStateException: condition";
        assertThat(Rig.end(handle).outcomes())
                .containsExactly(
                        new Success<>(0, "a", "A"), new Cancelled<>(1, "b", reason), new NotStarted<>(2, "c", reason));
        assertThat(Rig.end(handle).summary().problem()).isSameAs(broken);
    }

    @Test
    void wantOfMemoryIsRecordedAndThenFailsTheResult() {
        OutOfMemoryError noMemory = new OutOfMemoryError("Java heap space");
        Gather.Handle<Summary> handle = over(List.of("a", "b", "c")).forEach(this::open, told::add);

        stages.get("b").completeExceptionally(noMemory);

        String reason = "the JVM is in trouble: OutOfMemoryError: Java heap space";
        assertThat(told)
                .containsExactly(
                        new Failure<>(1, "b", noMemory),
                        new Cancelled<>(0, "a", reason),
                        new NotStarted<>(2, "c", reason));
        assertThat(handle.result().toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingRootCause()
                .isSameAs(noMemory);
    }

    @Test
    void aStackOverflowIsOneItemsFailure() {
        Gather.Handle<Summary> handle = over(List.of("a", "b")).forEach(this::open, told::add);

        stages.get("a").completeExceptionally(new StackOverflowError());
        stages.get("b").complete("B");

        assertThat(Rig.end(handle)).isEqualTo(new Summary(Stop.EXHAUSTED, 2, 1, 1, 0, 0, null));
    }

    @Test
    void anExecutorThatTakesNoMoreEndsItAndEveryInputHasItsOutcome() {
        List<Runnable> queue = new ArrayList<>();
        boolean[] refusing = new boolean[1];
        Gather.Handle<Gathered<String, String>> handle = Gather.over(List.of("a", "b", "c"))
                .concurrency(2)
                .executor(task -> {
                    if (refusing[0]) {
                        throw new RejectedExecutionException("shut down");
                    }
                    queue.add(task);
                })
                .toList(this::open);
        queue.remove(0).run();
        queue.remove(0).run();
        assertThat(stages).containsOnlyKeys("a");

        refusing[0] = true;
        stages.get("a").complete("A");

        String reason = "the executor took no more: RejectedExecutionException: shut down";
        Gathered<String, String> gathered = Rig.end(handle);
        assertThat(gathered.outcomes().get(1)).isEqualTo(new NotStarted<>(1, "b", reason));
        assertThat(gathered.outcomes().get(2)).isEqualTo(new NotStarted<>(2, "c", reason));
        assertThat(gathered.summary().stop()).isEqualTo(Stop.CANCELLED);
        assertThat(gathered.summary().problem()).isInstanceOf(RejectedExecutionException.class);
        assertThat(stages).containsOnlyKeys("a");
    }

    private Gather.Builder<String> over(Iterable<String> inputs) {
        return Gather.<String>over(inputs).concurrency(2).executor(Runnable::run);
    }

    private CompletionStage<String> open(String input, Gather.Item item) {
        CompletableFuture<String> stage = new CompletableFuture<>();
        stages.put(input, stage);
        items.put(input, item);
        return stage;
    }

    /** Counts down to 1, then ends or fails; knows how often it was called. */
    private static final class Countdown implements Iterator<String> {
        private int left;
        private int calls;
        private RuntimeException failure;

        Countdown(int from) {
            left = from;
        }

        @Override
        public boolean hasNext() {
            calls++;
            if (left == 0 && failure != null) {
                throw failure;
            }
            return left > 0;
        }

        @Override
        public String next() {
            calls++;
            if (left == 0) {
                throw new NoSuchElementException();
            }
            return String.valueOf(left--);
        }
    }
}
