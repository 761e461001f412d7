package dev.headrace.engine.budget;

import static dev.headrace.engine.budget.BudgetBench.ask;
import static dev.headrace.engine.budget.BudgetBench.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedRulesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void connectorsThatDeclareOneNameShareOneLimit() {
        BudgetBench bench = new BudgetBench(
                Limit.named("api").window(10, SECOND), Limit.named("api").window(10, SECOND));
        assertThat(granted(ask(bench.lane("a", "api"), 6))).isEqualTo(6);
        assertThat(granted(ask(bench.lane("b", "api"), 6))).isEqualTo(4);
        assertThat(bench.budgets.snapshot().limits()).hasSize(1);
    }

    @Test
    void theSameConsumerAndLimitsGiveTheSameLane() {
        BudgetBench bench = new BudgetBench(Limit.named("api"), Limit.named("host"));
        assertThat(bench.lane("a", "host", "api")).isSameAs(bench.lane("a", "host", "api", "host"));
        assertThat(bench.lane("b", "host", "api")).isNotSameAs(bench.lane("a", "host", "api"));
    }

    @Test
    void ofTwoDeclarationsTheStricterOfEachRuleHolds() {
        BudgetBench bench = new BudgetBench(
                Limit.named("api").window(10, SECOND).window(100, HOUR).concurrency(5),
                Limit.named("api")
                        .window(20, SECOND)
                        .window(90, HOUR)
                        .spacing(SECOND)
                        .concurrency(8));
        assertThat(bench.limit("api").rules()).hasToString("api: 10 per 1s, 90 per 1h, 1 each 1s, 5 at once");
    }

    @Test
    void aRuleThatBecomesStricterCountsWhatWasSentBefore() {
        BudgetBench bench = new BudgetBench(Limit.named("api").window(10, SECOND));
        List<Asked> asked = ask(bench.lane("a", "api"), 12);
        BudgetBench.send(asked.subList(0, 8));
        bench.budgets.register(Limit.named("api").window(9, SECOND));
        bench.advance(Duration.ofMillis(1050));
        assertThat(granted(asked)).isEqualTo(12);
        assertThat(bench.limit("api").windows())
                .containsExactly(new LimitSnapshot.WindowUse(new Limit.Window(9, SECOND), 4));
    }

    @Test
    void oneThatWaitsWithACostThatBecameTooHighGoesAloneNotNever() {
        BudgetBench bench = new BudgetBench(Limit.named("points").window(10, SECOND));
        Lane lane = bench.lane("a", "points");
        ask(lane, 10).forEach(Asked::send);
        Asked dear = ask(lane, Demand.ONE.cost(8));
        bench.budgets.register(Limit.named("points").window(5, SECOND));
        bench.advance(SECOND);
        bench.advance(SECOND);
        assertThat(dear.isGranted()).isTrue();
    }

    @Test
    void configurationGoesBeforeEveryDeclaration() {
        Limit configured = Limit.named("api").window(500, SECOND);
        ManualTicker ticker = new ManualTicker();
        Budgets budgets = new Budgets(
                ticker,
                Runnable::run,
                BudgetSettings.DEFAULTS,
                List.of(configured, Limit.named("extra").concurrency(1)));
        budgets.register(Limit.named("api").window(10, SECOND));
        budgets.register(Limit.named("api").window(20, SECOND));
        assertThat(granted(ask(budgets.lane("a", List.of("api")), 501))).isEqualTo(500);
        assertThat(granted(ask(budgets.lane("a", List.of("extra")), 2)))
                .as("one that only configuration knows")
                .isEqualTo(1);
    }

    @Test
    void configurationOfALimitOfOurOwnDoesNotMakeItAnUpstreams() {
        ManualTicker ticker = new ManualTicker();
        Budgets budgets = new Budgets(
                ticker,
                Runnable::run,
                BudgetSettings.DEFAULTS,
                List.of(Limit.named("engine").concurrency(7)));
        budgets.registerOwn(Limit.named("engine").concurrency(64));
        Lane lane = budgets.lane("a", List.of("engine"));
        Asked asked = ask(lane);
        asked.permit.answered(new Answer(Answer.Verdict.THROTTLED_WHOLLY, SECOND, null));
        assertThat(granted(ask(lane, 10))).isEqualTo(6);
    }
}
