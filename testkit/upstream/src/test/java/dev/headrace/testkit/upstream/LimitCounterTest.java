package dev.headrace.testkit.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arithmetic of the limits, on times that the test makes up. */
class LimitCounterTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000, -5_000_000_000L, Long.MAX_VALUE - 500_000_000})
    void aSlidingWindowLetsTheNextOneInWhenTheOldestLeaves(long start) {
        LimitCounter counter = counter(StrictLimit.slidingWindow(2, SECOND), start);
        counter.take(start);
        counter.take(start + ms(400));

        assertThat(counter.waitNanos(start + ms(999))).isEqualTo(ms(1));
        assertThat(counter.waitNanos(start + ms(1000))).isZero();
        counter.take(start + ms(1000));
        assertThat(counter.waitNanos(start + ms(1000))).isEqualTo(ms(400));
    }

    @Test
    void aSlidingWindowTellsWhatIsLeft() {
        LimitCounter counter = counter(StrictLimit.slidingWindow(3, SECOND), 0);
        counter.take(0);
        counter.take(ms(300));

        assertThat(counter.remaining(ms(300))).isEqualTo(1);
        assertThat(counter.remaining(ms(1100))).isEqualTo(2);
        assertThat(counter.resetNanos(ms(300))).isEqualTo(ms(1000));
    }

    @Test
    void aFixedWindowStartsAfreshAtItsBorder() {
        LimitCounter counter = counter(StrictLimit.fixedWindow(2, SECOND), 0);
        counter.take(ms(900));
        counter.take(ms(950));

        assertThat(counter.waitNanos(ms(960))).isEqualTo(ms(40));
        assertThat(counter.remaining(ms(960))).isZero();
        assertThat(counter.waitNanos(ms(1000))).isZero();
        assertThat(counter.remaining(ms(1000))).isEqualTo(2);
    }

    @Test
    void thePhaseOfAFixedWindowMovesItsBorder() {
        LimitCounter counter = counter(StrictLimit.fixedWindow(1, SECOND, Duration.ofMillis(700)), 0);
        counter.take(ms(100));

        assertThat(counter.waitNanos(ms(100))).isEqualTo(ms(200));
        assertThat(counter.waitNanos(ms(300))).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5_000_000_000L})
    void aSteadyRateAllowsItsBurstAndThenOneAnInterval(long start) {
        LimitCounter counter = counter(StrictLimit.gcra(10, SECOND, 3), start);
        for (int i = 0; i < 3; i++) {
            assertThat(counter.waitNanos(start)).isZero();
            counter.take(start);
        }

        assertThat(counter.remaining(start)).isZero();
        assertThat(counter.waitNanos(start)).isEqualTo(ms(100));
        assertThat(counter.waitNanos(start + ms(100))).isZero();
        counter.take(start + ms(100));
        assertThat(counter.waitNanos(start + ms(100))).isEqualTo(ms(100));
        assertThat(counter.remaining(start + ms(10_000))).isEqualTo(3);
    }

    @Test
    void concurrencyIsGivenBackByTheAnswer() {
        LimitCounter counter = counter(StrictLimit.concurrency(1), 0);
        counter.take(0);

        assertThat(counter.waitNanos(ms(5000))).isEqualTo(ms(1000));
        counter.release();
        assertThat(counter.waitNanos(ms(5000))).isZero();
    }

    @Test
    void refusesALimitThatAllowsNothing() {
        assertThatThrownBy(() -> StrictLimit.slidingWindow(0, SECOND)).hasMessageContaining("0 requests in PT1S");
        assertThatThrownBy(() -> StrictLimit.fixedWindow(1, Duration.ZERO)).hasMessageContaining("allows nothing");
        assertThatThrownBy(() -> StrictLimit.gcra(1, SECOND, 0)).hasMessageContaining("burst 0");
    }

    private static LimitCounter counter(StrictLimit limit, long start) {
        return limit.rule().counter(start);
    }

    private static long ms(long milliseconds) {
        return Duration.ofMillis(milliseconds).toNanos();
    }
}
