package dev.headrace.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissesTest {
    private static final List<String> KNOWN = List.of("page-size", "token", "base-url", "state", "since", "url");

    @ParameterizedTest
    @CsvSource({
        "pageSize, page-size",
        "page_size, page-size",
        "PAGE-SIZE, page-size",
        "pagesiez, page-size",
        "page, page-size",
        "tokne, token",
        "tken, token",
        "tokens, token",
        "uri, url",
        "stat, state",
    })
    void aSlipIsRecognised(String given, String meant) {
        assertThat(NearMisses.nearest(given, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"colour", "x", "timeout", "pages-per-minute"})
    void aStrangerIsNot(String given) {
        assertThat(NearMisses.nearest(given, KNOWN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "abc, abc, 0",
        "'', abc, 3",
        "abc, '', 3",
        "kitten, sitting, 3",
        "ab, ba, 1",
        "abcd, acbd, 1"
    })
    void theDistanceCountsSlips(String from, String to, int slips) {
        assertThat(NearMisses.distance(from, to)).isEqualTo(slips);
        assertThat(NearMisses.distance(to, from)).isEqualTo(slips);
    }

    @Test
    void nothingIsAskedWhenNothingIsNear() {
        assertThat(NearMisses.question("colour", KNOWN)).isEmpty();
        assertThat(NearMisses.question("tokne", KNOWN)).isEqualTo(" Did you mean 'token'?");
    }
}
