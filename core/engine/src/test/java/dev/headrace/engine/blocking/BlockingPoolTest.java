package dev.headrace.engine.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.spi.TransientException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test runs with platform threads, and with virtual ones where this JVM has them. */
class BlockingPoolTest {
    private static final Executor DIRECT = Runnable::run;
    private static final ClassLoader LOADER = new ClassLoader("plugin", BlockingPoolTest.class.getClassLoader()) {};

    private final CountDownLatch release = new CountDownLatch(1);
    private final List<BlockingPool> pools = new ArrayList<>();

    @AfterEach
    void close() {
        release.countDown();
        pools.forEach(BlockingPool::close);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void workRunsOnABlockingThreadAndCompletesWhereTheCallerSays(boolean virtual) throws Exception {
        BlockingQueue<Runnable> strand = new LinkedBlockingQueue<>();
        BlockingCall<String> call =
                lane(pool(8, virtual), 8, 0).call(() -> Thread.currentThread().getName(), strand::add);

        Runnable completion = strand.poll(30, TimeUnit.SECONDS);
        assertThat(future(call)).isNotDone();
        assertThat(completion).isNotNull();
        completion.run();

        assertThat(get(call)).matches("headrace-blocking-\\d+");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void workSeesItsLanesClassLoader(boolean virtual) throws Exception {
        BlockingLane lane = lane(pool(1, virtual), 1, 1);

        assertThat(get(lane.call(() -> Thread.currentThread().getContextClassLoader(), DIRECT)))
                .isSameAs(LOADER);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theResultFailsWithWhatTheWorkThrew(boolean virtual) {
        IOException planted = new IOException("planted");
        BlockingCall<String> call = lane(pool(1, virtual), 1, 1)
                .call(
                        () -> {
                            throw planted;
                        },
                        DIRECT);

        assertThatThrownBy(() -> get(call))
                .isInstanceOf(ExecutionException.class)
                .hasCause(planted);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anErrorFailsItsCallAndNothingElse(boolean virtual) throws Exception {
        BlockingLane lane = lane(pool(1, virtual), 1, 1);
        BlockingCall<String> call = lane.call(
                () -> {
                    throw new StackOverflowError("planted");
                },
                DIRECT);

        assertThatThrownBy(() -> get(call)).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(get(lane.call(() -> "next", DIRECT))).isEqualTo("next");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLaneRunsNoMoreAtOnceThanItMay(boolean virtual) throws Exception {
        BlockingLane lane = lane(pool(8, virtual), 3, 1000);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<BlockingCall<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            calls.add(lane.call(
                    () -> {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        Thread.onSpinWait();
                        return running.decrementAndGet();
                    },
                    DIRECT));
        }

        for (BlockingCall<Integer> call : calls) {
            get(call);
        }
        assertThat(most.get()).isBetween(1, 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFullLaneRefusesWithItsNumbersWhileOthersGoOn(boolean virtual) throws Exception {
        BlockingPool pool = pool(4, virtual);
        BlockingLane lane = lane(pool, 2, 1);
        List<BlockingCall<String>> accepted = List.of(hold(lane), hold(lane), hold(lane));

        BlockingCall<String> refused = hold(lane);

        assertThatThrownBy(() -> get(refused))
                .hasCauseInstanceOf(TransientException.class)
                .hasMessageContaining("'files'")
                .hasMessageContaining("2 run and 1 wait");
        assertThat(get(lane(pool, 1, 0).call(() -> "other", DIRECT))).isEqualTo("other");
        release.countDown();
        for (BlockingCall<String> call : accepted) {
            assertThat(get(call)).isEqualTo("held");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callsOfALaneStartInTheirOrder(boolean virtual) throws Exception {
        BlockingLane lane = lane(pool(4, virtual), 1, 100);
        List<Integer> started = new ArrayList<>(); // written by one at a time: the lane hands over
        List<BlockingCall<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            calls.add(lane.call(() -> started.add(number), DIRECT));
        }

        for (BlockingCall<Boolean> call : calls) {
            get(call);
        }

        assertThat(started).hasSize(50).isSorted();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cancellingInterruptsTheWorkAndOnlyThat(boolean virtual) throws Exception {
        BlockingLane lane = lane(pool(1, virtual), 1, 10);
        CountDownLatch began = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        BlockingCall<String> call = lane.call(waitingForAnInterrupt(began, interrupted), DIRECT);
        assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();
        BlockingCall<Boolean> next = lane.call(() -> Thread.currentThread().isInterrupted(), DIRECT);

        assertThat(call.cancel()).isTrue();

        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> get(call)).isInstanceOf(CancellationException.class);
        assertThat(get(next)).isFalse();
        assertThat(call.cancel()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWaitsAndIsCancelledNeverStartsAndFreesItsPlace(boolean virtual) throws Exception {
        BlockingLane lane = lane(pool(1, virtual), 1, 1);
        BlockingCall<String> held = hold(lane);
        AtomicInteger runs = new AtomicInteger();
        BlockingCall<Integer> waiting = lane.call(runs::incrementAndGet, DIRECT);

        assertThat(waiting.cancel()).isTrue();
        BlockingCall<String> inItsPlace = lane.call(() -> "in its place", DIRECT);
        release.countDown();

        assertThat(get(held)).isEqualTo("held");
        assertThat(get(inItsPlace)).isEqualTo("in its place");
        assertThat(runs).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCancelledCallKeepsItsPlaceUntilItsWorkHasEnded(boolean virtual) throws Exception {
        BlockingLane lane = lane(pool(4, virtual), 1, 1);
        CountDownLatch began = new CountDownLatch(1);
        BlockingCall<String> deaf = lane.call(() -> deafToInterrupts(began), DIRECT);
        assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();
        deaf.cancel();

        BlockingCall<String> next = lane.call(() -> "next", DIRECT);
        assertThat(future(next)).isNotDone();
        release.countDown();

        assertThat(get(next)).isEqualTo("next");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cancellingAsWorkEndsLeavesNoInterruptBehind(boolean virtual) throws Exception {
        BlockingLane lane = lane(pool(1, virtual), 1, 10);
        for (int round = 0; round < 3_000; round++) {
            BlockingCall<String> racing = lane.call(() -> "done", DIRECT);
            BlockingCall<Boolean> next = lane.call(() -> Thread.currentThread().isInterrupted(), DIRECT);
            racing.cancel();
            assertThat(get(next)).as("round %s", round).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aResultReachesTheCallerEvenIfItsStrandIsClosed(boolean virtual) throws Exception {
        Executor closed = action -> {
            throw new RejectedExecutionException("closed");
        };

        assertThat(get(lane(pool(1, virtual), 1, 1).call(() -> "done", closed))).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closingLetsWorkEndCancelsWhatWaitsAndRefusesTheRest(boolean virtual) throws Exception {
        BlockingPool pool = pool(1, virtual);
        BlockingLane lane = lane(pool, 1, 1);
        BlockingCall<String> held = hold(lane);
        BlockingCall<String> waiting = hold(lane);
        CompletableFuture<String> released = future(waiting).whenComplete((value, failure) -> release.countDown());

        assertThat(pool.close(Duration.ofSeconds(30))).isTrue();

        assertThat(get(held)).isEqualTo("held");
        assertThat(released).isCompletedExceptionally();
        assertThatThrownBy(() -> get(waiting)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> get(hold(lane))).hasCauseInstanceOf(TransientException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closingWithoutPatienceInterrupts(boolean virtual) throws Exception {
        BlockingPool pool = pool(1, virtual);
        CountDownLatch began = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        lane(pool, 1, 1).call(waitingForAnInterrupt(began, interrupted), DIRECT);
        assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(pool.close(Duration.ZERO)).isFalse();

        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callsThatRaceWithClosingAllEnd(boolean virtual) throws Exception {
        for (int round = 0; round < 200; round++) {
            BlockingPool pool = pool(2, virtual);
            BlockingLane lane = lane(pool, 1, 100);
            List<CompletableFuture<Integer>> results = new ArrayList<>();
            Thread caller = new Thread(() -> {
                for (int i = 0; i < 20; i++) {
                    results.add(future(lane.call(() -> 1, DIRECT)));
                }
            });
            caller.start();
            pool.close(Duration.ofSeconds(30));
            caller.join();
            for (CompletableFuture<Integer> result : results) {
                assertThat(result.handle((value, failure) -> true).get(30, TimeUnit.SECONDS))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lanesUseVirtualThreadsFromJava24On(boolean virtual) throws Exception {
        boolean expected = virtual && Runtime.version().feature() >= 24;

        Class<?> thread = get(
                lane(pool(1, virtual), 1, 1).call(() -> Thread.currentThread().getClass(), DIRECT));

        assertThat(thread.getName().contains("Virtual")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nativeLanesUsePlatformThreadsAlways(boolean virtual) throws Exception {
        BlockingLane lane = pool(1, virtual).nativeLane("dns", LOADER, 1, 1);

        assertThat(get(lane.call(() -> Thread.currentThread().getClass(), DIRECT)))
                .isEqualTo(Thread.class);
    }

    private BlockingPool pool(int threads, boolean virtual) {
        BlockingPool pool = BlockingPool.start(new BlockingSettings(threads, virtual));
        pools.add(pool);
        return pool;
    }

    private static BlockingLane lane(BlockingPool pool, int atOnce, int waiting) {
        return pool.lane("files", LOADER, atOnce, waiting);
    }

    private BlockingCall<String> hold(BlockingLane lane) {
        return lane.call(
                () -> {
                    release.await();
                    return "held";
                },
                DIRECT);
    }

    private static Callable<String> waitingForAnInterrupt(
            CountDownLatch began, CompletableFuture<Boolean> interrupted) {
        return () -> {
            began.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
            return "interrupted";
        };
    }

    private String deafToInterrupts(CountDownLatch began) {
        began.countDown();
        while (release.getCount() > 0) {
            Thread.onSpinWait();
        }
        return "deaf";
    }

    private static <T> CompletableFuture<T> future(BlockingCall<T> call) {
        return call.result().toCompletableFuture();
    }

    private static <T> T get(BlockingCall<T> call) throws Exception {
        return future(call).get(30, TimeUnit.SECONDS);
    }
}
