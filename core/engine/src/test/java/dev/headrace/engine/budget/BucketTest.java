package dev.headrace.engine.budget;

import static dev.headrace.engine.budget.BudgetBench.ask;
import static dev.headrace.engine.budget.BudgetBench.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.budget.Answer.Policy;
import dev.headrace.engine.budget.Answer.Remaining;
import dev.headrace.engine.budget.Answer.Terms;
import dev.headrace.engine.budget.Answer.Verdict;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Limits that only the upstream's answers tell of, and windows that they tell of. */
class BucketTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Map<String, String> SEARCH = Map.of("", "host.search");

    private final BudgetBench bench = new BudgetBench(Limit.named("host"));

    private static Answer left(long requests) {
        return new Answer(Verdict.PASSED, null, new Remaining(requests, MINUTE));
    }

    private static Answer counting(Limit.Unit unit, int permits, Duration length) {
        Policy policy = new Policy("p", unit, new Limit.Window(permits, length), false);
        return new Answer(
                Verdict.PASSED,
                null,
                List.of(),
                new Terms("", OptionalLong.empty(), OptionalInt.empty(), List.of(policy)));
    }

    private void bucket() {
        assertThat(bench.budgets.registerBucket(Limit.named("host.search"), "GET /search"))
                .isTrue();
    }

    private static void answer(Asked asked, Answer answer, Map<String, String> buckets) {
        asked.permit.sent();
        asked.permit.answered(answer, buckets);
        asked.permit.release();
    }

    @Test
    void whatIsLeftOfABucketHoldsOnlyThoseUnderIt() {
        bucket();
        answer(ask(bench.lane("a", "host")), left(3), SEARCH);
        assertThat(granted(ask(bench.lane("a", "host", "host.search"), 10))).isEqualTo(3);
        assertThat(granted(ask(bench.lane("a", "host"), 10))).isEqualTo(10);
    }

    @Test
    void whatWasSentSinceIsTakenOffWhatIsLeftOfTheBucketItWasSentUnder() {
        bucket();
        bench.budgets.registerBucket(Limit.named("host.day"), "GET /search");
        Lane lane = bench.lane("a", "host", "host.search", "host.day");
        List<Asked> asked = ask(lane, 5);
        asked.forEach(one -> one.permit.sent());
        asked.get(1).permit.answered(left(10), SEARCH);
        asked.get(1).permit.answered(left(4), Map.of("", "host.day"));
        assertThat(granted(ask(bench.lane("b", "host", "host.search"), 20))).isEqualTo(7);
        assertThat(granted(ask(bench.lane("b", "host", "host.day"), 20))).isEqualTo(1);
    }

    @Test
    void aRefusalThatNamesItsBucketPausesNobodyElse() {
        bucket();
        Answer refusal = new Answer(Verdict.THROTTLED, MINUTE, null);
        answer(ask(bench.lane("a", "host")), refusal, SEARCH);
        assertThat(ask(bench.lane("a", "host", "host.search")).isGranted()).isFalse();
        assertThat(ask(bench.lane("a", "host")).isGranted()).isTrue();
    }

    @Test
    void ofSeveralBucketsARefusalPausesTheOnesThatAreUsedUp() {
        bucket();
        bench.budgets.registerBucket(Limit.named("host.day"), "GET /search");
        Answer refusal = new Answer(
                Verdict.THROTTLED,
                MINUTE,
                List.of(
                        new Remaining("burst", 0, MINUTE, Limit.Unit.COST, true),
                        new Remaining("day", 9, Duration.ofHours(1), Limit.Unit.COST, true)),
                Terms.NONE);
        answer(ask(bench.lane("a", "host")), refusal, Map.of("burst", "host.search", "day", "host.day"));
        assertThat(ask(bench.lane("a", "host", "host.search")).isGranted()).isFalse();
        assertThat(ask(bench.lane("a", "host", "host.day")).isGranted()).isTrue();
    }

    @Test
    void aWindowThatTheUpstreamTellsOfHoldsBesideWhatIsDeclared() {
        BudgetBench declared = new BudgetBench(Limit.named("api").window(50, Duration.ofSeconds(10)));
        Lane lane = declared.lane("a", "api");
        answer(ask(lane), counting(Limit.Unit.COST, 5, Duration.ofSeconds(10)), Map.of());
        assertThat(granted(ask(lane, 20))).as("with the one before").isEqualTo(4);
    }

    @Test
    void aWindowThatAllowsMoreThanWhatIsDeclaredChangesNothing() {
        BudgetBench declared = new BudgetBench(Limit.named("api").window(5, Duration.ofSeconds(10)));
        Lane lane = declared.lane("a", "api");
        answer(ask(lane), counting(Limit.Unit.COST, 500, Duration.ofSeconds(10)), Map.of());
        assertThat(granted(ask(lane, 20))).isEqualTo(4);
        assertThat(declared.limit("api").rules().windows()).hasSize(1);
    }

    @Test
    void theKindsOfRequestsUnderABucketAreKnownToTheNextRun() {
        Kept kept = new Kept();
        bench.budgets.remember(Map.of(), kept);
        bucket();
        answer(ask(bench.lane("a", "host", "host.search")), left(0), SEARCH);
        bench.budgets.close();

        BudgetBench next = new BudgetBench(Limit.named("host"));
        next.budgets.remember(kept.texts, kept);
        assertThat(next.budgets.learnt("host")).containsEntry("GET /search", List.of("host.search"));
        next.budgets.registerBucket(Limit.named("host.search"), "GET /search");
        assertThat(ask(next.lane("a", "host", "host.search")).isGranted()).isFalse();
    }

    /** Has everything at once. */
    private static final class Kept implements BudgetMemory {
        final Map<String, String> texts = new TreeMap<>();

        @Override
        public void keep(Map<String, String> limits, Runnable durable) {
            texts.putAll(limits);
            durable.run();
        }
    }

    // ---- bytes

    @Test
    void bytesAreChargedByWhatAnswersHaveTaken() {
        BudgetBench bytes =
                new BudgetBench(Limit.named("volume").unit(Limit.Unit.BYTES).window(100_000, Duration.ofSeconds(10)));
        Lane lane = bytes.lane("a", "volume");
        Asked first = ask(lane);
        first.permit.sent();
        first.permit.took(40_000);
        first.permit.release();
        List<Asked> more = ask(lane, 5);
        assertThat(granted(more)).as("of 40,000 each").isEqualTo(1);
        more.get(0).permit.sent();
        more.get(0).permit.took(10_000);
        more.get(0).permit.release();
        assertThat(bytes.limit("volume").windows().get(0).used()).isBetween(50_000, 100_000);
        bytes.advance(Duration.ofSeconds(11));
        assertThat(granted(more)).isGreaterThan(1);
    }

    @Test
    void requestsCountOnceWhereTheLimitSaysSo() {
        BudgetBench calls =
                new BudgetBench(Limit.named("calls").unit(Limit.Unit.REQUESTS).window(3, Duration.ofSeconds(10)));
        List<Asked> asked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            asked.add(ask(calls.lane("a", "calls"), Demand.ONE.cost(100)));
        }
        assertThat(granted(asked)).isEqualTo(3);
    }
}
