package dev.headrace.spi.async;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.async.Outcome.Cancelled;
import dev.headrace.spi.async.Outcome.Failure;
import dev.headrace.spi.async.Outcome.NotStarted;
import dev.headrace.spi.async.Outcome.Success;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Completions that race a timeout, a deadline or a cancellation: each input has exactly one outcome, told once. */
class GatherRaceTest {
    private static final int ROUNDS = 3_000;
    private static final List<Integer> INPUTS = Numbers.upTo(20);

    private final Rig rig = new Rig();

    @AfterEach
    void stopThreads() {
        rig.close();
    }

    @Test
    void aRacingDeadlineLeavesExactlyOneOutcomeForEachInput() {
        rounds(round -> round.gather.deadline(micros(1, 300)));
    }

    @Test
    void racingItemTimeoutsLeaveExactlyOneOutcomeForEachInput() {
        rounds(round -> round.gather.itemTimeout(micros(1, 150)));
    }

    @Test
    void aRacingCancellationLeavesExactlyOneOutcomeForEachInput() {
        rounds(round -> {
            CancellationSource source = new CancellationSource();
            round.gather.cancelledBy(source.cancellation());
            rig.io.execute(() -> source.cancel("racing"));
        });
    }

    @Test
    void allOfThemAtOnceLeaveExactlyOneOutcomeForEachInput() {
        rounds(round -> {
            CancellationSource source = new CancellationSource();
            round.gather
                    .itemTimeout(micros(1, 150))
                    .deadline(micros(50, 300))
                    .stopOn(outcome -> cancelAt10StopAt15(outcome.index(), source))
                    .cancelledBy(source.cancellation());
        });
    }

    @Test
    void noTimeoutIsSeenBeforeItsWorkWasToldToStop() {
        int listening = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Work work = new Work();
            Gathered<String, String> gathered = Rig.end(rig.<String>over(List.of("slow"))
                    .itemTimeout(micros(1, 100))
                    .toList(work::begin));
            // The timeout may strike between the call of the mapper and its listening; then there is nobody to tell.
            if (work.listening.get()) {
                listening++;
                assertThat(work.stopped).isTrue();
            }
            assertThat(gathered.failures()).hasSize(1);
        }
        assertThat(listening).isPositive();
    }

    private void rounds(Consumer<Round> limits) {
        int cut = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Round round = new Round();
            limits.accept(round);
            cut += round.play() ? 1 : 0;
        }
        // A race that never cuts anything off is none.
        assertThat(cut).isPositive();
        assertThat(rig.timer.getQueue()).isEmpty();
    }

    private boolean cancelAt10StopAt15(long index, CancellationSource source) {
        if (index == 10) {
            rig.io.execute(() -> source.cancel("racing"));
        }
        return index == 15;
    }

    private static Duration micros(int least, int most) {
        return Duration.ofNanos(1_000L * random(least, most));
    }

    private static int random(int least, int most) {
        return ThreadLocalRandom.current().nextInt(least, most + 1);
    }

    /** Never completes; knows whether it was told to stop. */
    private static final class Work {
        private final AtomicBoolean listening = new AtomicBoolean();
        private final AtomicBoolean stopped = new AtomicBoolean();

        CompletionStage<String> begin(String input, Gather.Item item) {
            item.cancellation().onCancel(() -> stopped.set(true));
            listening.set(true);
            return new CompletableFuture<>();
        }
    }

    private final class Round {
        private final AtomicIntegerArray timesTold = new AtomicIntegerArray(INPUTS.size());
        private final AtomicIntegerArray timesMapped = new AtomicIntegerArray(INPUTS.size());
        private final AtomicIntegerArray timesStopped = new AtomicIntegerArray(INPUTS.size());
        private final AtomicReferenceArray<Gather.Item> listening = new AtomicReferenceArray<>(INPUTS.size());
        private final AtomicBoolean cut = new AtomicBoolean();
        private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
        private final Gather.Builder<Integer> gather = rig.<Integer>over(INPUTS).concurrency(random(1, 8));

        /** Returns whether an item was cut off. */
        boolean play() {
            Summary summary = Rig.end(gather.forEach(this::map, this::tell));
            assertThat(INPUTS)
                    .allSatisfy(input -> assertThat(timesTold.get(input)).isOne());
            assertThat(complaints).isEmpty();
            assertThat(summary.started()).isEqualTo(summary.succeeded() + summary.failed() + summary.cancelled());
            assertThat(summary.outcomes()).isEqualTo(INPUTS.size());
            return cut.get();
        }

        private CompletionStage<Integer> map(Integer input, Gather.Item item) {
            timesMapped.incrementAndGet(input);
            item.cancellation().onCancel(() -> timesStopped.incrementAndGet(input));
            listening.set(input, item);
            return switch (random(0, 3)) {
                case 0 -> CompletableFuture.completedStage(input);
                case 1 -> rig.failLater(new IllegalStateException("round"));
                default -> rig.later(input);
            };
        }

        private void tell(Outcome<Integer, Integer> outcome) {
            int input = outcome.input();
            timesTold.incrementAndGet(input);
            if (outcome instanceof NotStarted || abandoned(outcome)) {
                cut.set(true);
            }
            if (outcome instanceof NotStarted) {
                require(timesMapped.get(input) == 0, "not started, yet its mapper was called", outcome);
            } else if (outcome instanceof Success) {
                require(timesStopped.get(input) == 0, "a success that was told to stop", outcome);
            } else if (abandoned(outcome) && listening.get(input) != null) {
                require(timesStopped.get(input) == 1, "told before its work was told to stop", outcome);
            }
        }

        private void require(boolean holds, String complaint, Outcome<Integer, Integer> outcome) {
            if (!holds) {
                complaints.add(complaint + ": " + outcome);
            }
        }
    }

    private static boolean abandoned(Outcome<?, ?> outcome) {
        return outcome instanceof Cancelled
                || outcome instanceof Failure<?, ?> failure && failure.cause() instanceof TimeoutException;
    }
}
