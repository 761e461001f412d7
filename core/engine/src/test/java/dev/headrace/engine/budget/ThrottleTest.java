package dev.headrace.engine.budget;

import static dev.headrace.engine.budget.BudgetBench.ask;
import static dev.headrace.engine.budget.BudgetBench.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.budget.Answer.Remaining;
import dev.headrace.engine.budget.Answer.Verdict;
import dev.headrace.engine.budget.BudgetException.Reason;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Answer WITHOUT_HINT = refusal(null);

    private final BudgetBench bench =
            new BudgetBench(Limit.named("host"), Limit.named("api").window(200, SECOND), Limit.named("search"));

    private static Answer refusal(@Nullable Duration hint) {
        return new Answer(Verdict.THROTTLED, hint, null);
    }

    private static Answer left(long requests, Duration resetIn) {
        return new Answer(Verdict.PASSED, null, new Remaining(requests, resetIn));
    }

    private static boolean answer(Asked asked, Answer answer) {
        asked.permit.sent();
        boolean event = asked.permit.answered(answer);
        asked.permit.release();
        return event;
    }

    @Test
    void aPauseLetsNobodyThrough() {
        List<Asked> first = ask(bench.lane("first", "api"), 200);
        List<Asked> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waiting.addAll(ask(bench.lane("c" + i, "host", "api"), 100));
        }
        first.subList(1, 200).forEach(Asked::send);
        bench.advance(SECOND);
        answer(first.get(0), refusal(Duration.ofSeconds(2)));

        bench.advance(Duration.ofMillis(1999));
        assertThat(granted(waiting)).isZero();
        assertThat(bench.limit("api").pausedFor()).isEqualTo(Duration.ofMillis(1));
        bench.advance(Duration.ofMillis(1));
        assertThat(granted(waiting)).as("the probe").isEqualTo(1);
    }

    @Test
    void aPauseAlsoHoldsWhoWasGrantedAndNotToldYet() {
        List<Runnable> handedOver = new ArrayList<>();
        BudgetBench slow = new BudgetBench(
                BudgetSettings.DEFAULTS, handedOver::add, Limit.named("api").concurrency(2));
        List<Asked> asked = ask(slow.lane("a", "api"), 4);
        asked.get(0).send();
        answer(asked.get(1), refusal(SECOND));
        List.copyOf(handedOver).forEach(Runnable::run);
        assertThat(granted(asked)).isEqualTo(2);

        slow.advance(SECOND);
        handedOver.get(handedOver.size() - 1).run();
        assertThat(asked.get(2).isGranted()).as("it kept its place").isTrue();
        assertThat(asked.get(3).isGranted()).isFalse();
    }

    @Test
    void onlyThoseUnderTheLimitArePaused() {
        answer(ask(bench.lane("a", "host", "api", "search")), refusal(SECOND));
        assertThat(ask(bench.lane("b", "host", "search")).isGranted()).isFalse();
        assertThat(ask(bench.lane("b", "host", "api")).isGranted()).isTrue();
    }

    @Test
    void anOverloadedUpstreamPausesAllItsLimitsAndNoneOfOurs() {
        bench.budgets.registerOwn(Limit.named("engine").concurrency(100));
        Lane lane = bench.lane("a", "engine", "host", "api");
        answer(ask(lane), new Answer(Verdict.THROTTLED_WHOLLY, SECOND, null));
        assertThat(ask(bench.lane("b", "engine", "host")).isGranted()).isFalse();
        assertThat(ask(bench.lane("b", "api")).isGranted()).isFalse();
        assertThat(ask(bench.lane("b", "engine", "search")).isGranted()).isTrue();
    }

    @Test
    void refusalsOfRequestsThatWereUnderWayTogetherAreOneEvent() {
        List<Asked> together = ask(bench.lane("a", "api"), 50);
        assertThat(answer(together.get(0), WITHOUT_HINT)).isTrue();
        for (Asked asked : together.subList(1, 50)) {
            bench.advance(Duration.ofMillis(1));
            assertThat(answer(asked, WITHOUT_HINT)).isFalse();
        }
        assertThat(bench.limit("api").throttles()).isEqualTo(1);
        assertThat(bench.limit("api").pausedFor()).isEqualTo(Duration.ofMillis(951));
    }

    @Test
    void anAnswerOfTheSameEventMakesThePauseLongerNeverShorter() {
        List<Asked> together = ask(bench.lane("a", "api"), 3);
        answer(together.get(0), refusal(Duration.ofSeconds(10)));
        answer(together.get(1), refusal(Duration.ofSeconds(5)));
        assertThat(bench.limit("api").pausedFor()).isEqualTo(Duration.ofSeconds(10));
        answer(together.get(2), refusal(Duration.ofSeconds(20)));
        assertThat(bench.limit("api").pausedFor()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void withoutAHintThePauseDoublesFromOneSecondToSixtyAndStartsAgainAfterASuccess() {
        Lane lane = bench.lane("a", "api");
        List<Long> pauses = new ArrayList<>();
        for (int event = 0; event < 8; event++) {
            answer(ask(lane), WITHOUT_HINT);
            pauses.add(bench.limit("api").pausedFor().toSeconds());
            bench.advance(bench.limit("api").pausedFor());
        }
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);

        ask(lane).send();
        answer(ask(lane), WITHOUT_HINT);
        assertThat(bench.limit("api").pausedFor()).isEqualTo(SECOND);
    }

    @Test
    void thePauseHasJitterOfASecondAtLeastAndFiveAtMost() {
        bench.random = 0.5;
        answer(ask(bench.lane("a", "api")), refusal(Duration.ofSeconds(2)));
        assertThat(bench.limit("api").pausedFor()).isEqualTo(Duration.ofMillis(2500));
        answer(ask(bench.lane("a", "search")), refusal(Duration.ofSeconds(60)));
        assertThat(bench.limit("search").pausedFor()).isEqualTo(Duration.ofMillis(61_500));
        answer(ask(bench.lane("a", "host")), refusal(Duration.ofMinutes(14)));
        assertThat(bench.limit("host").pausedFor()).isEqualTo(Duration.ofMillis(842_500));
    }

    @Test
    void afterAPauseOneRequestGoesAloneAndTheOthersFollowItsSuccess() {
        Lane lane = bench.lane("a", "api");
        answer(ask(lane), refusal(SECOND));
        List<Asked> asked = ask(lane, 10);
        bench.advance(SECOND);
        assertThat(granted(asked)).isEqualTo(1);
        Permit probe = asked.get(0).permit;
        probe.sent();
        bench.advance(Duration.ofMillis(500));
        assertThat(granted(asked)).isEqualTo(1);
        probe.answered(Answer.SILENT);
        assertThat(granted(asked)).as("slowly at first").isEqualTo(2);
        bench.advance(Duration.ofSeconds(2));
        assertThat(granted(asked)).as("even if nothing is sent").isEqualTo(10);
    }

    @Test
    void aProbeThatIsRefusedBeginsANewEvent() {
        Lane lane = bench.lane("a", "api");
        answer(ask(lane), WITHOUT_HINT);
        List<Asked> asked = ask(lane, 10);
        bench.advance(SECOND);
        assertThat(answer(asked.get(0), WITHOUT_HINT)).isTrue();
        bench.advance(Duration.ofMillis(1999));
        assertThat(granted(asked)).isEqualTo(1);
        bench.advance(Duration.ofMillis(1));
        assertThat(granted(asked)).isEqualTo(2);
    }

    @Test
    void aProbeThatEndsWithoutAnAnswerHandsOnItsPart() {
        Lane lane = bench.lane("a", "api");
        answer(ask(lane), WITHOUT_HINT);
        List<Asked> asked = ask(lane, 10);
        bench.advance(SECOND);
        asked.get(0).permit.sent();
        asked.get(0).permit.release();
        assertThat(granted(asked)).isEqualTo(2);
        asked.get(1).permit.release();
        assertThat(granted(asked)).isEqualTo(3);
    }

    @Test
    void aSlowProbeHoldsTheOthersForTwoSecondsAtMost() {
        Lane lane = bench.lane("a", "api");
        answer(ask(lane), WITHOUT_HINT);
        List<Asked> asked = ask(lane, 10);
        bench.advance(SECOND);
        asked.get(0).permit.sent();
        bench.advance(Duration.ofMillis(1999));
        assertThat(granted(asked)).isEqualTo(1);
        bench.advance(Duration.ofMillis(1));
        assertThat(granted(asked)).isEqualTo(10);
    }

    @Test
    void aWaitThatIsTooLongRefusesThoseWhoWaitAndThoseWhoCome() {
        Lane lane = bench.lane("a", "host", "api");
        List<Asked> sent = ask(lane, 200);
        List<Asked> waiting = ask(lane, 5);
        answer(sent.get(0), refusal(Duration.ofMinutes(40)));
        assertThat(waiting)
                .allSatisfy(asked -> assertThat(asked.refusal.reason()).isEqualTo(Reason.QUOTA_EXHAUSTED));
        BudgetException refusal = ask(lane).refusal;
        assertThat(refusal)
                .hasMessage(
                        "limit 'api' is exhausted until 2025-06-01T12:40:00Z: the upstream asks to wait 40m, and at most"
                                + " 15m is allowed");
        assertThat(refusal.limit()).isEqualTo("api");
        assertThat(refusal.resetAt()).contains(ManualTicker.START.plus(Duration.ofMinutes(40)));
        assertThat(waiting.get(0).refusal).isNotSameAs(waiting.get(1).refusal);
        assertThat(bench.limit("api").waiting()).isZero();

        bench.advance(Duration.ofMinutes(26));
        Asked later = ask(lane);
        assertThat(later.waits()).as("the rest is not too long").isTrue();
        bench.advance(Duration.ofMinutes(14));
        assertThat(later.isGranted()).isTrue();
    }

    @Test
    void whatAnAnswerSaysIsLeftLowersTheLimitUntilTheReset() {
        Lane lane = bench.lane("a", "api");
        answer(ask(lane), left(3, Duration.ofSeconds(30)));
        List<Asked> asked = ask(lane, 5);
        assertThat(granted(asked)).isEqualTo(3);
        bench.advance(Duration.ofMillis(29_999));
        assertThat(granted(asked)).isEqualTo(3);
        bench.advance(Duration.ofMillis(1));
        assertThat(granted(asked)).isEqualTo(5);
    }

    @Test
    void whatAnAnswerSaysIsLeftNeverRaisesTheLimit() {
        Lane lane = bench.lane("a", "api");
        answer(ask(lane), left(1_000_000, Duration.ofSeconds(30)));
        assertThat(granted(ask(lane, 300))).isEqualTo(199);
    }

    @Test
    void whatWasSentAfterARequestIsNotInItsAnswersCount() {
        Lane lane = bench.lane("a", "api");
        List<Asked> asked = ask(lane, 5);
        asked.forEach(one -> one.permit.sent());
        asked.get(1).permit.answered(left(10, Duration.ofSeconds(30)));
        assertThat(granted(ask(lane, 20)))
                .as("10, less the three sent after it")
                .isEqualTo(7);
    }

    @Test
    void inOneWindowTheLowerCountHoldsAndALaterResetIsANewWindow() {
        Lane lane = bench.lane("a", "api");
        List<Asked> asked = ask(lane, 3);
        answer(asked.get(0), left(5, Duration.ofSeconds(30)));
        answer(asked.get(1), left(50, Duration.ofSeconds(31)));
        List<Asked> more = ask(lane, 20);
        assertThat(granted(more))
                .as("5, less the one that was under way and the one sent after")
                .isEqualTo(3);
        answer(asked.get(2), left(9, Duration.ofSeconds(60)));
        assertThat(granted(more)).isGreaterThan(3);
    }

    @Test
    void aQuotaOfAnotherKindDoesNotStopEverythingUntilTheLaterReset() {
        Lane lane = bench.lane("a", "api");
        answer(ask(lane), left(4900, Duration.ofMinutes(40)));
        answer(ask(lane), left(2, Duration.ofSeconds(50)));
        List<Asked> asked = ask(lane, 3);
        assertThat(granted(asked)).isEqualTo(2);
        bench.advance(Duration.ofSeconds(50));
        assertThat(granted(asked)).isEqualTo(3);
    }

    @Test
    void nothingLeftUntilALateResetRefuses() {
        Lane lane = bench.lane("a", "api");
        Asked first = ask(lane);
        answer(first, left(0, Duration.ofHours(1)));
        assertThat(ask(lane).refusal.reason()).isEqualTo(Reason.QUOTA_EXHAUSTED);
    }

    @Test
    void anAnswerToARequestThatNobodyCalledSentCountsItAsSent() {
        Lane lane = bench.lane("a", "api");
        Asked asked = ask(lane);
        asked.permit.answered(left(3, Duration.ofSeconds(30)));
        asked.permit.release();
        assertThat(granted(ask(lane, 5))).isEqualTo(3);
        assertThat(bench.limit("api").grants()).isEqualTo(4);
    }
}
