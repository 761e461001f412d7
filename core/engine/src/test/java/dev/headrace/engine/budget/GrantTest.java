package dev.headrace.engine.budget;

import static dev.headrace.engine.budget.BudgetBench.ask;
import static dev.headrace.engine.budget.BudgetBench.granted;
import static dev.headrace.engine.budget.BudgetBench.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrantTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aLimitWithoutRulesGrantsAtOnce() {
        BudgetBench bench = new BudgetBench(Limit.named("host"));
        assertThat(granted(ask(bench.lane("a", "host"), 1000))).isEqualTo(1000);
    }

    @Test
    void aWindowGrantsItsPermitsAtOnceAndTheNextOneWindowAndGuardLater() {
        BudgetBench bench = new BudgetBench(Limit.named("api").window(20, SECOND));
        List<Asked> asked = ask(bench.lane("a", "api"), 41);
        send(asked);
        assertThat(granted(asked)).isEqualTo(20);

        bench.advance(Duration.ofMillis(1049));
        assertThat(granted(asked)).isEqualTo(20);
        bench.advance(Duration.ofMillis(1));
        assertThat(granted(asked)).isEqualTo(40);
    }

    @Test
    void theGuardIsAtMostTwoSeconds() {
        BudgetBench bench = new BudgetBench(Limit.named("api").window(1, Duration.ofHours(1)));
        ask(bench.lane("a", "api")).send();
        Asked next = ask(bench.lane("a", "api"));
        bench.advance(Duration.ofMillis(3_601_999));
        assertThat(next.isGranted()).isFalse();
        bench.advance(Duration.ofMillis(1));
        assertThat(next.isGranted()).isTrue();
    }

    @Test
    void aWindowCountsFromTheSendingNotFromTheGrant() {
        BudgetBench bench = new BudgetBench(Limit.named("api").window(1, SECOND));
        Asked slow = ask(bench.lane("a", "api"));
        Asked next = ask(bench.lane("a", "api"));
        bench.advance(Duration.ofSeconds(10));
        assertThat(next.isGranted())
                .as("granted while the first may be sent any moment")
                .isFalse();

        slow.permit.sent();
        bench.advance(Duration.ofMillis(1049));
        assertThat(next.isGranted()).isFalse();
        bench.advance(Duration.ofMillis(1));
        assertThat(next.isGranted()).isTrue();
    }

    @Test
    void severalWindowsHoldTogether() {
        BudgetBench bench = new BudgetBench(Limit.named("api").window(2, SECOND).window(3, Duration.ofSeconds(10)));
        List<Asked> asked = ask(bench.lane("a", "api"), 4);
        send(asked);
        assertThat(granted(asked)).isEqualTo(2);
        bench.advance(Duration.ofMillis(1050));
        assertThat(granted(asked)).isEqualTo(3);
        asked.get(2).send();
        bench.advance(Duration.ofMillis(9449));
        assertThat(granted(asked)).isEqualTo(3);
        bench.advance(Duration.ofMillis(1));
        assertThat(granted(asked)).isEqualTo(4);
    }

    @Test
    void spacingKeepsItsIntervalFromSendingToSending() {
        BudgetBench bench = new BudgetBench(Limit.named("api").spacing(SECOND));
        List<Asked> asked = ask(bench.lane("a", "api"), 3);
        assertThat(granted(asked)).isEqualTo(1);
        bench.advance(Duration.ofSeconds(5));
        assertThat(granted(asked)).as("the first is not sent yet").isEqualTo(1);

        asked.get(0).send();
        bench.advance(Duration.ofMillis(999));
        assertThat(granted(asked)).isEqualTo(1);
        bench.advance(Duration.ofMillis(1));
        assertThat(granted(asked)).isEqualTo(2);
    }

    @Test
    void concurrencyGrantsTheNextWhenOneIsOver() {
        BudgetBench bench = new BudgetBench(Limit.named("host").concurrency(2));
        List<Asked> asked = ask(bench.lane("a", "host"), 4);
        assertThat(granted(asked)).isEqualTo(2);
        asked.get(0).permit.sent();
        assertThat(granted(asked)).isEqualTo(2);
        asked.get(0).permit.release();
        assertThat(granted(asked)).isEqualTo(3);
        asked.get(0).permit.release();
        assertThat(granted(asked)).as("released twice").isEqualTo(3);
        assertThat(bench.limit("host").underWay()).isEqualTo(2);
    }

    @Test
    void aPermitThatWasNotSentGivesAllBack() {
        BudgetBench bench = new BudgetBench(
                Limit.named("api").window(1, SECOND).spacing(SECOND).concurrency(1));
        Asked first = ask(bench.lane("a", "api"));
        Asked second = ask(bench.lane("a", "api"));
        first.permit.release();
        assertThat(second.isGranted()).isTrue();
        assertThat(bench.limit("api").grants()).isEqualTo(1);
    }

    @Test
    void limitsAreChargedAllOrNone() {
        BudgetBench bench = new BudgetBench(
                Limit.named("broad").window(10, SECOND),
                Limit.named("narrow").window(1, SECOND),
                Limit.named("host").concurrency(5));
        Lane both = bench.lane("a", "broad", "narrow", "host");
        List<Asked> asked = ask(both, 5);
        assertThat(granted(asked)).isEqualTo(1);
        assertThat(used(bench, "broad")).isEqualTo(1);
        assertThat(used(bench, "narrow")).isEqualTo(1);
        assertThat(bench.limit("host").underWay()).isEqualTo(1);

        List<Asked> others = ask(bench.lane("b", "broad"), 20);
        assertThat(granted(others))
                .as("none is hoarded for those who wait for another limit")
                .isEqualTo(9);
    }

    @Test
    void noLimitIsEverChargedPartiallyWhateverTheOrderOfEvents() {
        BudgetBench bench = new BudgetBench(
                Limit.named("one").window(3, SECOND),
                Limit.named("two").window(5, Duration.ofMillis(700)),
                Limit.named("three").concurrency(4));
        List<Lane> lanes = List.of(
                bench.lane("a", "one", "two", "three"),
                bench.lane("b", "two", "three"),
                bench.lane("c", "three", "one"),
                bench.lane("d", "one"));
        java.util.Random random = new java.util.Random(7);
        List<Asked> asked = new ArrayList<>();
        for (int round = 0; round < 5_000; round++) {
            switch (random.nextInt(4)) {
                case 0 -> asked.add(ask(lanes.get(random.nextInt(lanes.size()))));
                case 1 -> randomStep(asked, random);
                case 2 -> asked.removeIf(one -> one.ticket.cancel());
                default -> bench.advance(Duration.ofMillis(random.nextInt(200)));
            }
            mustAgree(bench, asked);
        }
    }

    private static void randomStep(List<Asked> asked, java.util.Random random) {
        if (asked.isEmpty()) {
            return;
        }
        Asked one = asked.get(random.nextInt(asked.size()));
        if (one.isGranted() && random.nextBoolean()) {
            one.permit.sent();
        } else if (one.isGranted()) {
            one.permit.release();
            asked.remove(one);
        }
    }

    /**
     * What is under way in each limit is what was granted under it, and no window or concurrency is ever above its
     * rule.
     */
    private static void mustAgree(BudgetBench bench, List<Asked> asked) {
        for (LimitSnapshot limit : bench.budgets.snapshot().limits()) {
            long held = asked.stream()
                    .filter(Asked::isGranted)
                    .filter(one -> one.permit.lane.limits().contains(limit.name()))
                    .count();
            assertThat(limit.underWay()).as(limit.name()).isEqualTo((int) held);
            assertThat(limit.underWay())
                    .isLessThanOrEqualTo(limit.rules().concurrency().orElse(Integer.MAX_VALUE));
            limit.windows()
                    .forEach(use -> assertThat(use.used())
                            .isLessThanOrEqualTo(use.rule().permits()));
        }
    }

    @Test
    void aCancelledRequestLeavesTheQueueAndIsNeverTold() {
        BudgetBench bench = new BudgetBench(Limit.named("host").concurrency(1));
        Lane lane = bench.lane("a", "host");
        List<Asked> asked = ask(lane, 4);
        assertThat(asked.get(1).ticket.cancel()).isTrue();
        assertThat(asked.get(1).ticket.cancel()).isFalse();
        assertThat(bench.limit("host").waiting()).isEqualTo(2);
        asked.get(0).send();
        assertThat(asked.get(1).waits()).isTrue();
        assertThat(asked.get(2).isGranted()).isTrue();
        assertThat(asked.get(2).ticket.cancel()).as("already told").isFalse();
        assertThat(asked.get(3).ticket.cancel()).isTrue();
        asked.get(2).send();
        assertThat(bench.limit("host").waiting()).isZero();
    }

    @Test
    void whenADearRequestLeavesTheCheapOneBehindItMayGoAtOnce() {
        BudgetBench bench = new BudgetBench(Limit.named("points").window(10, SECOND));
        Lane lane = bench.lane("a", "points");
        BudgetBench.send(ask(lane, 7));
        Asked dear = ask(lane, Demand.ONE.cost(8));
        Asked cheap = ask(lane);
        assertThat(cheap.waits()).isTrue();
        dear.ticket.cancel();
        assertThat(cheap.isGranted()).isTrue();
    }

    @Test
    void aPermitOnItsWayIsGivenBackWhenItsRequestIsCancelled() {
        List<Runnable> handedOver = new ArrayList<>();
        BudgetBench bench = new BudgetBench(
                BudgetSettings.DEFAULTS, handedOver::add, Limit.named("host").concurrency(1));
        Lane lane = bench.lane("a", "host");
        Asked first = ask(lane);
        Asked second = ask(lane);
        Asked third = ask(lane);
        first.send();
        assertThat(handedOver).hasSize(1);
        assertThat(second.ticket.cancel()).isTrue();
        handedOver.forEach(Runnable::run);
        assertThat(second.waits()).isTrue();
        assertThat(handedOver).hasSize(2);
        handedOver.get(1).run();
        assertThat(third.isGranted()).isTrue();
        assertThat(bench.limit("host").grants()).isEqualTo(2);
    }

    @Test
    void aClaimantThatFailsLosesOnlyItsOwnPermit() {
        BudgetBench bench = new BudgetBench(Limit.named("host").concurrency(1));
        Lane lane = bench.lane("a", "host");
        Asked first = ask(lane);
        lane.acquire(Demand.ONE, new Claimant() {
            @Override
            public void granted(Permit permit) {
                throw new NoSuchMethodError("planted");
            }

            @Override
            public void refused(BudgetException failure) {}
        });
        Asked third = ask(lane);
        first.send();
        assertThat(third.isGranted()).isTrue();
    }

    @Test
    void aDearRequestIsNotStarvedByCheapOnes() {
        BudgetBench bench = new BudgetBench(Limit.named("points").window(10, SECOND));
        Lane cheap = bench.lane("cheap", "points");
        ask(cheap, 10).forEach(Asked::send);
        Asked dear = ask(bench.lane("dear", "points"), Demand.ONE.cost(8));
        List<Asked> more = ask(cheap, 100);
        bench.advance(Duration.ofMillis(1050));
        assertThat(dear.isGranted()).isTrue();
        assertThat(granted(more)).isEqualTo(2);
        assertThat(used(bench, "points")).isEqualTo(10);
    }

    @Test
    void aNewcomerDoesNotPassOneWhoseTurnItIs() {
        BudgetBench bench = new BudgetBench(Limit.named("points").window(10, SECOND));
        Lane cheap = bench.lane("cheap", "points");
        BudgetBench.send(ask(cheap, 7));
        Asked dear = ask(bench.lane("dear", "points"), Demand.ONE.cost(8));
        Asked newcomer = ask(cheap);
        assertThat(newcomer.waits())
                .as("there is room, but it is not for the one that was served last")
                .isTrue();
        bench.advance(Duration.ofMillis(1050));
        assertThat(dear.isGranted()).isTrue();
        assertThat(newcomer.isGranted()).isTrue();
    }

    @Test
    void aCostAboveTheWindowIsRefusedAtOnce() {
        BudgetBench bench = new BudgetBench(Limit.named("points").window(10, SECOND));
        Asked asked = ask(bench.lane("a", "points"), Demand.ONE.cost(11));
        assertThat(asked.refusal.reason()).isEqualTo(BudgetException.Reason.COST_TOO_HIGH);
        assertThat(asked.refusal)
                .hasMessage(
                        "a request of cost 11 can never be sent under limit 'points: 10 per 1s'; split it or correct the"
                                + " limit");
    }

    @Test
    void oneThatComesAgainGoesBeforeTheOthersOfItsLane() {
        BudgetBench bench = new BudgetBench(Limit.named("host").concurrency(1));
        Lane lane = bench.lane("a", "host");
        Asked first = ask(lane);
        Asked second = ask(lane);
        Asked again = ask(lane, Demand.ONE.again());
        first.send();
        assertThat(again.isGranted()).isTrue();
        again.send();
        assertThat(second.isGranted()).isTrue();
    }

    @Test
    void aRequestSaysWhichLimitItWaitsForAndAfterwardsHowLong() {
        BudgetBench bench = new BudgetBench(
                Limit.named("host").concurrency(1), Limit.named("api").window(1, SECOND));
        Lane lane = bench.lane("a", "host", "api");
        Asked first = ask(lane);
        Asked second = ask(lane);
        assertThat(second.ticket.waitingFor()).contains("host");
        bench.advance(Duration.ofMillis(300));
        first.permit.sent();
        first.permit.release();
        assertThat(second.ticket.waitingFor()).contains("api");
        assertThat(bench.budgets.snapshot().lanes())
                .containsExactly(new LaneSnapshot("a", List.of("host", "api"), 1, "api", SECOND.plusMillis(50)));
        bench.advance(SECOND);
        assertThat(bench.limit("api").waited()).as("while it waits").isEqualTo(SECOND);
        bench.advance(SECOND);

        assertThat(second.permit.waits())
                .isEqualTo(Map.of("host", Duration.ofMillis(300), "api", Duration.ofMillis(1050)));
        assertThat(second.ticket.waitingFor()).isEmpty();
        assertThat(first.permit.waits()).isEmpty();
        assertThat(bench.limit("host").waited()).isEqualTo(Duration.ofMillis(300));
        assertThat(bench.limit("api").waited()).isEqualTo(Duration.ofMillis(1050));
    }

    @Test
    void oneTimerIsArmedHoweverManyLimitsWait() {
        List<Limit> limits = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            limits.add(Limit.named("limit-" + i).window(1, Duration.ofSeconds(1 + i)));
        }
        BudgetBench bench = new BudgetBench(limits.toArray(Limit[]::new));
        List<Asked> waiting = new ArrayList<>();
        for (Limit limit : limits) {
            ask(bench.lane("a", limit.name())).send();
            waiting.add(ask(bench.lane("a", limit.name())));
        }
        assertThat(bench.ticker.armed()).isEqualTo(1);
        bench.advance(Duration.ofMillis(1050));
        assertThat(granted(waiting)).as("each at its own time").isEqualTo(1);
        bench.ticker.runOut();
        assertThat(granted(waiting)).isEqualTo(50);
        assertThat(bench.ticker.armed()).isZero();
    }

    @Test
    void aLimitThatNobodyDeclaredIsNamed() {
        BudgetBench bench = new BudgetBench(Limit.named("github"));
        assertThatThrownBy(() -> bench.lane("a", "githb"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a sends requests under limit 'githb', which nobody declared; declared are [github]");
    }

    private static int used(BudgetBench bench, String limit) {
        return bench.limit(limit).windows().get(0).used();
    }

    @Test
    void whatTheFirstWindowSentLateCountsLonger() {
        BudgetBench bench = new BudgetBench(Limit.named("strict").window(2, Duration.ofSeconds(1)));
        Lane lane = bench.lane("a", "strict");
        List<Asked> first = ask(lane, 2);
        send(first);
        bench.advance(Duration.ofMillis(120));
        first.forEach(GrantTest::passed);
        List<Asked> second = ask(lane, 2);
        bench.advance(Duration.ofMillis(1119 - 120));
        assertThat(granted(second))
                .as("1,050 ms, and 70 that the answers exceeded the guard by")
                .isZero();
        bench.advance(Duration.ofMillis(1));
        assertThat(granted(second)).isEqualTo(2);

        send(second);
        bench.advance(Duration.ofMillis(120));
        second.forEach(GrantTest::passed);
        List<Asked> third = ask(lane, 2);
        bench.advance(Duration.ofMillis(1050 - 120));
        assertThat(granted(third)).as("a slow upstream costs nothing later").isEqualTo(2);
    }

    private static void passed(Asked asked) {
        asked.permit.answered(Answer.SILENT);
        asked.permit.release();
    }
}
