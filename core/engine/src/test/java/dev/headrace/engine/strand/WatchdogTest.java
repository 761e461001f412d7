package dev.headrace.engine.strand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The watchdog's rounds, one by one and at times of the test's own; the watchdog of the carriers themselves never looks. */
class WatchdogTest {
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(5);

    private final Events events = new Events();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Carriers carriers = Carriers.start(CarrierSettings.defaults()
            .carriers(2, 64)
            .watch(WatchSettings.defaults().limit(Duration.ofHours(1), Duration.ofHours(1))));
    private final Watchdog watchdog = new Watchdog(WatchSettings.defaults().listener(events), carriers);

    @AfterEach
    void close() {
        release.countDown();
        carriers.close();
    }

    @Test
    void whenAllAreStuckAsManyAreStartedAsStrandsWait() {
        CountDownLatch begun = stick("first", 2);
        Events.await(begun);
        CountDownLatch others = stick("other", 10);

        roundAt(20);

        Events.await(others);
        assertThat(carriers.size()).isBetween(12, 14);
    }

    @Test
    void oneThatIsStuckAndOneThatIsHeldUpAreAStandstill() {
        Events.await(stick("first", 1));
        roundAt(5);
        Events.await(stick("second", 1));
        CountDownLatch others = stick("other", 10);

        roundAt(10);
        roundAt(20);

        Events.await(others);
    }

    @Test
    void whileOneIsFreeOnlyTheStuckOneIsReplaced() {
        Events.await(stick("first", 1));

        roundAt(5);
        roundAt(20);

        assertThat(carriers.size()).isEqualTo(3);
        assertThat(carriers.crew().serving()).isEqualTo(2);
    }

    @Test
    void aRoundThatComesLateStartsNoMoreThanItReplaces() {
        Events.await(stick("first", 2));
        CountDownLatch others = stick("other", 10);

        roundAt(500, 100 * TICK);

        assertThat(carriers.size()).isEqualTo(4);
        assertThat(others.getCount()).isGreaterThanOrEqualTo(8);
    }

    @Test
    void aTaskBelowTheLimitIsLeftAlone() {
        Events.await(stick("first", 1));

        roundAt(5);
        roundAt(19);

        assertThat(carriers.crew().carriers()).noneMatch(carrier -> Carrier.isDetached(carrier.state()));
    }

    /** A round so long after the latest of the first tasks began, whatever the machine's clock says. */
    private void roundAt(long millis) {
        roundAt(millis, TICK);
    }

    private void roundAt(long millis, long sinceLast) {
        long began = carriers.crew().carriers().stream()
                .filter(carrier -> Carrier.isRunning(carrier.state()))
                .filter(carrier ->
                        carrier.owner() != null && carrier.owner().name().startsWith("first"))
                .mapToLong(Carrier::started)
                .max()
                .orElseThrow();
        watchdog.round(began + TimeUnit.MILLISECONDS.toNanos(millis), sinceLast);
    }

    /** Occupies as many strands; the latch says that all of their tasks run. */
    private CountDownLatch stick(String name, int count) {
        CountDownLatch begun = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            carriers.strand(name + i, type -> false).execute(() -> {
                begun.countDown();
                Events.await(release);
            });
        }
        return begun;
    }
}
