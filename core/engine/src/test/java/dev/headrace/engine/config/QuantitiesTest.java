package dev.headrace.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S, 250ms",
        "30 s, PT30S, 30s",
        "1 minute, PT1M, 1m",
        "90m, PT1H30M, 1h30m",
        "1h30m, PT1H30M, 1h30m",
        "1d 2 hours, PT26H, 26h",
        "0s, PT0S, 0s",
        "7 days, PT168H, 168h",
        "1 day 1h 1m 1s 1ms, PT25H1M1.001S, 25h1m1s1ms",
    })
    void aDurationIsReadAndWritten(String text, Duration duration, String written) {
        assertThat(Quantities.duration(text)).contains(duration);
        assertThat(Quantities.text(duration)).isEqualTo(written);
        assertThat(Quantities.duration(written)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "5",
                "s",
                "5 5s",
                "5sec",
                "5S",
                "1.5s",
                "-1s",
                "+1s",
                "5s,",
                "5s x",
                "PT5S",
                "999999999999999999d",
                "9999999999999999999s"
            })
    void anythingElseIsNoDuration(String text) {
        assertThat(Quantities.duration(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "16MiB, 16777216, 16MiB",
        "512 KiB, 524288, 512KiB",
        "500kB, 500000, 500kB",
        "1GB, 1000000000, 1GB",
        "1GiB, 1073741824, 1GiB",
        "1024KiB, 1048576, 1MiB",
        "1B, 1, 1B",
        "0GiB, 0, 0B",
        "1500B, 1500, 1500B",
    })
    void aSizeIsReadAndWritten(String text, long bytes, String written) {
        assertThat(Quantities.bytes(text)).contains(bytes);
        assertThat(Quantities.text(bytes)).isEqualTo(written);
        assertThat(Quantities.bytes(written)).contains(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "MiB", "5mib", "5M", "1.5MiB", "-1B", "1MiB1B", "99999999999GiB"})
    void anythingElseIsNoSize(String text) {
        assertThat(Quantities.bytes(text)).isEmpty();
    }
}
