package dev.headrace.engine.budget;

import static dev.headrace.engine.budget.BudgetBench.ask;
import static dev.headrace.engine.budget.BudgetBench.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairnessTest {
    private final BudgetBench bench = new BudgetBench(
            BudgetSettings.DEFAULTS,
            Runnable::run,
            Limit.named("shared").window(200, Duration.ofSeconds(1)),
            Limit.named("all").concurrency(64));

    /** A claimant that sends at once and notes when. */
    private final class Sender implements Claimant {
        final List<Double> times = new ArrayList<>();

        @Override
        public void granted(Permit permit) {
            times.add(bench.ticker.seconds());
            permit.sent();
            permit.release();
        }

        @Override
        public void refused(BudgetException failure) {
            throw failure;
        }

        double last() {
            return times.get(times.size() - 1);
        }
    }

    private Sender enqueue(String consumer, int times, String... limits) {
        Sender sender = new Sender();
        Lane lane = bench.lane(consumer, limits);
        for (int i = 0; i < times; i++) {
            lane.acquire(Demand.ONE, sender);
        }
        return sender;
    }

    @Test
    void aGreedyConnectorDoesNotMakeTheOthersStandBehindIt() {
        Sender greedy = enqueue("greedy", 1670, "shared");
        List<Sender> modest = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            modest.add(enqueue("modest-" + i, 30, "shared"));
        }
        bench.ticker.runOut();
        assertThat(modest).allSatisfy(sender -> assertThat(sender.times).hasSize(30));
        assertThat(modest).allSatisfy(sender -> assertThat(sender.last()).isLessThanOrEqualTo(2.2));
        assertThat(greedy.times).hasSize(1670);
        assertThat(greedy.last()).as("no rate is lost over it").isLessThanOrEqualTo(9 * 1.05 + 0.01);
    }

    @Test
    void equalConnectorsGetEqualShares() {
        enqueue("first", 200, "shared");
        List<Sender> equals = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            equals.add(enqueue("equal-" + i, 500, "shared"));
        }
        bench.advance(Duration.ofMillis(5 * 1050));
        assertThat(equals.stream().mapToInt(sender -> sender.times.size()).sum())
                .isEqualTo(1000);
        assertThat(equals).allSatisfy(sender -> assertThat(sender.times).hasSizeBetween(83, 84));
    }

    @Test
    void aConnectorWithManyKindsOfRequestsHasOneTurnLikeAnyOther() {
        enqueue("first", 200, "shared");
        List<Sender> many = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            bench.budgets.register(Limit.named("kind-" + i));
            many.add(enqueue("many", 300, "shared", "kind-" + i));
        }
        Sender one = enqueue("one", 300, "shared");
        bench.advance(Duration.ofMillis(1050));
        assertThat(one.times).hasSize(100);
        assertThat(many).allSatisfy(sender -> assertThat(sender.times).hasSizeBetween(11, 12));
    }

    @Test
    void oneWhoMustWaitForAnotherLimitHoldsUpNobody() {
        bench.budgets.register(Limit.named("slow").window(1, Duration.ofSeconds(100)));
        Sender slow = enqueue("slow", 50, "slow", "shared");
        Sender quick = enqueue("quick", 399, "shared");
        bench.advance(Duration.ofMillis(1050));
        assertThat(slow.times).hasSize(1);
        assertThat(quick.times).hasSize(399);
    }

    @Test
    void insideAConnectorItIsFirstComeFirstServed() {
        List<Asked> asked = ask(bench.lane("a", "all"), 200);
        for (int over = 0; over < 136; over++) {
            assertThat(granted(asked)).isEqualTo(64 + over);
            assertThat(granted(asked.subList(0, 64 + over))).isEqualTo(64 + over);
            asked.get(over).send();
        }
    }
}
