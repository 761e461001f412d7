package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepAliveTest {
    @ParameterizedTest
    @CsvSource({
        "'timeout=5',          4",
        "'timeout=5, max=100', 4",
        "'max=7, Timeout=5',   4",
        "'timeout=1',          1",
        "'timeout=0',          1",
        "'timeout=3600',       60",
        "'max=100',            60",
        "'timeout=soon',       60",
        "'xtimeout=5',         60",
        "'',                   60",
    })
    void whatTheServerSaysCounts(String value, long seconds) {
        assertThat(KeepAlive.of(new Fields(new String[] {"keep-alive", value})).toSeconds())
                .isEqualTo(seconds);
    }
}
