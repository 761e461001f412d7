package dev.headrace.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.budget.Answer;
import dev.headrace.engine.budget.BudgetException;
import dev.headrace.engine.budget.BudgetSettings;
import dev.headrace.engine.budget.Budgets;
import dev.headrace.engine.budget.Claimant;
import dev.headrace.engine.budget.Demand;
import dev.headrace.engine.budget.Lane;
import dev.headrace.engine.budget.Permit;
import dev.headrace.engine.budget.Ticker;
import dev.headrace.engine.time.RunTime;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The budgets alone, without sockets: as many requests as a day allows. */
class VirtualBudgetTest {
    private static final int REQUESTS = 120_000;
    private static final int PERMITS = 5_000;
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aDayOfFiveThousandRequestsAnHourIsGrantedInFullAndNeverTooEarly() throws Exception {
        BudgetSettings roomy = new BudgetSettings(HOUR, REQUESTS, REQUESTS);
        try (VirtualClock clock = VirtualClock.automatic();
                RunTime time = clock.begin();
                Budgets budgets = new Budgets(Ticker.of(time), Runnable::run, roomy, List.of())) {
            time.activity().begins();
            budgets.register(Limit.named("api").window(PERMITS, HOUR));
            Lane lane = budgets.lane("things", List.of("api"));
            Granted granted = new Granted(clock);
            for (int i = 0; i < REQUESTS; i++) {
                lane.acquire(Demand.ONE, granted);
            }
            time.activity().ends();

            assertThat(granted.all.await(60, TimeUnit.SECONDS))
                    .as(clock.toString())
                    .isTrue();
            assertThat(clock.elapsed())
                    .isBetween(HOUR.multipliedBy(23), HOUR.multipliedBy(23).plusMinutes(2));
            assertThat(granted.mostInAnHour()).isEqualTo(PERMITS);
        }
    }

    /** Confined to the clock's thread after the test's, one after the other: the latch hands over. */
    private static final class Granted implements Claimant {
        private final VirtualClock clock;
        private final long[] times = new long[REQUESTS];
        private final CountDownLatch all = new CountDownLatch(REQUESTS);
        private int count;

        Granted(VirtualClock clock) {
            this.clock = clock;
        }

        @Override
        public void granted(Permit permit) {
            permit.sent();
            times[count++] = clock.nanoTime();
            permit.answered(Answer.SILENT);
            permit.release();
            all.countDown();
        }

        @Override
        public void refused(BudgetException failure) {
            throw failure;
        }

        int mostInAnHour() {
            int oldest = 0;
            int most = 0;
            for (int newest = 0; newest < times.length; newest++) {
                while (times[newest] - times[oldest] >= HOUR.toNanos()) {
                    oldest++;
                }
                most = Math.max(most, newest - oldest + 1);
            }
            return most;
        }
    }
}
