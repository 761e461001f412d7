package dev.headrace.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connectors against upstreams that refuse the first request too many, in virtual time. */
class StrictUpstreamTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Random random = new Random(42);
    private final BudgetBench bench = new BudgetBench();
    private final ManualTicker ticker = bench.ticker;

    /** A connector that wants so many answers and keeps so many requests under way. */
    private final class Client implements Claimant {
        private final Lane lane;
        private final StrictUpstream upstream;
        private final int leastDelayMillis;
        private final int mostDelayMillis;
        private int toAsk;
        private double doneAt;

        Client(Lane lane, StrictUpstream upstream, int leastDelayMillis, int mostDelayMillis) {
            this.lane = lane;
            this.upstream = upstream;
            this.leastDelayMillis = leastDelayMillis;
            this.mostDelayMillis = mostDelayMillis;
        }

        void want(int answers, int atOnce) {
            toAsk = answers;
            for (int i = 0; i < atOnce; i++) {
                next();
            }
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
            ticker.schedule(delay(), () -> {
                boolean taken = upstream.arrive(ticker.elapsed().toNanos());
                ticker.schedule(delay(), () -> answered(permit, taken));
            });
        }

        private void answered(Permit permit, boolean taken) {
            permit.answered(taken ? Answer.SILENT : new Answer(Answer.Verdict.THROTTLED, null, null));
            permit.release();
            doneAt = ticker.seconds();
            next();
        }

        @Override
        public void refused(BudgetException failure) {
            throw failure;
        }

        private Duration delay() {
            return Duration.ofNanos(
                    (long) ((leastDelayMillis + random.nextDouble() * (mostDelayMillis - leastDelayMillis)) * 1e6));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 130, 370, 500, 777, 990})
    void noneOfTwoThousandRequestsIsRefusedAtFiveToFiftyMillisecondsOfJitter(int phaseMillis) {
        bench.budgets.register(Limit.named("api").window(200, SECOND));
        StrictUpstream upstream = new StrictUpstream(200, SECOND, Duration.ofMillis(phaseMillis));
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            clients.add(new Client(bench.lane("c" + i, "api"), upstream, 5, 50));
        }
        clients.subList(1, 12).forEach(client -> client.want(167, 20));
        clients.get(0).want(163, 20);
        ticker.runOut();
        assertThat(upstream.refused()).isZero();
        assertThat(upstream.accepted()).isEqualTo(2000);
        assertThat(clients).allSatisfy(client -> assertThat(client.doneAt).isLessThan(10.6));
    }

    @Test
    void twelveUpstreamsOfTwentyASecondGiveTwoHundredPagesEachWithinSixPercentOfTheBound() {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            bench.budgets.register(Limit.named("api-" + i).window(20, SECOND));
            StrictUpstream upstream = new StrictUpstream(20, SECOND, Duration.ofMillis(83L * i));
            clients.add(new Client(bench.lane("c" + i, "api-" + i), upstream, 1, 5));
        }
        clients.forEach(client -> client.want(200, 1));
        ticker.runOut();
        assertThat(clients).allSatisfy(client -> {
            assertThat(client.upstream.refused()).isZero();
            assertThat(client.upstream.accepted()).isEqualTo(200);
            assertThat(client.doneAt).isLessThan(10.6);
        });
    }

    @Test
    void anUndeclaredLimitIsFoundOnceAndThenProbedByOneRequestAtATime() {
        bench.budgets.register(Limit.named("host").concurrency(20));
        StrictUpstream upstream = new StrictUpstream(20, Duration.ofSeconds(10), Duration.ZERO);
        Client client = new Client(bench.lane("c", "host"), upstream, 10, 20);
        client.want(44, 20);
        ticker.runOut();
        assertThat(bench.limit("host").throttles())
                .as("pauses of 1, 2, 4 and 8 seconds")
                .isEqualTo(4);
        assertThat(upstream.refused())
                .as("the 20 under way when it began, and three probes")
                .isEqualTo(23);
        assertThat(upstream.accepted()).isEqualTo(21);
    }
}
