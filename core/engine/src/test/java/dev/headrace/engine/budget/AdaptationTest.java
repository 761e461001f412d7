package dev.headrace.engine.budget;

import static dev.headrace.engine.budget.BudgetBench.ask;
import static dev.headrace.engine.budget.BudgetBench.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Upstreams that declare nothing and tell nothing, in virtual time. */
class AdaptationTest {
    private static final Answer REFUSAL = new Answer(Answer.Verdict.THROTTLED, null, List.of(), Answer.Terms.NONE);
    private static final Duration WAY = Duration.ofMillis(20);

    private final BudgetBench bench = new BudgetBench();
    private final ManualTicker ticker = bench.ticker;

    @BeforeEach
    void suppose() {
        bench.budgets.registerDefault(Limit.named("host").concurrency(20));
    }

    /** Sends as long as it may, to an upstream that takes so many a second and refuses the rest. */
    private final class Greedy implements Claimant {
        private final Lane lane = bench.lane("a", "host");
        private final StrictUpstream upstream;

        Greedy(StrictUpstream upstream) {
            this.upstream = upstream;
        }

        @Override
        public void granted(Permit permit) {
            permit.sent();
            ticker.schedule(WAY, () -> {
                boolean taken = upstream.arrive(ticker.elapsed().toNanos());
                ticker.schedule(WAY, () -> {
                    permit.answered(taken ? Answer.SILENT : REFUSAL);
                    permit.release();
                    lane.acquire(Demand.ONE, this);
                });
            });
        }

        @Override
        public void refused(BudgetException failure) {
            throw failure;
        }
    }

    @Test
    void theRateThatAnUpstreamBearsIsFoundWithFewRefusals() {
        StrictUpstream upstream = new StrictUpstream(50, Duration.ofSeconds(1), Duration.ZERO);
        Greedy greedy = new Greedy(upstream);
        for (int i = 0; i < 20; i++) {
            greedy.lane.acquire(Demand.ONE, greedy);
        }
        bench.advance(Duration.ofMinutes(5));
        assertThat(upstream.accepted()).as("of 15,000").isGreaterThan(9_000);
        assertThat((double) upstream.refused() / upstream.accepted()).isLessThan(0.02);
    }

    private List<Asked> sent(int requests) {
        List<Asked> asked = ask(bench.lane("a", "host"), requests);
        asked.stream().filter(Asked::isGranted).forEach(one -> one.permit.sent());
        return asked;
    }

    @Test
    void concurrencyBeginsAtEightAndDoublesWithEachRoundThatNeededIt() {
        Lane lane = bench.lane("a", "host");
        List<Asked> asked = ask(lane, 60);
        assertThat(granted(asked)).isEqualTo(8);
        asked.stream().filter(Asked::isGranted).toList().forEach(Asked::send);
        assertThat(bench.limit("host").underWay()).isEqualTo(16);
        asked.stream()
                .filter(one -> one.isGranted() && one.permit.state == Permit.State.HELD)
                .toList()
                .forEach(Asked::send);
        assertThat(bench.limit("host").underWay()).as("what is supposed").isEqualTo(20);
    }

    @Test
    void whereSomebodyDeclaresHowManyThatManyGoAtOnce() {
        bench.budgets.register(Limit.named("api").concurrency(15));
        assertThat(granted(ask(bench.lane("a", "host", "api"), 40))).isEqualTo(15);
    }

    @Test
    void troubleOfRequestsThatWereUnderWayTogetherShrinksConcurrencyOnce() {
        bench.budgets.register(Limit.named("api").concurrency(20));
        bench.lane("a", "host", "api");
        List<Asked> asked = sent(20);
        bench.advance(WAY);
        asked.forEach(one -> one.permit.troubled());
        asked.forEach(one -> one.permit.release());
        assertThat(granted(ask(bench.lane("a", "host"), 30))).isEqualTo(18);
    }

    @Test
    void concurrencyShrinksToOneAtLeastAndGrowsWithSuccessesThatNeededIt() {
        for (int round = 0; round < 40; round++) {
            bench.advance(WAY);
            List<Asked> asked = sent(1);
            bench.advance(WAY);
            asked.get(0).permit.troubled();
            asked.get(0).permit.release();
        }
        List<Asked> asked = ask(bench.lane("a", "host"), 400);
        assertThat(granted(asked)).isEqualTo(1);
        int most = 0;
        for (Asked one : asked) {
            one.send();
            most = Math.max(most, bench.limit("host").underWay());
        }
        assertThat(most).as("never above what is supposed").isEqualTo(20);
    }

    @Test
    void aConfiguredLimitDoesNotAdapt() {
        Budgets budgets = new Budgets(
                ticker,
                Runnable::run,
                BudgetSettings.DEFAULTS,
                List.of(Limit.named("host").concurrency(7)),
                () -> 0.0);
        budgets.registerDefault(Limit.named("host").concurrency(20));
        Lane lane = budgets.lane("a", List.of("host"));
        Asked asked = ask(lane);
        asked.permit.sent();
        asked.permit.troubled();
        asked.permit.release();
        assertThat(granted(ask(lane, 10))).isEqualTo(7);
    }
}
