package dev.headrace.engine.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.account.Phase;
import dev.headrace.engine.cause.Causality.Conclusion;
import dev.headrace.engine.cause.Causality.Otherwise;
import dev.headrace.engine.report.PathStep;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs that are simulated event by event: what cannot be had in virtual time, because code that blocks blocks in earnest. */
class CausalityTest {
    private static final long BEGAN = 77;

    private final Causality causality = new Causality(BEGAN, limit -> Optional.empty());
    private Conclusion conclusion = Conclusion.NONE;

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private static long at(long millis) {
        return BEGAN + nanos(millis);
    }

    private static Spent spent(Object... phasesAndMillis) {
        Spent spent = new Spent();
        for (int i = 0; i < phasesAndMillis.length; i += 2) {
            spent.nanos[((Phase) phasesAndMillis[i]).ordinal()] = nanos((Integer) phasesAndMillis[i + 1]);
        }
        return spent;
    }

    private static Duration without(Conclusion conclusion, Phase phase) {
        return conclusion.otherwise().stream()
                .filter(one -> one.factor().phase() == phase)
                .findFirst()
                .map(Otherwise::duration)
                .orElseThrow(() -> new AssertionError("not among " + conclusion.otherwise()));
    }

    private static Duration sum(Conclusion conclusion) {
        return conclusion.path().stream().map(PathStep::time).reduce(Duration.ZERO, Duration::plus);
    }

    /** An item on its way through the simulated connector. */
    private record Under(@Nullable Trail start, long comes) {}

    /**
     * Items that wait for an answer and then for the strand, which each holds.
     *
     * @return how long it takes
     */
    private long simulate(int items, int places, long answer, long blocks, boolean follow) {
        Party party = causality.party("acme", places);
        Trail event = causality.opened(at(0));
        PriorityQueue<Under> underWay = new PriorityQueue<>(Comparator.comparing(Under::comes));
        Trail opened = event;
        int started = 0;
        long now = 0;
        long free = 0;
        while (started < items || !underWay.isEmpty()) {
            while (started < items && underWay.size() < places) {
                started++;
                Trail start = follow ? causality.started(party, opened, event, at(now)) : null;
                underWay.add(new Under(start, now + answer));
            }
            Under next = underWay.remove();
            long held = Math.max(free, next.comes());
            free = held + blocks;
            now = free;
            if (next.start() != null) {
                Spent spent = spent(Phase.FIRST_BYTE, (int) answer, Phase.BLOCKED, (int) (free - next.comes()));
                spent.behind = nanos(held - next.comes());
                event = causality.ended(party, "tokens", next.start(), spent);
                conclusion = causality.conclude(event, at(now));
            }
        }
        return now;
    }

    @ParameterizedTest
    @CsvSource({"200, 8, 100, 50", "200, 8, 1000, 500", "200, 1, 100, 500", "64, 16, 2000, 30"})
    void withoutBlockingOrWithoutTheAnswersARunTakesWhatTheSimulationTakes(
            int items, int places, long answer, long blocks) {
        long whole = simulate(items, places, answer, blocks, true);
        Conclusion found = conclusion;

        assertThat(sum(found)).isEqualTo(Duration.ofMillis(whole));
        assertThat((double) without(found, Phase.BLOCKED).toMillis())
                .isCloseTo((double) simulate(items, places, answer, 0, false), Percentage.withPercentage(10));
        assertThat((double) without(found, Phase.FIRST_BYTE).toMillis())
                .isCloseTo((double) simulate(items, places, 0, blocks, false), Percentage.withPercentage(10));
    }

    @Test
    void thePathGoesThroughTheItemThatEndedLast() {
        Party party = causality.party("shop", 2);
        Trail opened = causality.opened(at(10));
        Trail shortOne = causality.started(party, opened, opened, at(10));
        Trail longOne = causality.started(party, opened, opened, at(10));
        Trail shortEnd = causality.ended(party, "orders", shortOne, spent(Phase.FIRST_BYTE, 40));
        Trail next = causality.started(party, shortEnd, shortEnd, at(50));
        Trail longEnd = causality.ended(party, "lines", longOne, spent(Phase.BODY, 100));
        Trail nextEnd = causality.ended(party, "orders", next, spent(Phase.DECODE, 70));
        Trail committed = causality.passed(party, "orders", Phase.COMMIT, nextEnd, at(125));

        assertThat(longEnd.time()).isEqualTo(nanos(110));
        assertThat(causality.conclude(committed, at(130)).path())
                .containsExactlyInAnyOrder(
                        new PathStep("", PathStep.OPENING, Phase.OTHER, "", Duration.ofMillis(10)),
                        new PathStep("shop", "orders", Phase.FIRST_BYTE, "", Duration.ofMillis(40)),
                        new PathStep("shop", "orders", Phase.DECODE, "", Duration.ofMillis(70)),
                        new PathStep("shop", "orders", Phase.COMMIT, "", Duration.ofMillis(5)),
                        new PathStep("", PathStep.CLOSING, Phase.OTHER, "", Duration.ofMillis(5)));
    }

    @Test
    void aCauseThatIsNotOnThePathOfTheLastSavesNothing() {
        Party slow = causality.party("slow", 1);
        Party quick = causality.party("quick", 1);
        Trail opened = causality.opened(at(0));
        Trail slowStart = causality.started(slow, opened, opened, at(0));
        Trail quickEnd = causality.ended(
                quick, "a", causality.started(quick, opened, opened, at(0)), spent(Phase.FIRST_BYTE, 400));
        Trail slowEnd = causality.ended(slow, "a", slowStart, spent(Phase.DECODE, 1_000));

        assertThat(quickEnd.time()).isEqualTo(nanos(400));
        Conclusion found = causality.conclude(slowEnd, at(1_000));
        assertThat(without(found, Phase.FIRST_BYTE)).isEqualTo(Duration.ofSeconds(1));
        assertThat(without(found, Phase.DECODE)).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void aWaitBetweenTwoAttemptsIsACauseToo() {
        Party party = causality.party("flaky", 1);
        Trail opened = causality.opened(at(0));
        Trail failed = causality.ended(
                party, "a", causality.started(party, opened, opened, at(0)), spent(Phase.FIRST_BYTE, 100));
        Trail waited = causality.passed(party, "a", Phase.RETRY_WAIT, failed, at(5_100));
        Trail ended = causality.ended(
                party, "a", causality.started(party, waited, waited, at(5_100)), spent(Phase.FIRST_BYTE, 100));

        Conclusion found = causality.conclude(ended, at(5_200));
        assertThat(without(found, Phase.RETRY_WAIT)).isEqualTo(Duration.ofMillis(200));
        assertThat(without(found, Phase.FIRST_BYTE)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aPathOfVeryManyCausesIsBoundedAndStillAddsUp() {
        Party party = causality.party("wide", 1);
        Trail event = causality.opened(at(0));
        long whole = 0;
        for (int stream = 1; stream <= 200; stream++) {
            Trail start = causality.started(party, event, event, at(whole));
            event = causality.ended(party, "stream " + stream, start, spent(Phase.FIRST_BYTE, stream, Phase.BODY, 1));
            whole += stream + 1;
        }
        Conclusion found = causality.conclude(event, at(whole));

        assertThat(found.path()).hasSizeLessThanOrEqualTo(Path.MOST + 2);
        assertThat(found.path()).extracting(PathStep::stream).contains("stream 200", PathStep.OTHERS);
        assertThat(sum(found)).isEqualTo(Duration.ofMillis(whole));
    }

    /** Until the others have ended nothing shows of what the last one's cause will have saved. */
    @Test
    void theCauseOfTheLastKeepsItsWorldWhileManyOthersEndLater() {
        Trail opened = causality.opened(at(0));
        Trail[] events = new Trail[30];
        Party[] parties = new Party[events.length];
        for (int connector = 0; connector < events.length; connector++) {
            events[connector] = opened;
            parties[connector] = causality.party("c" + connector, 1);
        }
        for (int round = 0; round < 40; round++) {
            for (int connector = 0; connector < events.length; connector++) {
                boolean last = connector == 0;
                if (last || round < 20) {
                    Party party = parties[connector];
                    Trail before = events[connector];
                    Trail start = causality.started(party, before, before, BEGAN + before.time());
                    events[connector] = causality.ended(
                            party, "a", start, last ? spent(Phase.BLOCKED, 100) : spent(Phase.FIRST_BYTE, 100));
                }
            }
        }
        Conclusion found = causality.conclude(events[0], at(4_000));
        assertThat(without(found, Phase.BLOCKED)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void ofVeryManyCausesThoseThatCostMostHaveAWorld() {
        Trail event = causality.opened(at(0));
        long whole = 0;
        for (int round = 0; round < 40; round++) {
            for (int connector = 0; connector < 40; connector++) {
                Party party = causality.party("c" + connector, 1);
                Trail start = causality.started(party, event, event, at(whole));
                int millis = connector == 39 ? 500 : 10;
                event = causality.ended(party, "a", start, spent(Phase.FIRST_BYTE, millis));
                whole += millis;
            }
        }
        Conclusion found = causality.conclude(event, at(whole));

        assertThat(found.otherwise()).hasSizeLessThan(Worlds.MOST);
        assertThat(found.otherwise().get(0).factor()).isEqualTo(new Factor("c39", Phase.FIRST_BYTE, ""));
        assertThat(found.otherwise().get(0).duration()).isLessThan(Duration.ofMillis(whole / 2));
    }
}
