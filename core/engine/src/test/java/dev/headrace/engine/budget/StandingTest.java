package dev.headrace.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.headrace.engine.budget.Standing.Priority;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Weights, priorities and costs where consumers meet, in virtual time. */
class StandingTest {
    private static final Duration WINDOW_AND_GUARD = Duration.ofMillis(1050);

    private final BudgetBench bench = new BudgetBench(Limit.named("shared").window(200, Duration.ofSeconds(1)));

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
    }

    private Sender enqueue(String consumer, int times, Demand demand) {
        Sender sender = new Sender();
        Lane lane = bench.lane(consumer, "shared");
        for (int i = 0; i < times; i++) {
            lane.acquire(demand, sender);
        }
        return sender;
    }

    private Sender enqueue(String consumer, int times, Priority priority, int weight) {
        bench.budgets.stands(consumer, new Standing(priority, weight));
        return enqueue(consumer, times, Demand.ONE);
    }

    private void fill() {
        enqueue("first", 200, Demand.ONE);
    }

    @Test
    void aShareIsAsLargeAsItsWeight() {
        fill();
        List<Sender> senders = new ArrayList<>();
        for (int weight = 1; weight <= 4; weight++) {
            senders.add(enqueue("of-weight-" + weight, 2_000, Priority.NORMAL, weight));
        }
        bench.advance(WINDOW_AND_GUARD.multipliedBy(10));
        for (int weight = 1; weight <= 4; weight++) {
            double expected = 2000 * weight / 10.0;
            assertThat((double) senders.get(weight - 1).times.size()).isCloseTo(expected, within(expected * 0.05));
        }
    }

    @Test
    void whoAsksForMoreInEachRequestSendsFewer() {
        fill();
        Sender dear = enqueue("dear", 500, Demand.ONE.cost(10));
        Sender cheap = enqueue("cheap", 2_000, Demand.ONE);
        bench.advance(WINDOW_AND_GUARD.multipliedBy(10));
        assertThat(dear.times).hasSizeBetween(95, 105);
        assertThat(cheap.times).hasSizeBetween(950, 1050);
    }

    @Test
    void whoWasAwaySavesUpNoTurns() {
        fill();
        Sender steady = enqueue("steady", 2_000, Demand.ONE);
        bench.advance(WINDOW_AND_GUARD.multipliedBy(4));
        Sender late = enqueue("late", 2_000, Demand.ONE);
        int before = steady.times.size();
        bench.advance(WINDOW_AND_GUARD);
        assertThat(late.times).hasSizeBetween(99, 101);
        assertThat(steady.times.size() - before).isBetween(99, 101);
    }

    @Test
    void aHigherPriorityGoesFirst() {
        fill();
        Sender backfill = enqueue("backfill", 500, Priority.BACKFILL, 1);
        Sender normal = enqueue("normal", 150, Demand.ONE);
        Sender interactive = enqueue("interactive", 150, Priority.INTERACTIVE, 1);
        bench.advance(WINDOW_AND_GUARD);
        assertThat(interactive.times).hasSize(150);
        assertThat(normal.times).hasSize(50);
        assertThat(backfill.times).isEmpty();
        bench.advance(WINDOW_AND_GUARD);
        assertThat(normal.times).hasSize(150);
        assertThat(backfill.times).hasSize(100);
    }

    @Test
    void whoHasWaitedForLongGoesWithTheNextPriority() {
        fill();
        Sender normal = enqueue("normal", 9_900, Demand.ONE);
        Sender other = enqueue("other", 9_900, Demand.ONE);
        Sender backfill = enqueue("backfill", 500, Priority.BACKFILL, 1);
        bench.advance(Duration.ofSeconds(59));
        assertThat(backfill.times).as("the others have waited for as long").isEmpty();
        bench.advance(Duration.ofSeconds(4));
        assertThat(backfill.times).as("the lines take turns from a minute on").hasSizeBetween(290, 310);
        assertThat(normal.times.size() + other.times.size() + backfill.times.size())
                .isEqualTo(200 * 60);
    }

    @Test
    void aDearRequestReservesWhereItWaitsAndNowhereElse() {
        bench.budgets.register(Limit.named("points").window(10, Duration.ofSeconds(10)));
        Lane both = bench.lane("both", "shared", "points");
        Lane cheap = bench.lane("cheap", "points");
        BudgetBench.send(BudgetBench.ask(both, 8));
        Asked dear = BudgetBench.ask(both, Demand.ONE.cost(10));
        Asked whoseTurnItIs = BudgetBench.ask(cheap);
        Asked underThatLimit = BudgetBench.ask(cheap);
        Asked elsewhere = BudgetBench.ask(bench.lane("other", "shared"));
        assertThat(dear.waits()).isTrue();
        assertThat(whoseTurnItIs.isGranted()).isTrue();
        assertThat(underThatLimit.waits())
                .as("one is left, and the dear one needs it")
                .isTrue();
        assertThat(elsewhere.isGranted()).isTrue();
    }

    @Test
    void aStandingIsToldBeforeTheFirstLane() {
        bench.lane("known", "shared");
        assertThatThrownBy(() -> bench.budgets.stands("known", new Standing(Priority.NORMAL, 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'known'");
        assertThatThrownBy(() -> new Standing(Priority.NORMAL, 0)).hasMessageContaining("1 to 1000, was 0");
    }
}
