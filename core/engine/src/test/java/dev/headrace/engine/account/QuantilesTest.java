package dev.headrace.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantilesTest {
    private final Quantiles quantiles = new Quantiles();

    @Test
    void ofNoDurationsEveryQuantileIsZero() {
        assertThat(quantiles.at(0.5)).isZero();
        assertThat(quantiles.longest()).isZero();
    }

    @Test
    void ofOneDurationEveryQuantileIsThatOne() {
        quantiles.add(Duration.ofMillis(250));
        assertThat((double) quantiles.at(0.01).toNanos()).isCloseTo(250e6, Percentage.withPercentage(3.2));
        assertThat(quantiles.at(1)).isLessThanOrEqualTo(Duration.ofMillis(250));
        assertThat(quantiles.longest()).isEqualTo(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aQuantileIsOffByAThirtySecondAtMost(long seed) {
        Random random = new Random(seed);
        long[] nanos = new long[20_000];
        for (int i = 0; i < nanos.length; i++) {
            // From 20 us to six hours.
            nanos[i] = (long) (20_000 * Math.exp(random.nextDouble() * 20.8));
            quantiles.add(Duration.ofNanos(nanos[i]));
        }
        Arrays.sort(nanos);
        for (double part : new double[] {0.01, 0.25, 0.5, 0.9, 0.99, 0.999}) {
            long exact = nanos[(int) Math.ceil(part * nanos.length) - 1];
            assertThat((double) quantiles.at(part).toNanos())
                    .as("quantile %s", part)
                    .isCloseTo((double) exact, Percentage.withPercentage(3.2));
        }
        assertThat(quantiles.longest()).isEqualTo(Duration.ofNanos(nanos[nanos.length - 1]));
        assertThat(quantiles.size()).isEqualTo(nanos.length);
    }

    @Test
    void whatIsLongerThanAnyLifeIsCountedToo() {
        quantiles.add(Duration.ofDays(100_000));
        assertThat(quantiles.at(0.5))
                .isLessThanOrEqualTo(Duration.ofDays(100_000))
                .isPositive();
    }
}
