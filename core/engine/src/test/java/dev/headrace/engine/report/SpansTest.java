package dev.headrace.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0.00 s, 0 s",
        "PT0.423S, 0.42 s, 0 s",
        "PT12.34S, 12.3 s, 12 s",
        "PT1M, 1 min 0 s, 1 min",
        "PT31M4S, 31 min 4 s, 31 min 4 s",
        "PT59M59.6S, 59 min 59 s, 1 h",
        "PT5H12M3S, 5 h 12 min, 5 h 12 min",
        "PT48H4S, 2 d 0 h, 2 d",
        "PT51H, 2 d 3 h, 2 d 3 h"
    })
    void spansAreWrittenInTwoUnitsAtMost(Duration span, String text, String rough) {
        assertThat(Spans.text(span)).isEqualTo(text);
        assertThat(Spans.rough(span)).isEqualTo(rough);
    }
}
