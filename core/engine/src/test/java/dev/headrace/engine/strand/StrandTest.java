package dev.headrace.engine.strand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StrandTest {
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final Carriers carriers = Carriers.start(CarrierSettings.defaults()
            .carriers(2, 8)
            .failures((strand, failure) -> failures.add(strand + ": " + failure.getMessage())));

    @AfterEach
    void close() {
        carriers.close();
    }

    @Test
    void tasksOfOneStrandNeverOverlapAndKeepEachProducersOrder() {
        StrandStress.serialInOrder(carriers, "serial", 4, 50_000);
    }

    @Test
    void tasksSeeWhatTheOneBeforeWroteThoughThreadsChange() {
        StrandStress.handsMemoryOver(carriers, 100_000);
    }

    @Test
    void aTaskThatExecutesRunsBeforeWhatItExecuted() {
        Strand strand = strand("reentrant");
        List<String> order = new ArrayList<>();
        CountDownLatch ran = new CountDownLatch(1);

        strand.execute(() -> {
            strand.execute(() -> {
                order.add("inner");
                ran.countDown();
            });
            order.add("outer");
        });

        Events.await(ran);
        assertThat(order).containsExactly("outer", "inner");
    }

    @Test
    void aStrandThatNeverRunsDryLetsOthersRun() {
        try (Carriers one = Carriers.start(CarrierSettings.defaults().carriers(1, 1))) {
            Strand greedy = one.strand("greedy", name -> false);
            AtomicBoolean otherRan = new AtomicBoolean();
            CountDownLatch greedyEnded = new CountDownLatch(1);
            greedy.execute(new Runnable() {
                @Override
                public void run() {
                    if (otherRan.get()) {
                        greedyEnded.countDown();
                    } else {
                        greedy.execute(this);
                    }
                }
            });
            one.strand("other", name -> false).execute(() -> otherRan.set(true));

            Events.await(greedyEnded);
        }
    }

    @Test
    void anErrorInATaskEndsThatTaskAndNothingElse() {
        Strand strand = strand("faulty");
        CountDownLatch ran = new CountDownLatch(1);
        strand.execute(() -> {
            throw new StackOverflowError("planted error");
        });
        strand.execute(() -> {
            throw new IllegalStateException("planted exception");
        });
        strand.execute(ran::countDown);

        Events.await(ran);
        assertThat(failures).containsExactly("faulty: planted error", "faulty: planted exception");
    }

    @Test
    void aFailureListenerThatFailsHarmsNobody() {
        CarrierSettings settings = CarrierSettings.defaults().failures((strand, failure) -> {
            throw new OutOfMemoryError("planted in the listener");
        });
        try (Carriers own = Carriers.start(settings)) {
            CountDownLatch ran = new CountDownLatch(1);
            Strand strand = own.strand("faulty", name -> false);
            strand.execute(() -> {
                throw new IllegalStateException("planted");
            });
            strand.execute(ran::countDown);

            Events.await(ran);
        }
    }

    @Test
    void anInterruptThatATaskLeavesBehindDoesNotReachTheNext() {
        Strand strand = strand("interrupted");
        AtomicBoolean interrupted = new AtomicBoolean(true);
        CountDownLatch ran = new CountDownLatch(1);
        strand.execute(() -> Thread.currentThread().interrupt());
        strand.execute(() -> {
            interrupted.set(Thread.currentThread().isInterrupted());
            ran.countDown();
        });

        Events.await(ran);
        assertThat(interrupted).isFalse();
    }

    @Test
    void tasksSeeTheirStrandsClassLoaderWhateverTheOneBeforeSet() {
        ClassLoader plugin = new ClassLoader("plugin", getClass().getClassLoader()) {};
        AtomicReference<ClassLoader> seen = new AtomicReference<>();
        CountDownLatch ran = new CountDownLatch(1);
        Strand strand = carriers.strand("plugin", plugin, frame -> false);
        strand.execute(() -> Thread.currentThread().setContextClassLoader(null));
        strand.execute(() -> {
            seen.set(Thread.currentThread().getContextClassLoader());
            ran.countDown();
        });

        Events.await(ran);
        assertThat(seen).hasValue(plugin);
    }

    @Test
    void parallelTasksSeeTheEnginesClassLoaderAgain() {
        ClassLoader plugin = new ClassLoader("plugin", getClass().getClassLoader()) {};
        AtomicReference<ClassLoader> seen = new AtomicReference<>();
        CountDownLatch ran = new CountDownLatch(1);
        carriers.strand("plugin", plugin, frame -> false)
                .execute(() -> carriers.parallel().execute(() -> {
                    seen.set(Thread.currentThread().getContextClassLoader());
                    ran.countDown();
                }));

        Events.await(ran);
        assertThat(seen).hasValue(Carriers.class.getClassLoader());
    }

    @Test
    void aStrandKnowsWhenItIsCurrent() {
        Strand strand = strand("mine");
        Strand other = strand("other");
        List<Boolean> seen = new ArrayList<>();
        CountDownLatch ran = new CountDownLatch(1);
        strand.execute(() -> {
            seen.add(strand.isCurrent());
            seen.add(other.isCurrent());
            ran.countDown();
        });

        Events.await(ran);
        assertThat(seen).containsExactly(true, false);
        assertThat(strand.isCurrent()).isFalse();
    }

    @Test
    void aNameIsGivenOnce() {
        strand("github");

        assertThatThrownBy(() -> strand("github"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is a strand 'github' already; give each its own name");
        assertThatThrownBy(() -> strand("parallel")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theClockCountsTasksAndTheTimeTheyWaited() {
        Strand strand = strand("clocked");
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        strand.execute(() -> {
            began.countDown();
            Events.await(release);
        });
        Events.await(began);
        strand.execute(() -> {});
        assertThat(strand.size()).isEqualTo(2);
        release.countDown();

        Events.until(() -> strand.clock().tasks() == 2);
        assertThat(strand.clock().ran()).isPositive();
        assertThat(strand.clock().queued()).isPositive();
    }

    @Test
    void parallelTasksRunAtOnce() {
        CyclicBarrier met = new CyclicBarrier(2);
        CountDownLatch ran = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            carriers.parallel().execute(() -> {
                awaitQuietly(met);
                ran.countDown();
            });
        }

        Events.await(ran);
        Events.until(() -> carriers.parallelClock().tasks() == 2);
    }

    private Strand strand(String name) {
        return carriers.strand(name, type -> false);
    }

    private static void awaitQuietly(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError("nobody came", e);
        }
    }
}
