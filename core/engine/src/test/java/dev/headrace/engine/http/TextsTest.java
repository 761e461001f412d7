package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void durationsAreSaidAsPeopleDo() {
        assertThat(Texts.of(Duration.ofNanos(1_500_000))).isEqualTo("1 ms");
        assertThat(Texts.of(Duration.ofMillis(1400))).isEqualTo("1.4 s");
        assertThat(Texts.of(Duration.ofSeconds(20))).isEqualTo("20 s");
        assertThat(Texts.of(Duration.ofMinutes(15))).isEqualTo("15 min");
    }

    @Test
    void anExcerptIsOneShortPrintableLine() {
        assertThat(excerpt(" a\r\n\tb\u0000\u001b[31m  c\u202e ")).isEqualTo("a b [31m c?");
        assertThat(excerpt("x".repeat(5000))).hasSize(200);
        assertThat(excerpt("")).isEmpty();
    }

    private static String excerpt(String text) {
        return Texts.excerpt(new Octets(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    @Test
    void aHistoryTellsTheLastAndThenAll() {
        History history = new History();
        assertThat(history.text()).isEmpty();
        history.add("503", Duration.ofMillis(12));
        assertThat(history.text()).isEqualTo("503 after 12 ms");
        history.add("reset", Duration.ofMillis(3));
        assertThat(history.text()).isEqualTo("reset after 3 ms; 2 attempts: 1) 503 after 12 ms, 2) reset after 3 ms");
    }

    @Test
    void aLongHistoryTellsItsEnd() {
        History history = new History();
        for (int i = 0; i < 20; i++) {
            history.add("429", Duration.ofMillis(i));
        }
        assertThat(history.text())
                .contains("20 attempts: (…) 9) 429 after 8 ms")
                .doesNotContain(" 8) ");
    }
}
