package dev.headrace.runner.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.BudgetReport;
import dev.headrace.engine.report.BudgetReport.LimitState;
import dev.headrace.engine.report.BudgetReport.Origin;
import dev.headrace.engine.report.BudgetReport.Paused;
import dev.headrace.engine.report.BudgetReport.Told;
import dev.headrace.engine.report.BudgetReport.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BudgetsViewTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static final BudgetReport REPORT = new BudgetReport(
            NOW,
            List.of(
                    new LimitState(
                            "github",
                            Origin.DECLARED,
                            "docs.github.com, rate limits for the REST API, read on 2026-01-01",
                            List.of("5000 per 1h", "30 per 1s", "100 at once"),
                            List.of(
                                    new WindowState(
                                            5000, Duration.ofHours(1), 812, Optional.of(NOW.plusSeconds(2465)), true),
                                    new WindowState(30, Duration.ofSeconds(1), 30, Optional.empty(), false)),
                            Optional.of(new Told(810, NOW.plus(Duration.ofDays(2)))),
                            Optional.of(new Paused(
                                    NOW.plusSeconds(605), "the upstream refused a request of forge and asked for 10m")),
                            IntStream.rangeClosed(1, 12)
                                    .mapToObj(number -> "forge-" + number)
                                    .toList()),
                    new LimitState(
                            "http",
                            Origin.SUPPOSED,
                            "engine.in-flight",
                            List.of("64 at once"),
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            List.of("forge-1"))));

    @Test
    void aPersonSeesWhatIsLeftWhatIsPausedAndWhoSharesIt() {
        assertThat(BudgetsView.lines(REPORT, ZoneOffset.UTC))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .containsExactly(
                        "As of 2026-01-02 03:04:05 Z",
                        "",
                        "LIMIT   ALLOWS       LEFT  WHOLE AGAIN    SHARED BY",
                        "github  5000 per 1h   812  in 41 min 5 s  forge-1, forge-2, forge-3, forge-4,",
                        "                                          forge-5, forge-6, forge-7, forge-8,",
                        "                                          forge-9, forge-10, forge-11, forge-12",
                        "        30 per 1s      30  now",
                        "        100 at once",
                        "http    64 at once                        forge-1",
                        "",
                        "Now",
                        "  github is PAUSED until 03:14:10, for 10 min 5 s: the upstream refused a",
                        "  request of forge and asked for 10m",
                        "  github: its upstream said that 810 are left until 2026-01-04 03:04:05 Z, in",
                        "  2 d",
                        "",
                        "Where the numbers come from",
                        "  declared, docs.github.com, rate limits for the REST API, read on 2026-01-01:",
                        "  github",
                        "  supposed, engine.in-flight: http");
    }

    @Test
    void aProgramGetsTheSame() {
        assertThat(BudgetsJson.of(REPORT).toString())
                .startsWith(
                        "{\"asOf\":\"2026-01-02T03:04:05Z\",\"limits\":[{\"name\":\"github\",\"origin\":\"declared\",")
                .contains(
                        "{\"permits\":5000,\"seconds\":3600.0,\"left\":812,\"keptBetweenRuns\":true,\"wholeAt\":\"2026-01-02T03:45:10Z\"}",
                        "\"told\":{\"left\":810,\"resetAt\":\"2026-01-04T03:04:05Z\"}",
                        "\"paused\":{\"until\":\"2026-01-02T03:14:10Z\",\"reason\":\"the upstream refused a request of forge and asked for 10m\"}",
                        "\"sharedBy\":[\"forge-1\",");
    }
}
