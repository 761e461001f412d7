package dev.headrace.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.Timing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When instances are due, as the file says it. */
class TimingTest {
    @TempDir
    private Path directory;

    private Timing timing(String options, String others) {
        return new Loading(directory)
                .load("connectors.github {\n repositories = [a/b]\n %s\n}\n%s".formatted(options, others))
                .connectors()
                .get("github")
                .timing();
    }

    private String shown(Timing timing, String message) {
        return timing.problem(message).toString().replace(directory + "/", "");
    }

    @Test
    void anInstanceIsNotDueUnlessSomethingSaysSo() {
        Timing nothing = timing("", "");
        assertThat(nothing.isGiven()).isFalse();
        assertThat(shown(nothing, "is not scheduled"))
                .isEqualTo("headrace.conf:1: connectors.github: is not scheduled");
    }

    @Test
    void anInstanceSaysItForItself() {
        Timing spans = timing("every = 15m", "serve { cron = \"0 3 * * *\", time-zone = Europe/Berlin }");
        assertThat(spans.every()).contains(Duration.ofMinutes(15));
        assertThat(spans.cron()).isEmpty();

        Timing cron = timing("cron = \"0 3 * * *\"", "serve { every = 1h }");
        assertThat(cron.every()).isEmpty();
        assertThat(cron.cron()).contains("0 3 * * *");
        assertThat(cron.zone()).isEqualTo(ZoneOffset.UTC);
        assertThat(shown(cron, "is odd")).isEqualTo("headrace.conf:3: connectors.github.cron: is odd");
    }

    @Test
    void theSectionServeSpeaksForThoseThatDoNot() {
        Timing timing = timing("", "serve { cron = \"0 3 * * *\", time-zone = Europe/Berlin }");
        assertThat(timing.cron()).contains("0 3 * * *");
        assertThat(timing.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(shown(timing, "is odd")).isEqualTo("headrace.conf:5: serve.cron: is odd");
        assertThat(timing("time-zone = Asia/Tokyo", "serve { cron = \"0 3 * * *\", time-zone = Europe/Berlin }")
                        .zone())
                .isEqualTo(ZoneId.of("Asia/Tokyo"));
    }
}
