package dev.headrace.spi.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The state that threads share without a lock: two threads meet on fresh state a few hundred thousand times. */
@Tag("slow")
class GatherStressTest {
    private static final int BATCHES = 300;
    private static final int BATCH = 1_000;

    @Test
    void aCompletionOrACancellationDecidesAndAValueIsToldOrDiscarded() {
        meet(CompleteOrCancel::new);
    }

    @Test
    void anItemIsMappedOrNotStarted() {
        meet(StartOrCancel::new);
    }

    @Test
    void twoCompletionsAreToldOneAfterTheOther() {
        meet(TwoCompletions::new);
    }

    @Test
    void everyListenerIsCalledOnce() {
        meet(ListenOrCancel::new);
    }

    /** What two threads do at the same time, and what must hold afterwards. */
    private interface Meeting {
        void one();

        void other();

        void check();
    }

    // In batches, as jcstress does: to wait for each other before each meeting would take a time slice every time.
    private static void meet(Supplier<? extends Meeting> meetings) {
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Meeting> fresh =
                    Stream.<Meeting>generate(meetings).limit(BATCH).toList();
            CyclicBarrier start = new CyclicBarrier(2);
            Thread other = new Thread(() -> inStep(start, fresh, Meeting::other));
            other.start();
            inStep(start, fresh, Meeting::one);
            join(other);
            fresh.forEach(Meeting::check);
        }
    }

    private static void inStep(CyclicBarrier start, List<Meeting> meetings, Consumer<Meeting> part) {
        try {
            start.await();
        } catch (InterruptedException | BrokenBarrierException broken) {
            throw new AssertionError(broken);
        }
        meetings.forEach(part);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static final class CompleteOrCancel implements Meeting {
        private final CompletableFuture<String> stage = new CompletableFuture<>();
        private final AtomicInteger discarded = new AtomicInteger();
        private final List<Outcome<String, String>> told = new ArrayList<>();
        private final Gather.Handle<Summary> handle = Gather.over(List.of("a"))
                .concurrency(1)
                .executor(Runnable::run)
                .lateValues(value -> discarded.incrementAndGet())
                .forEach((input, item) -> stage, told::add);

        @Override
        public void one() {
            stage.complete("A");
        }

        @Override
        public void other() {
            handle.cancel("racing");
        }

        @Override
        public void check() {
            assertThat(told).hasSize(1);
            assertThat(discarded).hasValue(told.get(0) instanceof Outcome.Success ? 0 : 1);
            assertThat(handle.result().toCompletableFuture()).isDone();
        }
    }

    private static final class StartOrCancel implements Meeting {
        private final List<Runnable> mapperCalls = new ArrayList<>();
        private final AtomicReference<Gather.Item> mapped = new AtomicReference<>();
        private final List<Outcome<String, String>> told = new ArrayList<>();
        private final Gather.Handle<Summary> handle = Gather.over(List.of("a"))
                .concurrency(1)
                .executor(this::keepMapperCalls)
                .forEach(this::map, told::add);

        private void keepMapperCalls(Runnable task) {
            if (task instanceof Slot) {
                mapperCalls.add(task);
            } else {
                task.run();
            }
        }

        private CompletableFuture<String> map(String input, Gather.Item item) {
            mapped.set(item);
            return new CompletableFuture<>();
        }

        @Override
        public void one() {
            mapperCalls.get(0).run();
        }

        @Override
        public void other() {
            handle.cancel("racing");
        }

        @Override
        public void check() {
            assertThat(told).hasSize(1);
            if (told.get(0) instanceof Outcome.NotStarted) {
                assertThat(mapped).hasNullValue();
            } else {
                assertThat(mapped.get().cancellation().requested()).isTrue();
            }
        }
    }

    private static final class TwoCompletions implements Meeting {
        private final List<CompletableFuture<Integer>> stages =
                List.of(new CompletableFuture<>(), new CompletableFuture<>(), CompletableFuture.completedFuture(2));
        private final List<Long> told = new ArrayList<>();
        private final Gather.Handle<Summary> handle = Gather.over(Numbers.upTo(3))
                .concurrency(2)
                .executor(Runnable::run)
                .forEach((input, item) -> stages.get(input), outcome -> told.add(outcome.index()));

        @Override
        public void one() {
            stages.get(0).complete(0);
        }

        @Override
        public void other() {
            stages.get(1).complete(1);
        }

        @Override
        public void check() {
            assertThat(told).containsExactlyInAnyOrder(0L, 1L, 2L);
            assertThat(handle.result().toCompletableFuture()).isDone();
        }
    }

    private static final class ListenOrCancel implements Meeting {
        private final CancellationSource source = new CancellationSource();
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public void one() {
            source.cancellation().onCancel(calls::incrementAndGet);
        }

        @Override
        public void other() {
            source.cancel("racing");
        }

        @Override
        public void check() {
            assertThat(calls).hasValue(1);
            assertThat(source.cancellation().listeners()).isZero();
        }
    }
}
