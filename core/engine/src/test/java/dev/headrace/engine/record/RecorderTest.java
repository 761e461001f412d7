package dev.headrace.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final long START = 5_000_000_000L;
    private static final int MOST = 1_000;

    private static RecordedAttempt attempt(int number, AttemptResult result) {
        AttemptPhases phases = new AttemptPhases(
                1_000_000L * number, 2_000_000, 3_000_000, 4_000_000, 5_000_000, 6_000_000, 7_000_000, 8_000_500);
        return new RecordedAttempt(START + 1_000L * number, "hourly", phases, 200, 3, result, 4_000_000_000L);
    }

    private static void add(Track track, int number, AttemptResult result) {
        track.add(attempt(number, result), () -> "/" + number);
    }

    /** What so many attempts leave, of which each so-manieth has failed. */
    private static Recording recorded(int attempts, int failsEach) {
        Recorder recorder = Recorder.of(START, MOST);
        Track track = recorder.track("shop");
        for (int number = 0; number < attempts; number++) {
            add(track, number, number % failsEach == 0 ? AttemptResult.FAILED : AttemptResult.OK);
        }
        return recorder.end(START);
    }

    private static long shown(Recording recording, AttemptResult result) {
        return IntStream.range(0, recording.shown())
                .filter(row -> recording.result(row) == result)
                .count();
    }

    @Test
    void everyAttemptIsThereInTheOrderOfTheirBeginnings() {
        Recorder recorder = Recorder.of(START, MOST);
        add(recorder.track("shop"), 70, AttemptResult.OK);
        add(recorder.track("wiki"), 3, AttemptResult.THROTTLED);
        Recording recording = recorder.end(START);

        assertThat(recording.shown()).isEqualTo(2);
        assertThat(recording.connectors()).containsExactly("shop", "wiki");
        assertThat(recording.connector(0)).isEqualTo(1);
        assertThat(recording.startMicros(0)).isEqualTo(3);
        assertThat(recording.target(1)).isEqualTo("/70");
        assertThat(recording.result(0)).isEqualTo(AttemptResult.THROTTLED);
        assertThat(recording.budgets()).containsExactly("hourly");
        assertThat(recording.budget(1)).isZero();
        assertThat(recording.status(1)).isEqualTo(200);
        assertThat(recording.attempt(1)).isEqualTo(3);
        assertThat(recording.bytes(1)).isEqualTo(4_000_000_000L);
        assertThat(IntStream.range(0, AttemptPhases.COUNT)
                        .mapToObj(part -> recording.phaseMicros(part, 1))
                        .toList())
                .containsExactly(70_000f, 2_000f, 3_000f, 4_000f, 5_000f, 6_000f, 7_000f, 8_000.5f);
    }

    @Test
    void anAttemptThatWaitedForNoBudgetNamesNone() {
        Recorder recorder = Recorder.of(START, MOST);
        AttemptPhases none = new AttemptPhases(0, 0, 0, 0, 0, 0, 0, 0);
        recorder.track("shop")
                .add(new RecordedAttempt(START - 9, "", none, 0, 1_000, AttemptResult.FAILED, 0), () -> "/");
        Recording recording = recorder.end(START);
        assertThat(recording.budget(0)).isEqualTo(-1);
        assertThat(recording.startMicros(0)).isZero();
        assertThat(recording.attempt(0)).isEqualTo(127);
    }

    @Test
    void aSampleIsSpreadOverTheWholeRunAndTheTotalsAreExact() {
        int attempts = 100_000;
        Recording recording = recorded(attempts, attempts);
        assertThat(recording.total()).isEqualTo(attempts);
        assertThat(recording.total(AttemptResult.OK)).isEqualTo(attempts - 1);
        // Each row has drawn its number in a fixed order, so these counts are the same in every JVM.
        assertThat(recording.shown()).isBetween(MOST * 3 / 4, MOST);
        for (int quarter = 0; quarter < 4; quarter++) {
            long from = (long) quarter * attempts / 4;
            long among = IntStream.range(0, recording.shown())
                    .mapToLong(recording::startMicros)
                    .filter(start -> start >= from && start < from + attempts / 4L)
                    .count();
            assertThat(among).as("rows of quarter " + quarter).isBetween(MOST / 7L, MOST / 3L);
        }
    }

    @Test
    void aFewFailuresAmongManyAttemptsAreAllKept() {
        Recording recording = recorded(50_000, 1_000);
        assertThat(shown(recording, AttemptResult.FAILED)).isEqualTo(50);
        assertThat(recording.shown()).isGreaterThan(MOST / 2);
    }

    @Test
    void manyFailuresHaveATenthOfTheRoom() {
        Recording recording = recorded(200_000, 100);
        assertThat(recording.total(AttemptResult.FAILED)).isEqualTo(2_000);
        assertThat(shown(recording, AttemptResult.FAILED)).isBetween(MOST / 20L, MOST / 10L);
    }

    @Test
    void whereHalfOfAllFailsHalfOfTheSampleHasFailed() {
        Recording recording = recorded(100_000, 2);
        assertThat(shown(recording, AttemptResult.FAILED) * 2)
                .isBetween(recording.shown() * 4L / 5, recording.shown() * 6L / 5);
    }

    @Test
    void runsSideBySideShareTheRoom() {
        long heap = 256L << 20;
        long together = 30L * Recorder.room(heap, 30) * Rows.BYTES_PER_ROW;
        assertThat(together).isBetween(heap * 2 / 100, heap * 3 / 100);
    }

    @Test
    void aSmallHeapHasRoomForFewerRows() {
        long least = 64L << 20;
        assertThat(Recorder.room(least, 1)).isBetween(5_000, 10_000);
        assertThat((long) Recorder.room(least, 1) * Rows.BYTES_PER_ROW).isLessThan(least * 3 / 100);
        assertThat(Recorder.room(8L << 30, 1)).isEqualTo(Recorder.MOST);
    }

    @Test
    void whoRecordsNothingKeepsNothingAndAsksForNoTarget() {
        Recorder none = Recorder.none();
        none.track("shop").add(attempt(1, AttemptResult.OK), () -> {
            throw new AssertionError("asked for a target that nobody keeps");
        });
        assertThat(none.end(0).shown()).isZero();
    }

    @Test
    void whatComesAfterTheEndIsNotAdded() {
        Recorder recorder = Recorder.of(START, MOST);
        Recording recording = recorder.end(START);
        add(recorder.track("shop"), 1, AttemptResult.OK);
        assertThat(recording.shown()).isZero();
    }

    @Test
    void threadsThatAddAtOnceLoseNothingAndNeverPassTheBound() throws Exception {
        int threads = 8;
        int each = 20_000;
        Recorder recorder = Recorder.of(START, MOST);
        ExecutorService carriers = Executors.newFixedThreadPool(threads);
        CyclicBarrier together = new CyclicBarrier(threads);
        List<Future<?>> adding = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            Track track = recorder.track("connector-" + thread);
            adding.add(carriers.submit(() -> {
                together.await();
                for (int number = 0; number < each; number++) {
                    track.departs(START);
                    track.arrives(START, START + 1);
                    add(track, number, number % 100 == 0 ? AttemptResult.FAILED : AttemptResult.OK);
                }
                return null;
            }));
        }
        for (Future<?> one : adding) {
            one.get(120, TimeUnit.SECONDS);
        }
        carriers.shutdown();
        recorder.look(START + 1_000_000_000L, connector -> 0);
        Recording recording = recorder.end(START + 1_000_000_000L);

        assertThat(recording.total()).isEqualTo((long) threads * each);
        assertThat(recording.total(AttemptResult.FAILED)).isEqualTo((long) threads * each / 100);
        assertThat(recording.shown()).isBetween(MOST / 2, MOST);
        assertThat(recording.sent().values())
                .allSatisfy(steps -> assertThat(steps).containsExactly(each));
        assertThat(IntStream.range(0, recording.shown()).mapToObj(recording::target))
                .allMatch(target -> target.startsWith("/"));
    }
}
