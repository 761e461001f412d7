package dev.headrace.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CurvesTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long START = 77 * SECOND;

    private final Recorder recorder = Recorder.of(START, 0);
    private final Track track = recorder.track("shop");
    private int waiting;

    private long look(long sinceStart) {
        return recorder.look(START + sinceStart, connector -> waiting);
    }

    private double[] sent(Recording recording) {
        return recording.sent().get("shop");
    }

    @Test
    void eachSecondHasWhatWentOutInItAndWhatWasUnderWayOnAverage() {
        track.departs(START + SECOND / 2);
        look(SECOND);
        track.arrives(START + SECOND / 2, START + SECOND * 5 / 4);
        waiting = 4;
        look(2 * SECOND);
        Recording recording = recorder.end(START + 2 * SECOND);

        assertThat(recording.stepMillis()).isEqualTo(1_000);
        assertThat(sent(recording)).containsExactly(1, 0);
        assertThat(recording.inFlight().get("shop")).containsExactly(0.5, 0.25);
        assertThat(recording.waiting().get("shop")).containsExactly(0, 4);
    }

    @Test
    void theNextLookIsAtTheEndOfTheStepHoweverLateThisOneCame() {
        assertThat(look(SECOND + SECOND / 4)).isEqualTo(SECOND * 3 / 4);
        assertThat(look(2 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void aLookThatComesStepsLateSpreadsWhatItFinds() {
        for (int request = 0; request < 10; request++) {
            track.departs(START);
        }
        look(4 * SECOND);
        Recording recording = recorder.end(START + 4 * SECOND);
        assertThat(sent(recording)).hasSize(4);
        assertThat(Arrays.stream(sent(recording)).sum()).isEqualTo(10);
        assertThat(recording.inFlight().get("shop")).containsExactly(10, 10, 10, 10);
    }

    @Test
    void theLastStepMayBeAShortOne() {
        track.departs(START);
        Recording recording = recorder.end(START + SECOND / 2);
        assertThat(sent(recording)).containsExactly(1);
        assertThat(recording.inFlight().get("shop")).containsExactly(1);
    }

    @Test
    void stepsGrowLongerInsteadOfMoreAndNothingIsLost() {
        double requests = 0;
        for (long second = 1; second <= 20_001; second++) {
            track.departs(START + second * SECOND);
            requests++;
            track.arrives(START + second * SECOND, START + second * SECOND);
            look(second * SECOND);
        }
        Recording recording = recorder.end(START + 20_001 * SECOND);
        assertThat(recording.stepMillis()).isEqualTo(16_000);
        assertThat(sent(recording)).hasSize(20_001 / 16 + 1);
        assertThat(Arrays.stream(sent(recording)).sum()).isEqualTo(requests);
        assertThat(sent(recording)[0]).isEqualTo(16);
        assertThat(sent(recording)[700]).isEqualTo(16);
    }

    @Test
    void aRunThatNobodyLookedAtForDaysHasStepsOfMinutes() {
        track.departs(START);
        look(SECOND);
        look(TimeUnit.DAYS.toNanos(3));
        Recording recording = recorder.end(START + TimeUnit.DAYS.toNanos(3));
        assertThat(recording.stepMillis()).isEqualTo(256_000);
        assertThat(sent(recording)).hasSizeLessThanOrEqualTo(Curves.MOST_STEPS);
        assertThat(Arrays.stream(sent(recording)).sum()).isEqualTo(1);
    }

    @Test
    void aThousandConnectorsShareTheRoom() {
        for (int number = 0; number < 1_000; number++) {
            recorder.track("connector-" + number);
        }
        look(1_000 * SECOND);
        Recording recording = recorder.end(START + 1_000 * SECOND);
        assertThat(recording.sent()).hasSize(1_001);
        assertThat(sent(recording)).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void aConnectorThatComesLaterHasDoneNothingBefore() {
        look(3 * SECOND);
        recorder.track("late").departs(START + 3 * SECOND);
        look(4 * SECOND);
        Recording recording = recorder.end(START + 4 * SECOND);
        assertThat(recording.sent().get("late")).containsExactly(0, 0, 0, 1);
    }
}
