package dev.headrace.engine.strand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A strand with a carrier of its own. */
class IsolatedStrandTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String OWN = "headrace-carrier-guilty-1";

    private final Events events = new Events();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Carriers carriers = Carriers.start(CarrierSettings.defaults()
            .carriers(1, 2)
            .watch(WatchSettings.defaults().listener(events)));
    private final Strand guilty = carriers.strand("guilty", name -> name.equals(IsolatedStrandTest.class.getName()));
    private final Strand other = carriers.strand("other", name -> false);

    @AfterEach
    void close() {
        release.countDown();
        carriers.close();
    }

    @Test
    void itsTasksRunOnAThreadOfItsOwnAndThoseOfOthersDoNot() {
        assertThat(guilty.isolate()).isTrue();

        assertThat(threadOf(guilty)).isEqualTo(OWN);
        assertThat(threadOf(other)).isEqualTo("headrace-carrier-1");
        assertThat(threadOf(guilty)).isEqualTo(OWN);
    }

    @Test
    void whatIsLeftOfTheTaskThatIsStuckNowRunsThere() throws Exception {
        List<String> threads = new ArrayList<>();
        CountDownLatch ran = new CountDownLatch(1_000);
        guilty.execute(() -> Events.await(release));
        for (int i = 0; i < 1_000; i++) {
            guilty.execute(() -> {
                threads.add(Thread.currentThread().getName());
                ran.countDown();
            });
        }
        Events.next(events.running);
        assertThat(guilty.isolate()).isTrue();
        release.countDown();

        Events.await(ran);
        assertThat(threads).hasSize(1_000).containsOnly(OWN);
    }

    @Test
    void theOthersKeepAllTheirCarriersWhileItIsStuck() throws Exception {
        guilty.isolate();
        guilty.execute(() -> Events.await(release));

        BlockingVerdict verdict = Events.next(events.running);

        assertThat(verdict.strand()).isEqualTo("guilty");
        assertThat(carriers.crew().carriers()).hasSize(1);
        assertThat(carriers.crew().serving()).isEqualTo(1);
        assertThat(threadOf(other)).isEqualTo("headrace-carrier-1");
    }

    @Test
    void itIsStillWatchedAndNeedsNoOtherThread() throws Exception {
        guilty.isolate();
        guilty.execute(() -> Events.await(release));
        Events.next(events.running);
        release.countDown();
        BlockingVerdict ended = Events.next(events.ended);

        assertThat(ended.lost()).isPositive();
        assertThat(guilty.verdicts())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.finding().times()).isEqualTo(1));
        assertThat(threadOf(guilty)).isEqualTo(OWN);
        assertThat(events.exhausted).isEmpty();
        assertThat(carriers.size()).isEqualTo(2);
    }

    @Test
    void isolatingTwiceDoesNothing() {
        assertThat(guilty.isolate()).isTrue();
        assertThat(guilty.isolate()).isFalse();
        assertThat(carriers.size()).isEqualTo(2);
    }

    @Test
    void itsTasksStayInOrderWhileItIsIsolated() {
        int tasks = 50_000;
        int[] count = new int[1];
        List<String> faults = new ArrayList<>();
        CountDownLatch ran = new CountDownLatch(1);
        for (int i = 0; i < tasks; i++) {
            int number = i;
            guilty.execute(() -> {
                if (count[0]++ != number) {
                    faults.add("%s as number %s".formatted(number, count[0]));
                }
            });
            if (i == tasks / 2) {
                guilty.isolate();
            }
        }
        guilty.execute(ran::countDown);

        Events.await(ran);
        assertThat(faults).isEmpty();
    }

    @Test
    void closingWaitsForItsTasksAndEndsItsThread() {
        AtomicInteger ran = new AtomicInteger();
        guilty.isolate();
        for (int i = 0; i < 1_000; i++) {
            guilty.execute(ran::incrementAndGet);
        }

        assertThat(carriers.close(LONG)).isZero();

        assertThat(ran).hasValue(1_000);
        assertThat(carriers.size()).isZero();
        assertThat(guilty.isolate()).isFalse();
    }

    @Test
    void aStrandThatIsIsolatedWhileAllIsClosedLosesNoTask() throws Exception {
        for (int round = 0; round < 200; round++) {
            Carriers own = Carriers.start(CarrierSettings.defaults().carriers(2, 4));
            Strand strand = own.strand("guilty", name -> false);
            AtomicInteger ran = new AtomicInteger();
            for (int i = 0; i < 300; i++) {
                strand.execute(ran::incrementAndGet);
            }
            Thread isolating = new Thread(strand::isolate);
            isolating.start();
            int dropped = own.close(LONG);
            isolating.join();

            assertThat(ran.get() + dropped).isEqualTo(300);
            assertThat(dropped).isZero();
            Events.until(() -> own.size() == 0);
        }
    }

    private static String threadOf(Strand strand) {
        List<String> thread = new ArrayList<>();
        CountDownLatch ran = new CountDownLatch(1);
        strand.execute(() -> {
            thread.add(Thread.currentThread().getName());
            ran.countDown();
        });
        Events.await(ran);
        return thread.get(0);
    }
}
