package dev.headrace.engine.budget;

import static dev.headrace.engine.budget.BudgetBench.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How requests come back after a pause of a second, under a limit of 100 a second. */
class SlowStartTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final BudgetBench bench = new BudgetBench(Limit.named("api").window(100, SECOND));
    private int sent;

    /** Sends at once; its answer comes when the test says so. */
    private final class Sender implements Claimant {
        private final boolean answered;

        Sender(boolean answered) {
            this.answered = answered;
        }

        @Override
        public void granted(Permit permit) {
            sent++;
            permit.sent();
            if (answered) {
                permit.answered(Answer.SILENT);
                permit.release();
            }
        }

        @Override
        public void refused(BudgetException failure) {
            throw failure;
        }
    }

    @BeforeEach
    void passTheProbe() {
        Lane lane = bench.lane("a", "api");
        Asked refused = ask(lane);
        refused.permit.sent();
        refused.permit.answered(new Answer(Answer.Verdict.THROTTLED, SECOND, List.of(), Answer.Terms.NONE));
        refused.permit.release();
        bench.advance(SECOND);
        ask(lane).send();
    }

    private void enqueue(boolean answered) {
        for (int i = 0; i < 300; i++) {
            bench.lane("a", "api").acquire(Demand.ONE, new Sender(answered));
        }
    }

    @Test
    void theRateComesBackInFourSteps() {
        enqueue(false);
        int before = 0;
        for (int quarter = 1; quarter <= 4; quarter++) {
            bench.advance(Duration.ofMillis(quarter < 4 ? 500 : 499));
            int full = 100 / 2;
            assertThat(sent - before).as("step %s", quarter).isBetween(full * quarter / 4 - 2, full * quarter / 4 + 2);
            before = sent;
        }
    }

    @Test
    void fourSuccessesEndItEarlier() {
        enqueue(true);
        bench.advance(Duration.ofMillis(200));
        assertThat(sent).as("all that the window allows, less the probe").isEqualTo(99);
    }

    @Test
    void anotherRefusalEndsIt() {
        Asked refused = ask(bench.lane("a", "api"));
        refused.permit.sent();
        refused.permit.answered(new Answer(Answer.Verdict.THROTTLED, SECOND, List.of(), Answer.Terms.NONE));
        refused.permit.release();
        enqueue(false);
        bench.advance(SECOND.plusMillis(900));
        assertThat(sent).as("the probe alone").isEqualTo(1);
    }
}
