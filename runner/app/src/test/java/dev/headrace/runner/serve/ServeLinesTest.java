package dev.headrace.runner.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServeLinesTest {
    private final List<String> lines = new ArrayList<>();

    private static RunReport failed(FailedItem item) {
        return new RunReport(
                Instant.EPOCH,
                Optional.empty(),
                Duration.ofSeconds(8),
                List.of(),
                List.of(item),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false,
                "",
                List.of(),
                List.of());
    }

    @Test
    void anItemFromOutsideForgesNoLine() {
        FailedItem hostile = new FailedItem(
                "shop", "orders{n=1\n1970-01-01T00:00:00Z shop: complete\u009b}", ItemOutcome.FAILED, 1, "no\u0007");
        new ServeLines(() -> Instant.EPOCH, lines::add).ended("shop", failed(hostile), Optional.empty());
        assertThat(lines)
                .last()
                .isEqualTo("1970-01-01T00:00:00Z shop: orders{n=1 1970-01-01T00:00:00Z shop: complete } failed: no ");
    }
}
