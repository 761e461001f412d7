package dev.headrace.engine.strand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StuckCarrierTest {
    private final Events events = new Events();
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Carriers> started = new ArrayList<>();

    @AfterEach
    void close() {
        release.countDown();
        started.forEach(Carriers::close);
    }

    @Test
    void aThirdStrandRunsWhileBothCarriersAreStuck() throws Exception {
        Carriers carriers = start(2, 8);
        stick(carriers, 2);
        CountDownLatch ran = new CountDownLatch(1);

        carriers.strand("third", name -> false).execute(ran::countDown);

        Events.await(ran);
    }

    @Test
    void halfOfAllStrandsMayBeStuckAndTheOthersGoOn() throws Exception {
        Carriers carriers = start(2, 16);
        stick(carriers, 6);
        CountDownLatch ran = new CountDownLatch(6 * 1000);

        for (int i = 0; i < 6; i++) {
            Strand free = carriers.strand("free" + i, name -> false);
            for (int task = 0; task < 1000; task++) {
                free.execute(ran::countDown);
            }
        }

        Events.await(ran);
    }

    @Test
    void onlyTheStuckStrandWaitsAndItKeepsItsOrder() throws Exception {
        Carriers carriers = start(2, 8);
        Strand stuck = stick(carriers, 1).get(0);
        List<Integer> order = new ArrayList<>();
        CountDownLatch ran = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            int number = i;
            stuck.execute(() -> {
                order.add(number);
                ran.countDown();
            });
        }
        Events.next(events.running);
        assertThat(ran.getCount()).isEqualTo(3);

        release.countDown();

        Events.await(ran);
        assertThat(order).containsExactly(0, 1, 2);
    }

    @Test
    void whenAllAreFreeAgainThereAreAsManyCarriersAsBefore() throws Exception {
        Carriers carriers = start(2, 16);
        stick(carriers, 6);
        Events.until(() -> carriers.size() > 6);

        release.countDown();

        // One that has not been missed yet leaves between the two counts.
        Events.until(() -> carriers.size() == 2 && carriers.crew().serving() == 2);
    }

    @Test
    void whenNoCarrierMayBeStartedThatIsToldAndOneThatComesBackGoesOn() throws Exception {
        Carriers carriers = start(1, 2);
        stick(carriers, 2);
        assertThat(Events.next(events.exhausted)).isEqualTo(2);
        CountDownLatch ran = new CountDownLatch(1);
        carriers.strand("third", name -> false).execute(ran::countDown);
        assertThat(ran.getCount()).isEqualTo(1);

        release.countDown();

        Events.await(ran);
        Events.until(() -> carriers.size() == 1);
    }

    @Test
    void aTaskThatWaitsForAnotherStrandsTaskIsNoDeadlock() throws Exception {
        Carriers carriers = start(1, 4);
        Strand asked = carriers.strand("asked", name -> false);
        CountDownLatch answered = new CountDownLatch(1);

        carriers.strand("asking", name -> false).execute(() -> {
            CountDownLatch answer = new CountDownLatch(1);
            asked.execute(answer::countDown);
            Events.await(answer);
            answered.countDown();
        });

        Events.await(answered);
    }

    @Test
    void longTasksAreCountedWithTheirWaits() throws Exception {
        Carriers carriers = start(1, 4);
        Strand strand = carriers.strand("waiting", name -> false);
        AtomicInteger sleeps = new AtomicInteger();
        Events.until(() -> {
            strand.execute(() -> {
                settle();
                sleeps.incrementAndGet();
            });
            int expected = sleeps.get() + 1;
            Events.until(() -> sleeps.get() >= expected);
            return strand.clock().waits() > 0; // 0 until the watchdog has loaded what counts them
        });

        assertThat(strand.clock().longTasks()).isPositive();
        assertThat(strand.clock().contentions()).isZero();
    }

    private Carriers start(int carriers, int most) {
        Carriers own = Carriers.start(CarrierSettings.defaults()
                .carriers(carriers, most)
                .watch(WatchSettings.defaults().listener(events)));
        started.add(own);
        return own;
    }

    /** Occupies as many strands, and returns once their tasks run. */
    private List<Strand> stick(Carriers carriers, int count) {
        CountDownLatch stuck = new CountDownLatch(count);
        List<Strand> strands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Strand strand = carriers.strand("stuck" + i, name -> name.equals(StuckCarrierTest.class.getName()));
            strand.execute(() -> {
                stuck.countDown();
                Events.await(release);
            });
            strands.add(strand);
        }
        Events.await(stuck);
        return strands;
    }

    private static void settle() {
        try {
            PlantedLibrary.settle(() -> true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
