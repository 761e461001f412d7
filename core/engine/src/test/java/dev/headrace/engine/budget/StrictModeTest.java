package dev.headrace.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Limit;
import dev.headrace.spi.Limit.Mode;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Thousands of upstreams that count by sliding and by fixed windows at once, at any phase, over a network that takes anything from
 * nothing to half a second for each way. Seeded, in virtual time.
 */
class StrictModeTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int ROUNDS = 3_000;

    /** Requests to one upstream, each sent at once and answered when the network likes. */
    private static final class Traffic implements Claimant {
        private final BudgetBench bench;
        private final Lane lane;
        private final Random random;
        private final StrictUpstream upstream;
        private final int mostMillis;
        private int toAsk;

        Traffic(Mode mode, int seed) {
            random = new Random(seed);
            int permits = 1 + random.nextInt(30);
            bench = new BudgetBench(Limit.named("api").window(permits, SECOND).mode(mode));
            lane = bench.lane("a", "api");
            upstream = new StrictUpstream(permits, SECOND, Duration.ofMillis(random.nextInt(1_000)));
            mostMillis = random.nextInt(501);
            toAsk = permits * 6;
        }

        int refused() {
            int atOnce = Math.min(toAsk, 1 + random.nextInt(60));
            for (int i = 0; i < atOnce; i++) {
                next();
            }
            bench.ticker.runOut();
            return upstream.refused();
        }

        private void next() {
            if (toAsk > 0) {
                toAsk--;
                lane.acquire(Demand.ONE, this);
            }
        }

        @Override
        public void granted(Permit permit) {
            permit.sent();
            bench.ticker.schedule(way(), () -> {
                upstream.arrive(bench.ticker.elapsed().toNanos());
                bench.ticker.schedule(way(), () -> {
                    permit.answered(Answer.SILENT);
                    permit.release();
                    next();
                });
            });
        }

        @Override
        public void refused(BudgetException failure) {
            throw failure;
        }

        private Duration way() {
            return Duration.ofNanos((long) (random.nextDouble() * mostMillis * 1e6));
        }
    }

    private static int refused(Mode mode) {
        int refused = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            refused += new Traffic(mode, seed).refused();
        }
        return refused;
    }

    @Test
    void noneIsRefusedHoweverLongTheWayIs() {
        assertThat(refused(Mode.STRICT)).isZero();
    }

    @Test
    void theOtherModesAreRefusedWhereTheWaysDifferByMoreThanTheirGuard() {
        int exact = refused(Mode.EXACT);
        assertThat(exact).as("else the test above shows nothing").isPositive();
        assertThat(refused(Mode.TARGET)).as("without a guard").isGreaterThan(exact);
    }
}
