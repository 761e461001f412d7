package dev.headrace.engine.strand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void thereAreAtLeastTwoCarriers() {
        assertThat(CarrierSettings.defaults().carriers())
                .isGreaterThanOrEqualTo(2)
                .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void numbersOutOfRangeAreNamed() {
        CarrierSettings settings = CarrierSettings.defaults();

        assertThatThrownBy(() -> settings.carriers(0, 1)).hasMessage("carriers must be at least 1, was 0");
        assertThatThrownBy(() -> settings.carriers(4, 3)).hasMessage("most carriers must be at least 4, was 3");
        assertThatThrownBy(() -> settings.batch(0)).hasMessage("batch must be at least 1, was 0");
    }

    @Test
    void timesOutOfRangeAreNamed() {
        WatchSettings settings = WatchSettings.defaults();

        assertThatThrownBy(() -> settings.limit(Duration.ofNanos(1), Duration.ofMillis(5)))
                .hasMessage("limit must be at least 1 ms, was PT0.000000001S");
        assertThatThrownBy(() -> settings.limit(Duration.ofMillis(5), Duration.ZERO))
                .hasMessageStartingWith("tick must be");
        assertThatThrownBy(() -> settings.verdictsPerStrand(0))
                .hasMessage("verdicts per strand must be at least 1, was 0");
    }
}
