package dev.headrace.runner.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.BudgetReport.LimitState;
import dev.headrace.engine.report.BudgetReport.Origin;
import dev.headrace.engine.report.BudgetReport.WindowState;
import dev.headrace.engine.report.Estimate;
import dev.headrace.engine.report.RunPlan;
import dev.headrace.engine.report.RunPlan.ConnectorPlan;
import dev.headrace.engine.report.RunPlan.LimitPlan;
import dev.headrace.engine.report.RunPlan.PerThousand;
import dev.headrace.engine.report.RunPlan.StreamPlan;
import dev.headrace.engine.report.RunPlan.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanViewTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private static final ConnectorPlan FORGE = new ConnectorPlan(
            "forge",
            "the last 3 collections",
            List.of(
                    new StreamPlan("issues", 12, Estimate.about(4_000, 4_500, 5_200)),
                    new StreamPlan("releases", 0, Estimate.exactly(20))),
            Estimate.about(4_020, 4_520, 5_220),
            new Time(HOUR, Optional.of(HOUR.plusMinutes(2)), Optional.of(HOUR.multipliedBy(2))),
            Optional.of("github"),
            Optional.of(new PerThousand("github", Duration.ofMinutes(12))));

    private static final ConnectorPlan SHOP = new ConnectorPlan(
            "shop",
            "never collected",
            List.of(new StreamPlan("orders", 0, Estimate.atLeast(1))),
            Estimate.atLeast(1),
            new Time(Duration.ZERO, Optional.empty(), Optional.empty()),
            Optional.empty(),
            Optional.of(new PerThousand("shop", Duration.ofSeconds(105))));

    private static LimitPlan limit(String name, Origin origin, Duration waited) {
        return new LimitPlan(
                Estimate.between(4_020, 5_220),
                waited,
                new LimitState(
                        name,
                        origin,
                        "",
                        List.of("5000 per 1h", "100 at once"),
                        List.of(new WindowState(5000, HOUR, 812, Optional.empty(), true)),
                        Optional.empty(),
                        Optional.empty(),
                        List.of("forge")));
    }

    private static RunPlan plan(ConnectorPlan... connectors) {
        return new RunPlan(
                NOW,
                List.of(connectors),
                List.of(limit("github", Origin.DECLARED, HOUR), limit("http", Origin.SUPPOSED, Duration.ZERO)),
                connectors[connectors.length - 1].time(),
                List.of(),
                "A run takes as long as it takes.");
    }

    @Test
    void aPersonSeesRangesAndWhatBoundsThem() {
        assertThat(PlanView.lines(plan(FORGE), ZoneOffset.UTC, false))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .containsExactly(
                        "CONNECTOR  REQUESTS        TIME        BOUND BY  ACCORDING TO",
                        "forge      4,020 to 5,220  1 h to 2 h  github    the last 3 collections",
                        "",
                        "LIMIT   NEEDED          LEFT NOW  ALLOWS",
                        "github  4,020 to 5,220       812  5000 per 1h, 100 at once",
                        "",
                        "A run takes as long as it takes. It would end about 2026-01-02 04:06 Z.");
    }

    @Test
    void whatIsNotKnownIsToldAndTheRateBeside() {
        assertThat(PlanView.lines(plan(FORGE, SHOP), ZoneOffset.UTC, true))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .contains(
                        "shop       1 or more       not known             never collected",
                        "CONNECTOR  ITEMS     WAITING  REQUESTS",
                        "forge      issues         12  4,000 to 5,200",
                        "           releases        0  20",
                        "shop       orders          0  1 or more",
                        "Each 1,000 requests of `shop` take at least 1 min 45 s, under limit `shop`.")
                .last()
                .isEqualTo("A run takes as long as it takes.");
    }

    @Test
    void aProgramGetsTheSame() {
        assertThat(PlanJson.of(plan(FORGE)).toString())
                .contains(
                        "\"seconds\":{\"least\":3600.0,\"likely\":3720.0,\"most\":7200.0}",
                        "\"requests\":{\"least\":4020,\"likely\":4520,\"most\":5220}",
                        "\"boundBy\":\"github\",\"perThousand\":{\"limit\":\"github\",\"seconds\":720.0}",
                        "{\"kind\":\"issues\",\"waiting\":12,\"requests\":{\"least\":4000,\"likely\":4500,\"most\":5200}}",
                        "\"needed\":{\"least\":4020,\"most\":5220},\"waitedSeconds\":3600.0");
        assertThat(PlanJson.of(plan(SHOP)).toString())
                .contains("\"seconds\":{\"least\":0.0}", "\"requests\":{\"least\":1}");
    }
}
