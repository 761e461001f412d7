package dev.headrace.runner.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.detector.Assignment;
import dev.headrace.detector.Detector;
import dev.headrace.detector.Finding;
import dev.headrace.detector.Site;
import dev.headrace.detector.Verdict;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.report.AbandonedStage;
import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.DiagnosisReport;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.OutcomeCounts;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.WhatIf;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ViewTest {
    private static final Finding SLEEP = new Finding(
            Verdict.WAIT,
            Detector.WATCHDOG,
            Site.of(
                    List.of(
                            new StackTraceElement("java.lang.Thread", "sleep", "Thread.java", 1),
                            new StackTraceElement("shared.Pauses", "rest", "Pauses.java", 7),
                            new StackTraceElement("wiki.Glossary", "refresh", "Glossary.java", 26)),
                    frame -> frame.getClassName().startsWith("wiki.")),
            "headrace-carrier-1",
            new Assignment("wiki", "pages{page=2}"),
            Duration.ofMillis(1_500),
            3);

    private static final AbandonedStage DROPPED = new AbandonedStage(
            "shop",
            "orders{url=/o/7}",
            "GET /o/7/lines",
            AbandonedStage.Fate.FAILED,
            "GET /o/7/lines answered 500",
            Optional.of("shop.Orders.page(Orders.java:41)"),
            3);

    @Test
    void columnsOfNumbersAreAlignedToTheRight() {
        Table table = Table.of("NAME", "COUNT");
        table.row("a", "1,000");
        table.row("long name", 7);
        assertThat(table.lines()).containsExactly("NAME       COUNT", "a          1,000", "long name      7");
    }

    @Test
    void timesAreWrittenAsPeopleReadThem() {
        assertThat(Texts.clock(Duration.ofSeconds(3_723))).isEqualTo("1:02:03");
    }

    private static ConnectorReport connector(String name, Map<ItemOutcome, Long> ended, Optional<String> problem) {
        long planned = ended.values().stream().mapToLong(Long::longValue).sum();
        return new ConnectorReport(
                name,
                "rest",
                new OutcomeCounts(planned, ended, 2),
                1234,
                56,
                1,
                Duration.ofMillis(7_890),
                Map.of(),
                Map.of(),
                problem,
                List.of());
    }

    private static RunReport report(List<ConnectorReport> connectors, int failures, boolean stopped) {
        List<FailedItem> failed = IntStream.range(0, failures)
                .mapToObj(number -> failed("orders{url=/o/" + number + "}", "GET /o answered 500\nagain"))
                .toList();
        return report(connectors, failed, stopped);
    }

    private static FailedItem failed(String item, String cause) {
        return new FailedItem("shop", item, ItemOutcome.FAILED, 3, cause);
    }

    private static RunReport report(List<ConnectorReport> connectors, List<FailedItem> failed, boolean stopped) {
        return new RunReport(
                Instant.parse("2026-01-02T03:04:05Z"),
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                Duration.ofSeconds(8),
                connectors,
                failed,
                List.of(SLEEP),
                Optional.of(
                        new DiagnosisReport(92, 2, Map.of("logging", 4L, "class loading", 12L), 5, Optional.empty())),
                List.of(DROPPED),
                Optional.empty(),
                stopped,
                "8.00 s; `shop` was the last to end.",
                List.of(),
                List.of(
                        new WhatIf("shop", Phase.BUDGET, "shop", Duration.ofSeconds(3), "shop waiting", "raise it"),
                        new WhatIf("shop", Phase.COMMIT, "", Duration.ofMillis(7_500), "the store", "")));
    }

    private static List<String> printed(RunReport report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new Summary(new Terminal(stream, stream, out, false, 100)).print(report);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void theSummaryTellsOutcomesFailuresAndWhatBoundedTheRun() {
        ConnectorReport shop = connector(
                "shop",
                Map.of(ItemOutcome.SUCCEEDED, 40L, ItemOutcome.FAILED, 1L, ItemOutcome.CANCELLED, 2L),
                Optional.of("was given up"));
        assertThat(printed(report(List.of(shop), 1, false)))
                .containsExactly(
                        "Went on with the run of 2026-01-01T00:00:00Z.",
                        "",
                        "CONNECTOR  RECORDS  REQUESTS  THROTTLED  ITEMS  OK  FAILED  NOT DONE  REPEATED    TIME",
                        "shop         1,234        56          1     43  40       1         2         2  7.89 s",
                        "",
                        "shop: was given up",
                        "BLOCKED: 'wiki' at pages{page=2} (thread 'headrace-carrier-1') waited 1500.0 ms, 3 times,"
                                + " in java.lang.Thread.sleep, called from wiki.Glossary.refresh(Glossary.java:26),"
                                + " through shared.Pauses.rest",
                        "Diagnosis: 92 methods of the JDK had a probe.",
                        "  Headrace's own tasks made 2 blocking calls.",
                        "  Allowed: class loading (12), logging (4).",
                        "  Too short to count: 5 waits for a lock.",
                        "shop dropped GET /o/7/lines at shop.Orders.page(Orders.java:41), which failed unseen:"
                                + " orders{url=/o/7}, and 2 more like it",
                        "    GET /o/7/lines answered 500",
                        "orders{url=/o/0} of shop failed after 3 attempts:",
                        "    GET /o answered 500",
                        "    again",
                        "8.00 s; `shop` was the last to end.",
                        "Without shop waiting: 3.00 s; raise it",
                        "Partial: 1,234 records. Run again to go on.");
    }

    @Test
    void theSummaryListsTenFailuresAndCountsTheOthers() {
        ConnectorReport shop =
                connector("shop", Map.of(ItemOutcome.SUCCEEDED, 1L, ItemOutcome.FAILED, 25L), Optional.empty());
        assertThat(printed(report(List.of(shop), 25, false)))
                .contains("orders{url=/o/9} of shop failed after 3 attempts:", "and 15 more; see 'headrace state show'")
                .doesNotContain("orders{url=/o/10} of shop failed after 3 attempts:");
    }

    @Test
    void aTerminalObeysNothingThatCameFromOutside() {
        ConnectorReport shop = connector("shop", Map.of(ItemOutcome.FAILED, 1L), Optional.empty());
        FailedItem hostile = failed("orders{url=\u001b[2J\u009b2J\n}", "said \u001b]0;title\u0007\n\tat Shop");
        assertThat(printed(report(List.of(shop), List.of(hostile), false)))
                .contains("orders{url= [2J 2J }" + " of shop failed after 3 attempts:", "    said  ]0;title ")
                .contains("        at Shop");
    }

    @Test
    void theLastLineSaysHowTheRunEnded() {
        ConnectorReport whole = connector("shop", Map.of(ItemOutcome.SUCCEEDED, 1L), Optional.empty());
        ConnectorReport none = connector("shop", Map.of(ItemOutcome.FAILED, 1L), Optional.empty());
        assertThat(printed(report(List.of(whole), 0, false))).last().isEqualTo("Complete: 1,234 records.");
        assertThat(printed(report(List.of(whole), 0, true)))
                .last()
                .isEqualTo("Stopped: 1,234 records. Run again to go on.");
        assertThat(printed(report(List.of(none), 1, false)))
                .last()
                .isEqualTo("Failed. Nothing that was committed is lost.");
    }
}
