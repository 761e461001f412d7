package dev.headrace.engine.budget;

import static dev.headrace.engine.budget.BudgetBench.ask;
import static dev.headrace.engine.budget.BudgetBench.granted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.spi.Limit;
import dev.headrace.spi.Limit.Mode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a permit counts, for how long, and how much. */
class ModeTest {
    private static final Limit TEN = Limit.named("api").window(10, Duration.ofSeconds(1));

    private static BudgetBench bench(Limit limit) {
        return new BudgetBench(limit);
    }

    @Test
    void aStrictPermitCountsUntilOneWindowAfterItsAnswer() {
        BudgetBench bench = bench(TEN.mode(Mode.STRICT));
        List<Asked> asked = ask(bench.lane("a", "api"), 11);
        asked.subList(0, 10).forEach(one -> one.permit.sent());
        bench.advance(Duration.ofSeconds(30));
        assertThat(asked.get(10).waits()).as("no answer yet").isTrue();
        asked.get(3).permit.release();
        bench.advance(Duration.ofMillis(999));
        assertThat(asked.get(10).waits()).isTrue();
        bench.advance(Duration.ofMillis(1));
        assertThat(asked.get(10).isGranted()).isTrue();
    }

    @Test
    void aTargetPermitCountsForTheWindowAndNoLonger() {
        BudgetBench bench = bench(TEN.mode(Mode.TARGET));
        List<Asked> asked = ask(bench.lane("a", "api"), 11);
        BudgetBench.send(asked);
        bench.advance(Duration.ofMillis(999));
        assertThat(asked.get(10).waits()).isTrue();
        bench.advance(Duration.ofMillis(1));
        assertThat(asked.get(10).isGranted()).isTrue();
    }

    @Test
    void aStrictPermitThatWasNotSentGivesAllBackAtOnce() {
        BudgetBench bench = bench(TEN.mode(Mode.STRICT));
        List<Asked> asked = ask(bench.lane("a", "api"), 20);
        asked.subList(0, 10).forEach(one -> one.permit.release());
        assertThat(granted(asked)).isEqualTo(20);
        assertThat(bench.limit("api").windows().get(0).used()).isEqualTo(10);
    }

    @Test
    void aPacedWindowLetsABurstThroughAndThenOneAtATime() {
        BudgetBench bench = bench(Limit.named("api")
                .window(100, Duration.ofSeconds(1))
                .mode(Mode.TARGET)
                .paced());
        Lane lane = bench.lane("a", "api");
        Steady steady = new Steady(bench);
        for (int i = 0; i < 300; i++) {
            lane.acquire(Demand.ONE, steady);
        }
        assertThat(steady.sent).as("what falls due within 50 ms").isEqualTo(5);
        bench.advance(Duration.ofMillis(100));
        assertThat(steady.sent).isEqualTo(15);
        bench.advance(Duration.ofMillis(900));
        assertThat(steady.sent).isBetween(100, 105);
        bench.advance(Duration.ofSeconds(1));
        assertThat(steady.sent).as("no rate is lost").isBetween(198, 205);
    }

    private static final class Steady implements Claimant {
        private final BudgetBench bench;
        private int sent;

        Steady(BudgetBench bench) {
            this.bench = bench;
        }

        @Override
        public void granted(Permit permit) {
            sent++;
            bench.ticker.schedule(Duration.ZERO, () -> {
                permit.sent();
                permit.release();
            });
        }

        @Override
        public void refused(BudgetException failure) {
            throw failure;
        }
    }

    @Test
    void whatARequestCostLessIsGivenBackAndWhatItCostMoreIsCharged() {
        for (Mode mode : Mode.values()) {
            BudgetBench bench = bench(TEN.mode(mode));
            Lane lane = bench.lane("a", "api");
            Asked query = ask(lane, Demand.ONE.cost(6));
            query.permit.sent();
            assertThat(ask(lane, Demand.ONE.cost(7)).waits()).as("%s", mode).isTrue();
            query.permit.settle(3);
            assertThat(bench.limit("api").windows().get(0).used())
                    .as("%s: both", mode)
                    .isEqualTo(10);
            query.permit.settle(4);
            assertThat(bench.limit("api").windows().get(0).used())
                    .as("%s", mode)
                    .isEqualTo(11);
            query.permit.release();
            query.permit.settle(1);
            assertThat(bench.limit("api").windows().get(0).used())
                    .as("%s: too late", mode)
                    .isEqualTo(11);
        }
    }

    @Test
    void whatIsSettledBeforeTheSendingCountsAsCharged() {
        BudgetBench bench = bench(TEN);
        Asked query = ask(bench.lane("a", "api"), Demand.ONE.cost(6));
        query.permit.settle(2);
        query.permit.sent();
        query.permit.release();
        assertThat(bench.limit("api").windows().get(0).used()).isEqualTo(2);
    }

    @Test
    void anAnswerNotModifiedIsFreeWhereItIsDeclared() {
        BudgetBench bench =
                new BudgetBench(TEN.unchangedFree(), Limit.named("counts-all").window(10, Duration.ofSeconds(1)));
        Asked conditional = ask(bench.lane("a", "counts-all", "api"));
        conditional.permit.sent();
        conditional.permit.answered(Answer.SILENT);
        conditional.permit.unchanged();
        conditional.permit.unchanged();
        conditional.permit.release();
        assertThat(bench.limit("api").windows().get(0).used()).isZero();
        assertThat(bench.limit("counts-all").windows().get(0).used()).isEqualTo(1);
    }

    @Test
    void ofTwoModesTheStricterHolds() {
        BudgetBench bench = new BudgetBench(
                TEN.mode(Mode.TARGET).paced(), TEN.mode(Mode.STRICT).unchangedFree());
        assertThat(bench.limit("api").rules()).hasToString("api: 10 per 1s, strict, paced");
    }

    @Test
    void aCostIsNeverNegative() {
        Asked asked = ask(bench(TEN).lane("a", "api"));
        assertThatThrownBy(() -> asked.permit.settle(-1)).hasMessageContaining("was -1");
    }
}
