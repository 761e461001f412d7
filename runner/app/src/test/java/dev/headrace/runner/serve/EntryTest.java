package dev.headrace.runner.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is counted of one instance. */
class EntryTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Entry entry = new Entry("shop", new Every(Duration.ofMinutes(15)));

    private static Instant at(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void aTimeIsEitherRunOrRefusedOrMissed() {
        assertThat(entry.begin(NOON, at(16))).isTrue();
        assertThat(entry.begins(entry.due(at(16)))).isZero();
        assertThat(entry.refuse(at(31))).isEqualTo(1);
        assertThat(entry.refuse(at(32))).as("told once").isZero();
        assertThat(entry.refuse(at(61))).isEqualTo(2);
        assertThat(entry.begins(entry.due(at(62))))
                .as("all but this one were refused")
                .isZero();
        assertThat(entry.last()).isEqualTo(at(60));
        assertThat(entry.begins(entry.due(at(106))))
                .as("of 75, 90 and 105 one runs")
                .isEqualTo(2);
        assertThat(entry.next(at(107))).contains(at(120));
    }

    @Test
    void withoutAnEarlierTimeASpanIsDueAtOnce() {
        assertThat(entry.begin(null, NOON)).isTrue();
        assertThat(entry.due(NOON)).isEqualTo(new Schedule.Passed(1, NOON));
    }
}
