package dev.headrace.engine.budget;

import static dev.headrace.engine.budget.BudgetBench.ask;
import static dev.headrace.engine.budget.BudgetBench.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.budget.Answer.Verdict;
import dev.headrace.engine.budget.BudgetException.Reason;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aRequestThatCannotGoInTimeIsRefusedAtOnce() {
        BudgetBench bench = new BudgetBench(Limit.named("api").window(1, Duration.ofSeconds(10)));
        Lane lane = bench.lane("a", "api");
        ask(lane).send();
        Asked hasty = ask(lane, Demand.ONE.within(Duration.ofSeconds(5)));
        assertThat(hasty.refusal.reason()).isEqualTo(Reason.DEADLINE);
        assertThat(hasty.refusal)
                .hasMessage("limit 'api' does not allow the request before its deadline: the limit opens in 10.5s");
        assertThat(ask(lane, Demand.ONE.within(Duration.ofSeconds(11))).waits()).isTrue();
    }

    @Test
    void aRequestWithoutPatienceGoesNowOrNever() {
        BudgetBench bench = new BudgetBench(Limit.named("host").concurrency(1));
        Demand now = Demand.ONE.within(Duration.ZERO);
        assertThat(ask(bench.lane("a", "host"), now).isGranted()).isTrue();
        BudgetException refusal = ask(bench.lane("a", "host"), now).refusal;
        assertThat(refusal)
                .hasMessage(
                        "limit 'host' does not allow the request before its deadline: as many are under way as may be");
    }

    @Test
    void aRequestIsRefusedAtItsDeadlineAndTheOthersKeepTheirPlaces() {
        BudgetBench bench = new BudgetBench(Limit.named("host").concurrency(1));
        Lane lane = bench.lane("a", "host");
        Asked first = ask(lane);
        Asked hasty = ask(lane, Demand.ONE.within(SECOND));
        Asked patient = ask(lane);
        bench.advance(Duration.ofMillis(999));
        assertThat(hasty.waits()).isTrue();
        bench.advance(Duration.ofMillis(1));
        assertThat(hasty.refusal.reason()).isEqualTo(Reason.DEADLINE);
        first.send();
        assertThat(patient.isGranted()).isTrue();
    }

    @Test
    void aPauseRefusesThoseWhosePatienceEndsBeforeIt() {
        BudgetBench bench = new BudgetBench(Limit.named("host").concurrency(1));
        Lane lane = bench.lane("a", "host");
        Asked first = ask(lane);
        Asked hasty = ask(lane, Demand.ONE.within(Duration.ofSeconds(5)));
        Asked patient = ask(lane, Demand.ONE.within(Duration.ofSeconds(50)));
        first.permit.answered(new Answer(Verdict.THROTTLED, Duration.ofSeconds(10), null));
        assertThat(hasty.refusal.reason()).isEqualTo(Reason.DEADLINE);
        assertThat(patient.waits()).isTrue();
    }

    @Test
    void aFailureOnTheTimersThreadIsNotTheEndOfWaking() {
        BudgetBench bench = new BudgetBench(Limit.named("api").window(1, Duration.ofMinutes(1)));
        Asked first = ask(bench.lane("a", "api"));
        Asked hasty = ask(bench.lane("a", "api"), Demand.ONE.within(SECOND));
        first.permit.sent();
        bench.ticker.failOnce(new OutOfMemoryError("planted"));
        bench.advance(SECOND);
        assertThat(hasty.waits()).isTrue();
        bench.advance(SECOND);
        assertThat(hasty.refusal.reason()).isEqualTo(Reason.DEADLINE);
    }

    @Test
    void deadlinesAreMetInAnyOrderOfComingAndLeaving() {
        BudgetBench bench = new BudgetBench(Limit.named("host").concurrency(1));
        Lane lane = bench.lane("a", "host");
        ask(lane);
        List<Ticket> tickets = new ArrayList<>();
        List<Integer> millis =
                new ArrayList<>(IntStream.rangeClosed(1, 3000).boxed().toList());
        Collections.shuffle(millis, new Random(3));
        List<Integer> refused = new ArrayList<>();
        for (int patience : millis) {
            tickets.add(lane.acquire(Demand.ONE.within(Duration.ofMillis(patience)), new Claimant() {
                @Override
                public void granted(Permit permit) {
                    throw new AssertionError("granted");
                }

                @Override
                public void refused(BudgetException failure) {
                    refused.add(patience);
                    assertThat(bench.ticker.elapsed()).isEqualTo(Duration.ofMillis(patience));
                }
            }));
        }
        for (int i = 0; i < 3000; i += 2) {
            tickets.get(i).cancel();
            millis.set(i, 0);
        }
        bench.ticker.runOut();
        assertThat(refused)
                .isEqualTo(millis.stream().filter(one -> one > 0).sorted().toList());
        assertThat(bench.limit("host").waiting()).isZero();
    }

    @Test
    void theQueueIsBoundedForEachConnectorAndInAll() {
        BudgetBench bench = new BudgetBench(
                new BudgetSettings(SECOND, 3, 5),
                Runnable::run,
                Limit.named("host").concurrency(1),
                Limit.named("b"));
        List<Asked> first = ask(bench.lane("a", "host"), 5);
        assertThat(first.get(4).refusal.reason()).isEqualTo(Reason.QUEUE_FULL);
        assertThat(first.get(4).refusal)
                .hasMessage(
                        "3 requests of a wait for their limits, and no more may: ask for permits as answers come in");
        assertThat(ask(bench.lane("a", "host", "b")).refusal.reason())
                .as("whatever the lane")
                .isEqualTo(Reason.QUEUE_FULL);
        List<Asked> second = ask(bench.lane("c", "host"), 3);
        assertThat(second.get(1).waits()).isTrue();
        assertThat(second.get(2).refusal.getMessage()).startsWith("5 requests of all connectors wait");
        assertThat(ask(bench.lane("c", "host"), Demand.ONE.again()).waits())
                .as("a throttled request keeps its place")
                .isTrue();
        first.get(1).ticket.cancel();
        first.get(2).ticket.cancel();
        assertThat(ask(bench.lane("a", "host")).waits()).isTrue();
    }

    @Test
    void closingRefusesThoseWhoWaitAndThoseWhoCome() {
        BudgetBench bench = new BudgetBench(Limit.named("host").concurrency(1), Limit.named("api"));
        Asked out = ask(bench.lane("a", "host"));
        List<Asked> waiting = ask(bench.lane("a", "host"), 3);
        Asked patient = ask(bench.lane("b", "host"), Demand.ONE.within(SECOND));
        bench.budgets.close();
        assertThat(waiting)
                .allSatisfy(asked -> assertThat(asked.refusal.reason()).isEqualTo(Reason.CLOSED));
        assertThat(patient.refusal.reason()).isEqualTo(Reason.CLOSED);
        assertThat(ask(bench.lane("a", "api")).refusal.reason()).isEqualTo(Reason.CLOSED);
        assertThat(bench.ticker.armed()).isZero();
        out.send();
        assertThat(bench.limit("host").underWay()).isZero();
    }

    @Test
    void aHundredThousandWaitersKeepTheirOrderAndNeedFewWakeUps() {
        BudgetBench bench = new BudgetBench(
                new BudgetSettings(SECOND, 100_000, 100_000),
                Runnable::run,
                Limit.named("api").window(200, Duration.ofMillis(10)));
        Lane lane = bench.lane("a", "api");
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            int number = i;
            lane.acquire(Demand.ONE, new Claimant() {
                @Override
                public void granted(Permit permit) {
                    order.add(number);
                    permit.sent();
                    permit.release();
                }

                @Override
                public void refused(BudgetException failure) {
                    throw failure;
                }
            });
        }
        bench.ticker.runOut();
        assertThat(order).hasSize(100_000).isSorted();
        assertThat(bench.ticker.rung()).isLessThan(6000);
    }

    @Test
    void whatFallsDueWithinAMillisecondIsGrantedInOneGo() {
        BudgetBench bench = new BudgetBench(Limit.named("api").window(1000, SECOND));
        List<Asked> asked = ask(bench.lane("a", "api"), 2000);
        for (Asked first : asked.subList(0, 1000)) {
            first.send();
            bench.advance(Duration.ofNanos(10_000));
        }
        int before = bench.ticker.rung();
        bench.advance(SECOND.plusMillis(61));
        assertThat(granted(asked)).isEqualTo(2000);
        assertThat(bench.ticker.rung() - before).isBetween(10, 12);
    }

    @Test
    void aHundredThousandCancelledLeaveNothingBehind() {
        BudgetBench bench = new BudgetBench(
                new BudgetSettings(SECOND, 100_001, 100_001),
                Runnable::run,
                Limit.named("host").concurrency(1));
        Lane lane = bench.lane("a", "host");
        Asked first = ask(lane);
        List<Asked> asked = ask(lane, 100_000);
        Collections.shuffle(asked, new Random(1));
        assertThat(asked).allMatch(one -> one.ticket.cancel());
        assertThat(bench.limit("host").waiting()).isZero();
        first.send();
        assertThat(granted(asked)).isZero();
        assertThat(ask(lane).isGranted()).isTrue();
    }
}
