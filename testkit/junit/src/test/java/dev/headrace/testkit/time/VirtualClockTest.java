package dev.headrace.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.engine.time.Activity;
import dev.headrace.engine.time.RunTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The clock alone, told of work by the test. */
class VirtualClockTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int CLIENT = 40_000;
    private static final AtomicInteger PORTS = new AtomicInteger(CLIENT);

    private final List<String> rung = Collections.synchronizedList(new ArrayList<>());

    @Test
    void alarmsRingInTheOrderInWhichTheyAreDueEachAtItsTime() throws Exception {
        try (VirtualClock clock = VirtualClock.byHand()) {
            RunTime time = clock.begin();
            for (int seconds : new int[] {3, 1, 2}) {
                time.schedule(Duration.ofSeconds(seconds), () -> rung.add(seconds + " at " + clock.elapsed()));
            }
            clock.advance(Duration.ofSeconds(2));
            assertThat(rung).containsExactly("1 at PT1S", "2 at PT2S");
            clock.advance(SECOND);
            assertThat(rung).containsExactly("1 at PT1S", "2 at PT2S", "3 at PT3S");
        }
    }

    @Test
    void whatAnAlarmSetsOffIsPartOfTheSpanThatItFallsInto() throws Exception {
        try (VirtualClock clock = VirtualClock.byHand()) {
            RunTime time = clock.begin();
            time.schedule(SECOND, () -> time.schedule(SECOND, () -> rung.add("second")));
            clock.advance(Duration.ofSeconds(2));
            assertThat(rung).containsExactly("second");
        }
    }

    @Test
    void aCancelledAlarmNeitherRingsNorMovesTheClock() throws Exception {
        try (VirtualClock clock = VirtualClock.automatic()) {
            RunTime time = clock.begin();
            time.activity().begins();
            CountDownLatch rang = new CountDownLatch(1);
            RunTime.Alarm never = time.schedule(SECOND, () -> rung.add("cancelled"));
            time.schedule(SECOND.multipliedBy(5), rang::countDown);
            never.cancel();
            time.activity().ends();
            rang.await();
            assertThat(rung).isEmpty();
            assertThat(clock.elapsed()).isEqualTo(SECOND.multipliedBy(5));
        }
    }

    @Test
    void timeStandsStillWhileWorkIsUnderWayButWhatIsDueNowRings() throws Exception {
        try (VirtualClock clock = VirtualClock.automatic()) {
            RunTime time = clock.begin();
            time.activity().begins();
            CountDownLatch now = new CountDownLatch(1);
            CountDownLatch later = new CountDownLatch(1);
            time.schedule(SECOND, later::countDown);
            time.schedule(Duration.ZERO, now::countDown);
            now.await();
            assertThat(clock.elapsed()).isZero();
            time.activity().ends();
            later.await();
            assertThat(clock.elapsed()).isEqualTo(SECOND);
        }
    }

    @Test
    void aRequestThatAnUpstreamKeepsWaitingHoldsNothingUpUntilItGoesOn() throws Exception {
        try (VirtualClock clock = VirtualClock.automatic()) {
            RunTime time = clock.begin();
            Activity.Flight flight = time.activity().takeOff();
            flight.from(CLIENT);
            CountDownLatch answered = new CountDownLatch(1);
            time.schedule(SECOND.multipliedBy(2), () -> rung.add("too early"));
            clock.after(SECOND, CLIENT, answered::countDown);
            answered.await();
            clock.after(Duration.ofNanos(1), 1, () -> rung.add("another server's"));
            assertThat(clock.elapsed()).as("the answer is on its way").isEqualTo(SECOND);
            assertThat(rung).isEmpty();
            flight.lands();
            clock.advance(SECOND.multipliedBy(2));
            assertThat(rung).containsExactly("another server's", "too early");
        }
    }

    @Test
    void anUpstreamThatGoesOnWithARequestThatWasGivenUpHoldsNobodyUp() throws Exception {
        try (VirtualClock clock = VirtualClock.byHand()) {
            RunTime time = clock.begin();
            Activity.Flight first = time.activity().takeOff();
            first.from(CLIENT);
            clock.after(SECOND, CLIENT, () -> rung.add("late"));
            first.lands();
            Activity.Flight second = time.activity().takeOff();
            second.from(CLIENT);
            clock.never(CLIENT);
            clock.advance(SECOND);
            assertThat(rung).containsExactly("late");
            second.lands();
            clock.advance(SECOND);
        }
    }

    @Test
    void aRunThatHasEndedTakesItsWorkAndItsAlarmsWithIt() throws Exception {
        try (VirtualClock clock = VirtualClock.byHand()) {
            RunTime time = clock.begin();
            time.activity().begins();
            Activity.Flight flight = time.activity().takeOff();
            time.schedule(SECOND, () -> rung.add("its alarm"));
            time.close();
            flight.lands();
            time.activity().ends();
            clock.advance(SECOND);
            assertThat(rung).isEmpty();
        }
    }

    @Test
    void withoutARunTheClockStandsStill() throws Exception {
        try (VirtualClock clock = VirtualClock.automatic()) {
            clock.after(SECOND, CLIENT, () -> rung.add("due"));
            clock.advance(Duration.ofMillis(999));
            assertThat(rung).isEmpty();
            clock.advance(Duration.ofMillis(1));
            assertThat(rung).containsExactly("due");
        }
    }

    @Test
    void anAlarmThatFailsDoesNotStopTheOthers() throws Exception {
        try (VirtualClock clock = VirtualClock.byHand()) {
            RunTime time = clock.begin();
            time.schedule(SECOND, () -> {
                throw new IllegalStateException("planted");
            });
            time.schedule(SECOND, () -> rung.add("after it"));
            clock.advance(SECOND);
            assertThat(rung).containsExactly("after it");
        }
    }

    @Test
    void workThatEndsTwiceIsADefectAndIsSaid() {
        try (VirtualClock clock = VirtualClock.byHand()) {
            RunTime time = clock.begin();
            assertThatThrownBy(time.activity()::ends)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("More work has ended");
        }
    }

    @Test
    void itSaysWhereItStandsAndWhatItWaitsFor() {
        try (VirtualClock clock = VirtualClock.byHand()) {
            RunTime time = clock.begin();
            time.activity().begins();
            time.schedule(SECOND, () -> {});
            assertThat(clock)
                    .hasToString(
                            "PT0S after its start; 1 runs, 1 tasks and requests under way, 0 requests kept waiting by"
                                    + " upstreams, 1 alarms, the next in PT1S");
        }
    }

    /** Tasks that hand on to other threads and to alarms, a thousand chains at once: time must never pass while one runs. */
    @Test
    void inThousandsOfRoundsNoTaskSeesTimePassWhileItRuns() throws Exception {
        int chains = 200;
        int links = 100;
        AtomicLong passed = new AtomicLong();
        CountDownLatch done = new CountDownLatch(chains);
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try (VirtualClock clock = VirtualClock.automatic()) {
            RunTime time = clock.begin();
            time.activity().begins();
            for (int i = 0; i < chains; i++) {
                new Chain(clock, time, pool, links, passed, done).handOver();
            }
            time.activity().ends();
            assertThat(done.await(60, TimeUnit.SECONDS)).as(clock.toString()).isTrue();
            assertThat(passed).hasValue(0);
            assertThat(clock.elapsed()).isGreaterThan(SECOND);
        } finally {
            pool.shutdownNow();
        }
    }

    private record Chain(
            VirtualClock clock, RunTime time, ExecutorService pool, int links, AtomicLong passed, CountDownLatch done) {

        void handOver() {
            time.activity().begins();
            pool.execute(() -> {
                long before = clock.nanoTime();
                IntStream.range(0, 500).forEach(turn -> Thread.onSpinWait());
                next();
                passed.addAndGet(clock.nanoTime() - before);
                time.activity().ends();
            });
        }

        private void next() {
            Chain rest = new Chain(clock, time, pool, links - 1, passed, done);
            int turn = ThreadLocalRandom.current().nextInt(4);
            if (rest.links == 0) {
                done.countDown();
            } else if (turn == 0) {
                rest.handOver();
            } else if (turn == 1) {
                fly(rest);
            } else {
                time.schedule(Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, 100)), rest::handOver);
            }
        }

        /** A request that is answered after a while, or given up before. */
        private void fly(Chain rest) {
            int port = PORTS.incrementAndGet();
            Activity.Flight flight = time.activity().takeOff();
            flight.from(port);
            Runnable landing = () -> {
                rest.handOver();
                flight.lands();
            };
            clock.after(Duration.ofMillis(5), port, () -> pool.execute(landing));
        }
    }
}
