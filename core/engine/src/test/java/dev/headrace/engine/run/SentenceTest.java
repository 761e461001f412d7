package dev.headrace.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.detector.Assignment;
import dev.headrace.detector.Detector;
import dev.headrace.detector.Finding;
import dev.headrace.detector.Site;
import dev.headrace.detector.Verdict;
import dev.headrace.engine.account.LimitWait;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.budget.BudgetSettings;
import dev.headrace.engine.budget.BudgetSnapshot;
import dev.headrace.engine.budget.Budgets;
import dev.headrace.engine.budget.Ticker;
import dev.headrace.engine.cause.Causality;
import dev.headrace.engine.cause.Factor;
import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.OutcomeCounts;
import dev.headrace.engine.report.PathStep;
import dev.headrace.engine.report.WhatIf;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SentenceTest {
    private static final Duration WHOLE = Duration.ofSeconds(1_864);

    private static final BudgetSnapshot BUDGETS = budgets();

    private record NoTime() implements Ticker {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Instant wallTime() {
            return Instant.EPOCH;
        }

        @Override
        public Alarm schedule(Duration delay, Runnable task) {
            return () -> {};
        }
    }

    private static BudgetSnapshot budgets() {
        try (Budgets budgets = new Budgets(new NoTime(), Runnable::run, BudgetSettings.DEFAULTS, List.of())) {
            budgets.register(Limit.named("jira").window(100, Duration.ofMinutes(1)));
            for (String consumer : List.of("jira", "jira-audit")) {
                assertThat(budgets.lane(consumer, List.of("jira")).consumer()).isEqualTo(consumer);
            }
            return budgets.snapshot();
        }
    }

    private static Finding sleeping() {
        StackTraceElement sleep = new StackTraceElement("java.lang.Thread", "sleep", "Thread.java", -2);
        StackTraceElement line = new StackTraceElement("org.acme.TokenCache", "get", "TokenCache.java", 57);
        return new Finding(
                Verdict.WAIT,
                Detector.WATCHDOG,
                Site.of(List.of(sleep, line), frame -> frame.equals(line)),
                "carrier",
                Assignment.of("acme"),
                Duration.ofSeconds(106),
                212);
    }

    private static String sentence(ConnectorReport connector, PathStep most, List<Causality.Otherwise> otherwise) {
        Wording wording = new Wording(List.of(connector), List.of(sleeping()), BUDGETS);
        PathStep opening = new PathStep("", PathStep.OPENING, Phase.OTHER, "", Duration.ofHours(1));
        List<WhatIf> whatIfs = WhatIfs.of(otherwise, wording);
        return Sentence.of(WHOLE, List.of(connector), List.of(opening, most), whatIfs, wording);
    }

    private static ConnectorReport connector(String name, Map<Phase, Duration> time, Map<String, LimitWait> waits) {
        OutcomeCounts outcomes = new OutcomeCounts(9, Map.of(ItemOutcome.SUCCEEDED, 9L), 0);
        return new ConnectorReport(name, "rest", outcomes, 9, 9, 0, WHOLE, time, waits, Optional.empty(), List.of());
    }

    private static String waitedForAnswers(Duration time) {
        return sentence(
                connector("shop", Map.of(Phase.FIRST_BYTE, time, Phase.QUEUE, Duration.ofDays(1)), Map.of()),
                new PathStep("shop", "orders", Phase.FIRST_BYTE, "", Duration.ofMinutes(20)),
                List.of());
    }

    @Test
    void aBudgetIsNamedWithItsRulesAndThoseWhoShareIt() {
        Duration waited = Duration.ofMinutes(29);
        assertThat(sentence(
                        connector("jira", Map.of(), Map.of("jira", new LimitWait(2_900, waited))),
                        new PathStep("jira", "issues", Phase.BUDGET, "jira", waited),
                        List.of(new Causality.Otherwise(
                                new Factor("", Phase.BUDGET, "jira"), Duration.ofSeconds(124)))))
                .isEqualTo("31 min 4 s; 29 min 0 s of it `jira` waiting for its budget `jira` of 100 per 1m"
                        + " (shared with `jira-audit`); without that 2 min 4 s;"
                        + " raise it if the upstream allows more, or ask for less.");
    }

    @Test
    void whereOthersTakeAsLongThatIsSaid() {
        assertThat(sentence(
                        connector("shop", Map.of(), Map.of()),
                        new PathStep("shop", "orders", Phase.COMMIT, "", Duration.ofMinutes(20)),
                        List.of(new Causality.Otherwise(new Factor("", Phase.COMMIT, ""), WHOLE.minusSeconds(10)))))
                .isEqualTo("31 min 4 s; 20 min 0 s of it `shop` waiting for the store; others take as long;"
                        + " a faster disk helps, or durability = normal.");
    }

    @Test
    void aBlockingCallIsNamedWithItsLineAndHowOften() {
        assertThat(sentence(
                        connector("acme", Map.of(), Map.of()),
                        new PathStep("acme", "tokens", Phase.BLOCKED, "", Duration.ofSeconds(106)),
                        List.of()))
                .isEqualTo(
                        "31 min 4 s; `acme` blocked its strand 212 times, 0.50 s each,"
                                + " at TokenCache.java:57 (Thread.sleep): 1 min 46 s; hand work that must block to blocking(...).");
    }

    @Test
    void whereItemsWaitedSideBySideMoreOfThemMayHelp() {
        assertThat(waitedForAnswers(WHOLE.multipliedBy(4))).endsWith("more items at once may help (concurrency).");
    }

    @Test
    void whereOneItemCameAfterTheOtherNoSettingHelps() {
        assertThat(waitedForAnswers(WHOLE)).contains("each item was known from the one before only");
    }

    @Test
    void aWhatIfNamesWhoWaitedMost() {
        Wording wording = new Wording(
                List.of(connector("jira", Map.of(), Map.of("jira", new LimitWait(1, Duration.ofSeconds(1))))),
                List.of(),
                BUDGETS);
        Causality.Otherwise otherwise =
                new Causality.Otherwise(new Factor("", Phase.BUDGET, "jira"), Duration.ofSeconds(5));

        assertThat(WhatIfs.of(List.of(otherwise), wording))
                .containsExactly(new WhatIf(
                        "jira",
                        Phase.BUDGET,
                        "jira",
                        Duration.ofSeconds(5),
                        "jira waiting for its budget jira of 100 per 1m (shared with jira-audit)",
                        "raise it if the upstream allows more, or ask for less"));
    }
}
