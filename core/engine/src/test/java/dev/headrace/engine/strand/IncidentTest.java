package dev.headrace.engine.strand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.detector.Verdict;
import dev.headrace.engine.strand.KernelThread.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the watchdog makes of what it sees, on a clock of the test's own. */
class IncidentTest {
    private static final StackTraceElement SLEEP = frame("java.lang.Thread", "sleep", -2);
    private static final StackTraceElement READ = frame("java.io.FileInputStream", "readBytes", -2);
    private static final StackTraceElement LINE_10 = frame("connector.GitHub", "collect", 10);
    private static final StackTraceElement LINE_20 = frame("connector.GitHub", "collect", 20);
    private static final StackTraceElement STATIC = frame("connector.Json", "<clinit>", 5);

    private static final NamedTask PAGE = new NamedTask() {
        @Override
        public String work() {
            return "issues{page=2}";
        }

        @Override
        public void run() {}
    };

    private final List<BlockingVerdict> running = new ArrayList<>();
    private final List<BlockingVerdict> ended = new ArrayList<>();
    private final StrandClock clock = new StrandClock();
    private final VerdictBook book = new VerdictBook(clock, 3);
    private final Owner owner = new Owner(
            "github",
            IncidentTest.class.getClassLoader(),
            frame -> frame.getClassName().startsWith("connector."),
            clock,
            book);
    private final BlockingListener listener = new BlockingListener() {
        @Override
        public void stillRunning(BlockingVerdict verdict, Runnable task) {
            running.add(verdict);
        }

        @Override
        public void ended(BlockingVerdict verdict, Runnable task) {
            ended.add(verdict);
        }
    };
    private Incident incident = begun();

    @Test
    void aTaskThatSleepsIsReportedOnceWhileItRunsAndOnceWhenItEnds() {
        see(asleepAt(25, SLEEP, LINE_10));
        see(asleepAt(50, SLEEP, LINE_10));
        incident.end(millis(500));

        assertThat(running).singleElement().satisfies(verdict -> {
            assertThat(verdict.lost()).isEqualTo(Duration.ofMillis(25));
            assertThat(verdict.running()).isTrue();
        });
        assertThat(ended).singleElement().satisfies(verdict -> {
            assertThat(verdict.lost()).isEqualTo(Duration.ofMillis(500));
            assertThat(verdict.running()).isFalse();
        });
        assertThat(clock.blocked()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aTaskThatEndsBeforeItIsLookedAtIsNotReported() {
        incident.end(millis(22));

        assertThat(ended).isEmpty();
        assertThat(book.all()).isEmpty();
    }

    @Test
    void aTaskThatOnlyWaitedForAProcessorIsNotBlamed() {
        see(new ThreadLook(millis(30), Thread.State.RUNNABLE, false, false, used(3, 18), List.of(LINE_10)), 0);
        see(
                new ThreadLook(
                        millis(60), Thread.State.TIMED_WAITING, false, true, used(3, 45), List.of(SLEEP, LINE_10)),
                0);

        assertThat(running).isEmpty();
    }

    @Test
    void theWaitForAProcessorIsTakenOffAndWhatIsLeftCounts() {
        see(
                new ThreadLook(
                        millis(60), Thread.State.TIMED_WAITING, false, true, used(3, 35), List.of(SLEEP, LINE_10)),
                0);

        assertThat(running).hasSize(1);
    }

    @Test
    void aPauseOfTheWholeJvmIsNotBlamedOnTheTask() {
        see(asleepAt(100, SLEEP, LINE_10), 90);
        assertThat(running).isEmpty();

        see(asleepAt(115, SLEEP, LINE_10), 90);
        assertThat(running).hasSize(1);
    }

    @Test
    void computingIsReportedLaterThanBlocking() {
        see(computing(60, LINE_10));
        assertThat(running).isEmpty();

        see(computing(120, LINE_10));
        assertThat(running)
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.kind()).isEqualTo(Verdict.CPU));
    }

    @Test
    void computingCountsTheProcessorTimeHoweverStarvedTheTaskWas() {
        see(new ThreadLook(millis(900), Thread.State.RUNNABLE, false, false, used(90, 800), List.of(LINE_10)), 800);
        assertThat(running).isEmpty();

        see(
                new ThreadLook(millis(2_000), Thread.State.RUNNABLE, false, false, used(110, 1_880), List.of(LINE_10)),
                1_800);
        assertThat(running).hasSize(1);
    }

    @Test
    void computingIsNotBlockedTime() {
        see(computing(120, LINE_10));
        incident.end(millis(200));

        assertThat(clock.blocked()).isZero();
        assertThat(ended.get(0).lost()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void computingIsOnePlaceForEachMethodWhateverTheLine() {
        see(computing(120, LINE_10));
        see(computing(240, LINE_20));

        assertThat(running).hasSize(1);
        assertThat(book.all()).hasSize(1);
    }

    @Test
    void loadingClassesIsReportedOnlyWhenItTakesVeryLong() {
        see(asleepAt(300, SLEEP, STATIC, LINE_10));
        assertThat(running).isEmpty();

        see(asleepAt(501, SLEEP, STATIC, LINE_10));
        assertThat(running).hasSize(1);
    }

    @Test
    void waitingForAnotherThreadsClassInitialiserIsLoadingClasses() {
        see(new ThreadLook(millis(100), Thread.State.RUNNABLE, false, true, used(0, 0), List.of(LINE_10)), 0);

        assertThat(running).isEmpty();
    }

    @Test
    void sleepingInNativeCodeIsSeenByTheKernel() {
        see(new ThreadLook(millis(30), Thread.State.RUNNABLE, false, true, used(1, 0), List.of(READ, LINE_10)), 0);

        assertThat(running)
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.kind()).isEqualTo(Verdict.NATIVE));
    }

    @Test
    void withoutAKernelToAskATaskThatUsesNoProcessorIsInNativeCode() {
        see(new ThreadLook(millis(30), Thread.State.RUNNABLE, false, null, used(1, 0), List.of(READ, LINE_10)), 0);

        assertThat(running)
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.kind()).isEqualTo(Verdict.NATIVE));
    }

    @Test
    void aTaskThatBlocksInTwoPlacesIsChargedToBoth() {
        see(asleepAt(25, SLEEP, LINE_10));
        see(asleepAt(100, SLEEP, LINE_10));
        see(asleepAt(140, READ, LINE_20));
        incident.end(millis(200));

        assertThat(book.all())
                .extracting(verdict -> verdict.lost().toMillis())
                .as("up to the look that found it elsewhere, and from there on")
                .containsExactly(140L, 60L);
        assertThat(ended).hasSize(2);
    }

    @Test
    void aTaskThatWandersIsToldOfAtMostEightTimes() {
        for (int line = 1; line <= 100; line++) {
            see(asleepAt(25L * line, SLEEP, frame("connector.GitHub", "collect", line)));
        }
        incident.end(millis(2600));

        assertThat(running).hasSize(8);
        assertThat(ended).hasSize(8);
        assertThat(ended.stream().map(BlockingVerdict::lost).reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofMillis(2600));
    }

    @Test
    void aStrandKeepsABoundedNumberOfPlaces() {
        for (int line = 1; line <= 100; line++) {
            incident = begun();
            see(asleepAt(25, SLEEP, frame("connector.GitHub", "collect", line)));
            incident.end(millis(30));
        }

        assertThat(book.all()).hasSize(3);
        assertThat(clock.blocked()).as("what exceeds them is still counted").isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aPlaceKnownIsCountedAgain() {
        for (int task = 1; task <= 4; task++) {
            incident = begun();
            see(asleepAt(25, SLEEP, LINE_10));
            incident.end(millis(100));
        }

        assertThat(book.all()).singleElement().satisfies(verdict -> {
            assertThat(verdict.finding().times()).isEqualTo(4);
            assertThat(verdict.lost()).isEqualTo(Duration.ofMillis(400));
            assertThat(verdict.sentence())
                    .isEqualTo("'github' at issues{page=2} (thread 'headrace-carrier-1') waited 400.0 ms, 4 times,"
                            + " in java.lang.Thread.sleep, called from connector.GitHub.collect(GitHub.java:10)");
        });
    }

    @Test
    void looksBecomeRarerAsTheTaskAges() {
        see(asleepAt(25, SLEEP, LINE_10));
        assertThat(incident.isDue(millis(29))).isFalse();
        assertThat(incident.isDue(millis(30))).isTrue();

        see(asleepAt(8_000, SLEEP, LINE_10));
        assertThat(incident.isDue(millis(8_999))).isFalse();
        assertThat(incident.isDue(millis(9_000))).isTrue();
    }

    private Incident begun() {
        TaskSighting sighting =
                new TaskSighting(owner, "headrace-carrier-1", new Task(PAGE), millis(0), millis(0), used(0, 0));
        WatchSettings settings = WatchSettings.defaults().listener(listener);
        return new Incident(settings, (about, call) -> call.run(), sighting);
    }

    private void see(ThreadLook look) {
        see(look, 0);
    }

    private void see(ThreadLook look, long excusedMillis) {
        incident.see(look, TimeUnit.MILLISECONDS.toNanos(excusedMillis));
    }

    private static ThreadLook asleepAt(long at, StackTraceElement... stack) {
        return new ThreadLook(millis(at), Thread.State.TIMED_WAITING, false, true, used(0, 0), List.of(stack));
    }

    private static ThreadLook computing(long at, StackTraceElement... stack) {
        return new ThreadLook(millis(at), Thread.State.RUNNABLE, false, false, used(at, 0), List.of(stack));
    }

    private static Usage used(long cpuMillis, long waitMillis) {
        return new Usage(TimeUnit.MILLISECONDS.toNanos(cpuMillis), TimeUnit.MILLISECONDS.toNanos(waitMillis));
    }

    /** Near the end of the clock's range, where a comparison by size instead of difference would go wrong. */
    private static long millis(long sinceBegin) {
        return Long.MAX_VALUE - 1_000_000 + TimeUnit.MILLISECONDS.toNanos(sinceBegin);
    }

    private static StackTraceElement frame(String type, String method, int line) {
        return new StackTraceElement(type, method, type.substring(type.lastIndexOf('.') + 1) + ".java", line);
    }
}
