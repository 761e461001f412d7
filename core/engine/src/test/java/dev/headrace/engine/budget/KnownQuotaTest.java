package dev.headrace.engine.budget;

import static dev.headrace.engine.budget.BudgetBench.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.budget.dialect.Dialect;
import dev.headrace.spi.Limit;
import dev.headrace.spi.LimitHints;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownQuotaTest {
    @Test
    void whatTheOwnWindowKnowsBetterIsNotLearntFromAnAnswer() {
        BudgetBench bench = new BudgetBench(Limit.named("strict").window(2, Duration.ofSeconds(1)));
        Lane lane = bench.lane("a", "strict");
        answered(bench, ask(lane), "1", 2);
        answered(bench, ask(lane), "0", 2);
        Asked third = ask(lane);
        assertThat(third.waits()).isTrue();
        bench.advance(Duration.ofMillis(1060));
        assertThat(third.isGranted())
                .as("after the window, not after the whole seconds of the reset")
                .isTrue();
    }

    @Test
    void requestsThatOvertakeEachOtherAreNotTakenForSomebodyElses() {
        BudgetBench bench = new BudgetBench(Limit.named("strict").window(4, Duration.ofSeconds(1)));
        Lane lane = bench.lane("a", "strict");
        Asked first = ask(lane);
        Asked second = ask(lane);
        Asked third = ask(lane);
        first.permit.sent();
        second.permit.sent();
        third.permit.sent();
        answered(bench, second, "3", 2);
        answered(bench, third, "2", 2);
        answered(bench, first, "1", 2);
        assertThat(ask(lane).isGranted()).isTrue();
    }

    @Test
    void whatOthersHaveUsedUpIsLearnt() {
        BudgetBench bench = new BudgetBench(Limit.named("shared").window(100, Duration.ofSeconds(1)));
        Lane lane = bench.lane("a", "shared");
        answered(bench, ask(lane), "0", 2);
        Asked second = ask(lane);
        assertThat(second.waits()).isTrue();
        bench.advance(Duration.ofMillis(1060));
        assertThat(second.isGranted())
                .as("a window has forgotten what it counted after its length, whatever second it names")
                .isTrue();
    }

    @Test
    void aQuotaThatReachesFartherThanOurWindowsIsLearntAsItIsTold() {
        BudgetBench bench = new BudgetBench(Limit.named("daily").window(100, Duration.ofSeconds(1)));
        Lane lane = bench.lane("a", "daily");
        answered(bench, ask(lane), "0", 800);
        Asked second = ask(lane);
        bench.advance(Duration.ofMinutes(10));
        assertThat(second.waits()).isTrue();
    }

    private static void answered(BudgetBench bench, Asked asked, String remaining, int resetSeconds) {
        Map<String, String> fields =
                Map.of("X-RateLimit-Remaining", remaining, "X-RateLimit-Reset", String.valueOf(resetSeconds));
        Permit permit = asked.permit;
        permit.sent();
        permit.answered(Dialect.of(LimitHints.usual()).read(200, fields::forEach, () -> "", bench.ticker.wallTime()));
        permit.release();
    }
}
