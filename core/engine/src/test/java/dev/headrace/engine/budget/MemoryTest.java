package dev.headrace.engine.budget;

import static dev.headrace.engine.budget.BudgetBench.ask;
import static dev.headrace.engine.budget.BudgetBench.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What limits know after a restart, in virtual time. */
class MemoryTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Limit HUNDRED = Limit.named("api").window(100, MINUTE);
    /** What 5 seconds of a hundred a minute allow. */
    private static final int AT_RISK = 8;

    private final ManualTicker ticker = new ManualTicker();
    private final Map<String, String> disk = new HashMap<>();

    /** One process: it writes to the disk with a delay, and stops doing anything when it is killed. */
    private final class Life implements Claimant {
        final Budgets budgets = new Budgets(ticker, Runnable::run, BudgetSettings.DEFAULTS, List.of(), () -> 0.0);
        final Deque<Instant> sent;
        final Duration writing;
        Answer toTell = Answer.SILENT;
        boolean killed;

        Life(Deque<Instant> sent, Duration writing, Limit limit) {
            this.sent = sent;
            this.writing = writing;
            budgets.remember(Map.copyOf(disk), this::write);
            budgets.register(limit);
        }

        private void write(Map<String, String> limits, Runnable kept) {
            ticker.schedule(writing, () -> {
                if (!killed) {
                    disk.putAll(limits);
                    kept.run();
                }
            });
        }

        void want(int requests) {
            Lane lane = budgets.lane("a", List.of("api"));
            for (int i = 0; i < requests; i++) {
                lane.acquire(Demand.ONE, this);
            }
        }

        @Override
        public void granted(Permit permit) {
            if (!killed) {
                permit.sent();
                sent.add(ticker.wallTime());
                permit.answered(toTell);
                permit.release();
            }
        }

        @Override
        public void refused(BudgetException failure) {
            if (failure.reason() != BudgetException.Reason.CLOSED) {
                throw failure;
            }
        }
    }

    private Life process(Limit limit) {
        return new Life(new ArrayDeque<>(), Duration.ZERO, limit);
    }

    private static int mostInAnyMinute(Deque<Instant> sent) {
        Deque<Instant> window = new ArrayDeque<>();
        int most = 0;
        for (Instant one : sent) {
            window.add(one);
            while (!window.getFirst().isAfter(one.minus(MINUTE))) {
                window.removeFirst();
            }
            most = Math.max(most, window.size());
        }
        return most;
    }

    @Test
    void aKilledProcessHasSentAtMostFiveSecondsOfTheRateThatTheNextOneDoesNotKnowOf() {
        int worst = 0;
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            disk.clear();
            Deque<Instant> sent = new ArrayDeque<>();
            for (int life = 0; life < 4; life++) {
                Life process = new Life(sent, Duration.ofMillis(random.nextInt(200)), HUNDRED);
                process.want(random.nextInt(150));
                ticker.advance(Duration.ofMillis(random.nextInt(random.nextBoolean() ? 300 : 30_000)));
                process.killed = true;
                process.budgets.close();
            }
            worst = Math.max(worst, mostInAnyMinute(sent));
            ticker.advance(MINUTE.multipliedBy(2));
        }
        assertThat(worst).as("the most in any minute").isBetween(101, 100 + 3 * AT_RISK);
    }

    @Test
    void oneKillCostsFiveSecondsOfTheRateAtMost() {
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            disk.clear();
            Deque<Instant> sent = new ArrayDeque<>();
            Life first = new Life(sent, Duration.ofMillis(random.nextInt(200)), HUNDRED);
            first.want(random.nextInt(150));
            ticker.advance(Duration.ofMillis(random.nextInt(2_000)));
            first.killed = true;
            first.budgets.close();
            Life second = new Life(sent, Duration.ZERO, HUNDRED);
            second.want(300);
            ticker.advance(MINUTE.multipliedBy(5));
            assertThat(mostInAnyMinute(sent)).as("seed %s", seed).isLessThanOrEqualTo(100 + AT_RISK);
            assertThat(sent).hasSizeGreaterThanOrEqualTo(300);
            second.budgets.close();
        }
    }

    @Test
    void afterACleanStopNothingIsSentTooMuchAndNothingTooLittle() {
        Deque<Instant> sent = new ArrayDeque<>();
        for (int life = 0; life < 20; life++) {
            Life process = new Life(sent, Duration.ZERO, HUNDRED);
            process.want(30);
            ticker.advance(Duration.ofSeconds(2));
            process.budgets.close();
            ticker.advance(Duration.ZERO);
        }
        assertThat(mostInAnyMinute(sent)).isEqualTo(100);
        assertThat(sent).hasSize(100);
    }

    @Test
    void whoHasToWaitForTheDiskGoesWhenItIsDone() {
        Life process = new Life(new ArrayDeque<>(), Duration.ofMillis(10), HUNDRED);
        process.want(100);
        assertThat(process.sent).as("not written down yet").hasSize(AT_RISK);
        ticker.advance(Duration.ofMillis(500));
        assertThat(process.sent).hasSize(100);
    }

    @Test
    void aLivePauseIsKept() {
        Life first = process(Limit.named("api").window(10, Duration.ofSeconds(1)));
        Asked asked = ask(first.budgets.lane("a", List.of("api")));
        asked.permit.sent();
        asked.permit.answered(new Answer(Answer.Verdict.THROTTLED, Duration.ofMinutes(5), null));
        asked.permit.release();
        ticker.advance(MINUTE);
        first.killed = true;
        Life second = process(Limit.named("api").window(10, Duration.ofSeconds(1)));
        Asked waiting = ask(second.budgets.lane("a", List.of("api")));
        ticker.advance(Duration.ofSeconds(239));
        assertThat(waiting.waits()).isTrue();
        ticker.advance(Duration.ofSeconds(1));
        assertThat(waiting.isGranted()).isTrue();
    }

    @Test
    void whatTheUpstreamSaidIsLeftIsKept() {
        Limit ours = Limit.named("api").concurrency(100);
        Life first = process(ours);
        Asked asked = ask(first.budgets.lane("a", List.of("api")));
        asked.permit.sent();
        asked.permit.answered(new Answer(Answer.Verdict.PASSED, null, new Answer.Remaining(3, Duration.ofMinutes(10))));
        asked.permit.release();
        ticker.advance(Duration.ofSeconds(1));
        first.killed = true;
        assertThat(granted(ask(process(ours).budgets.lane("a", List.of("api")), 10)))
                .isEqualTo(3);
    }

    @Test
    void aWindowOfLessThanAMinuteIsNotKept() {
        Life first = process(Limit.named("api").window(10, Duration.ofSeconds(59)));
        first.want(10);
        first.budgets.close();
        ticker.advance(Duration.ZERO);
        assertThat(disk.values())
                .allSatisfy(
                        text -> assertThat(KeptLimit.parse(text).orElseThrow().windows())
                                .isEmpty());
    }

    @Test
    void whatIsOlderThanTheWindowIsForgotten() {
        Life first = process(HUNDRED);
        first.want(100);
        ticker.advance(Duration.ofSeconds(1));
        first.budgets.close();
        ticker.advance(MINUTE.plusSeconds(3));
        assertThat(granted(ask(process(HUNDRED).budgets.lane("a", List.of("api")), AT_RISK)))
                .isEqualTo(AT_RISK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "2|0|-|-|-", "1|x|-|-|-", "1|0|-|5|-", "1|0|-|-|60000:1", "1|0|-|-|60000:1*-5"})
    void whatIsNotReadableCountsAsHalf(String text) {
        disk.put("api", text);
        Life process = process(HUNDRED);
        process.want(100);
        ticker.advance(Duration.ofSeconds(1));
        assertThat(process.sent).hasSize(50);
    }

    @Test
    void whereTheClockWasSetBackNothingIsOlderThanNowAndNoPauseIsLonger() {
        Instant later = ManualTicker.START.plus(Duration.ofDays(3));
        disk.put(
                "api",
                new KeptLimit(
                                later,
                                later.plusSeconds(5),
                                "",
                                null,
                                List.of(new KeptLimit.KeptWindow(
                                        MINUTE, List.of(new KeptLimit.Use(later.minusSeconds(1), 99)))))
                        .text());
        Life process = process(HUNDRED);
        process.want(3);
        ticker.advance(Duration.ofSeconds(5));
        assertThat(process.sent).as("the probe").hasSize(1);
        ticker.advance(Duration.ofSeconds(54));
        assertThat(process.sent).hasSize(1);
        ticker.advance(Duration.ofSeconds(4));
        assertThat(process.sent).hasSize(3);
    }

    @Test
    void aWindowThatWasDeclaredAnewCountsWhatTheLongestDid() {
        Life first = process(HUNDRED);
        first.want(60);
        ticker.advance(Duration.ofSeconds(1));
        first.budgets.close();
        ticker.advance(Duration.ZERO);
        Life second = process(Limit.named("api").window(100, Duration.ofMinutes(2)));
        second.want(100);
        ticker.advance(Duration.ofSeconds(1));
        assertThat(second.sent).hasSize(40);
    }

    private static Answer told(String policy, int permits) {
        Limit.Window window = new Limit.Window(permits, Duration.ofHours(1));
        Answer.Policy hour = new Answer.Policy(policy, Limit.Unit.COST, window, false);
        Answer.Terms terms = new Answer.Terms("", OptionalLong.empty(), OptionalInt.empty(), List.of(hour));
        return new Answer(Answer.Verdict.PASSED, null, List.of(), terms);
    }

    @Test
    void windowsThatTheUpstreamToldHoldInTheNextRunToo() {
        Limit bare = Limit.named("api");
        Life first = process(bare);
        first.toTell = told("day, d|*@", 100);
        first.want(60);
        ticker.advance(Duration.ofSeconds(1));
        first.budgets.close();
        ticker.advance(Duration.ZERO);
        Life second = process(bare);
        second.want(100);
        ticker.advance(Duration.ofSeconds(1));
        // The first of all was sent before the window was known.
        assertThat(second.sent).hasSize(41);
        assertThat(second.budgets.snapshot().limits().get(0).rules().windows())
                .containsExactly(new Limit.Window(100, Duration.ofHours(1)));
    }

    @Test
    void whatIsWrittenIsReadAgainAndNothingElseFails() {
        Random random = new Random(7);
        String text = new KeptLimit(
                        ManualTicker.START,
                        ManualTicker.START.plusMillis(7),
                        "the upstream refused a request of shop",
                        new KeptLimit.KeptQuota(5, ManualTicker.START.plusMillis(9)),
                        List.of(new KeptLimit.KeptWindow(
                                MINUTE, List.of(new KeptLimit.Use(ManualTicker.START.minusMillis(3), 4)))),
                        Map.of("a b", new Limit.Window(7, MINUTE), "", new Limit.Window(9, MINUTE)),
                        List.of("GET /*|told:"))
                .text();
        assertThat(KeptLimit.parse(text).map(KeptLimit::text)).isEqualTo(Optional.of(text));
        for (int round = 0; round < 10_000; round++) {
            StringBuilder broken = new StringBuilder(text);
            broken.setCharAt(random.nextInt(text.length()), "0|-:;,*@x9".charAt(random.nextInt(10)));
            KeptLimit.parse(broken.toString())
                    .ifPresent(kept -> assertThat(KeptLimit.parse(kept.text())).contains(kept));
        }
    }
}
