package dev.headrace.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunKeeperTest {
    @Test
    void runsThatBeginInTheSameSecondHaveDifferentIds() {
        Instant began = Instant.parse("2026-11-23T02:41:48Z");
        assertThat(Stream.generate(() -> RunKeeper.newId(began)).limit(10_000))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("20261123T024148-[0-9a-f]{4}"));
    }
}
