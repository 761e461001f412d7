package dev.headrace.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemTimeTest {
    private final AtomicLong clock = new AtomicLong(5_000_000_000L);
    private final ItemTime time = new ItemTime(clock::get);

    private void millisPass(long millis) {
        clock.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    @Test
    void ofTwoThingsAtOnceTheTimeBelongsToTheOneThatIsFurtherAlong() {
        Passage one = time.begin(Phase.BUDGET);
        millisPass(10);
        Passage other = time.begin(Phase.FIRST_BYTE);
        millisPass(5);
        other.end();
        millisPass(3);
        one.to(Phase.BODY);
        millisPass(2);
        one.end();
        millisPass(1);
        time.close();
        millisPass(100);

        assertThat(time.phases())
                .isEqualTo(Map.of(
                        Phase.BUDGET, millis(13),
                        Phase.FIRST_BYTE, millis(5),
                        Phase.BODY, millis(2),
                        Phase.OTHER, millis(1)));
        assertThat(time.wall()).isEqualTo(millis(21));
    }

    @Test
    void aWaitIsNamedByTheLimitsThatThePermitWaitedFor() {
        Passage call = time.beginCall();
        call.beginAttempt(Phase.BUDGET);
        millisPass(40);
        Map<String, Duration> waits = new LinkedHashMap<>();
        waits.put("narrow", millis(30));
        waits.put("broad", millis(10));
        call.waitedFor(waits);
        call.to(Phase.POOL);
        millisPass(1);
        call.end();

        assertThat(time.waits())
                .isEqualTo(Map.of("narrow", new LimitWait(1, millis(30)), "broad", new LimitWait(1, millis(10))));
        assertThat(call.attempt().limit()).contains("narrow");
    }

    @Test
    void requestsOfAnItemThatWaitSideBySideWaitOnce() {
        Passage one = time.begin(Phase.BUDGET);
        Passage other = time.begin(Phase.BUDGET);
        millisPass(20);
        one.waitedFor(Map.of("limit", millis(20)));
        one.end();
        millisPass(10);
        other.waitedFor(Map.of("limit", millis(30)));
        other.end();

        assertThat(time.waits()).isEqualTo(Map.of("limit", new LimitWait(2, millis(30))));
        assertThat(time.in(Phase.BUDGET)).isEqualTo(millis(30));
    }

    @Test
    void anAttemptHasItsOwnTimesWhateverElseIsUnderWay() {
        Passage strand = time.begin(Phase.STRAND);
        Passage call = time.beginCall();
        call.beginAttempt(Phase.BUDGET);
        millisPass(4);
        call.to(Phase.CONNECT);
        millisPass(9);
        call.to(Phase.FIRST_BYTE);
        call.move(Phase.CONNECT, Phase.TLS, millis(6).toNanos());
        millisPass(2);
        strand.end();

        AttemptTimes first = call.attempt();
        assertThat(first.beganNanos()).isEqualTo(5_000_000_000L);
        assertThat(first.nanosIn(Phase.BUDGET)).isEqualTo(millis(4).toNanos());
        assertThat(first.nanosIn(Phase.CONNECT)).isEqualTo(millis(3).toNanos());
        assertThat(first.nanosIn(Phase.TLS)).isEqualTo(millis(6).toNanos());
        assertThat(first.nanosIn(Phase.FIRST_BYTE)).isEqualTo(millis(2).toNanos());
        assertThat(time.phases()).isEqualTo(Map.of(Phase.STRAND, millis(15)));

        call.beginAttempt(Phase.BUDGET);
        assertThat(call.attempt().nanosIn(Phase.BUDGET)).isZero();
    }

    @Test
    void aTaskThatBlocksHasDoneSoFromItsStart() {
        Passage task = time.begin(Phase.STRAND_WAIT);
        millisPass(1);
        task.to(Phase.STRAND);
        millisPass(25);
        task.block();
        millisPass(475);

        assertThat(task.end()).isEqualTo(millis(500).toNanos());
        assertThat(task.hasBlocked()).isTrue();
        assertThat(time.phases()).isEqualTo(Map.of(Phase.STRAND_WAIT, millis(1), Phase.BLOCKED, millis(500)));
    }

    @Test
    void whatComesLateOfAPassageThatIsOverIsWithoutEffect() {
        Passage call = time.begin(Phase.BODY);
        call.end();
        call.to(Phase.DECODE);
        millisPass(7);

        assertThat(time.phases()).isEqualTo(Map.of(Phase.OTHER, millis(7)));
    }

    /** Whatever happens side by side, not a nanosecond is lost or counted twice. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void thePhasesAddUpToTheWallTime(long seed) {
        Random random = new Random(seed);
        List<Passage> passages = new ArrayList<>();
        for (int step = 0; step < 5_000; step++) {
            clock.addAndGet(random.nextInt(1_000));
            Phase phase = Phase.values()[random.nextInt(Phase.values().length)];
            Passage any = passages.isEmpty() ? time.begin(phase) : passages.get(random.nextInt(passages.size()));
            switch (random.nextInt(6)) {
                case 0 -> passages.add(time.begin(phase));
                case 1 -> any.rest();
                case 2 -> any.block();
                case 3 -> passages.remove(any);
                case 4 -> any.waitedFor(Map.of("limit", Duration.ofNanos(1)));
                default -> any.to(phase);
            }
        }
        Duration sum = time.phases().values().stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(sum).isEqualTo(time.wall());
        assertThat(time.waits().get("limit").time()).isLessThanOrEqualTo(time.in(Phase.BUDGET));
    }
}
