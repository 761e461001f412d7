package dev.headrace.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.Engine;
import dev.headrace.engine.report.BudgetReport;
import dev.headrace.engine.report.BudgetReport.LimitState;
import dev.headrace.engine.report.BudgetReport.Origin;
import dev.headrace.engine.report.BudgetReport.Paused;
import dev.headrace.engine.report.Run;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of limits after runs that lasted hours. */
class BudgetReportTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private static LimitState limit(BudgetReport report, String name) {
        return report.limits().stream()
                .filter(limit -> limit.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + report));
    }

    @Test
    void aWindowIsLessByWhatARunHasSentAndWholeAgainAnHourLater() throws Exception {
        String options = VirtualRun.quota(30, 100, HOUR);
        try (VirtualClock clock = VirtualClock.automatic();
                FakeUpstream upstream = FakeUpstream.builder()
                        .clock(clock)
                        .route("/*", Reply.json("{}"))
                        .start()) {
            try (Engine engine = VirtualRun.load(directory, clock, upstream, options)) {
                assertThat(limit(engine.budgets(), "quota").windows())
                        .singleElement()
                        .satisfies(window -> assertThat(window.left()).isEqualTo(100));
                VirtualRun.await(engine.collect(VirtualRun.BROKEN), clock);
                Instant ended = clock.wallTime();

                LimitState quota = limit(engine.budgets(), "quota");
                assertThat(quota.origin()).isEqualTo(Origin.DECLARED);
                assertThat(quota.rules()).containsExactly("100 per 1h");
                assertThat(quota.sharedBy()).containsExactly("things");
                assertThat(quota.windows()).singleElement().satisfies(window -> {
                    assertThat(window.left()).isEqualTo(70);
                    assertThat(window.wholeAt().orElseThrow())
                            .isBetween(ended.plus(HOUR).minusSeconds(60), ended.plus(HOUR));
                });
                assertThat(engine.budgets().limits())
                        .filteredOn(limit -> limit.origin() == Origin.SUPPOSED)
                        .extracting(LimitState::sharedBy)
                        .hasSize(2)
                        .containsOnly(List.of("things"));
            }
            clock.advance(HOUR.plusMinutes(4));
            try (Engine engine = VirtualRun.load(directory, clock, upstream, options)) {
                assertThat(limit(engine.budgets(), "quota").windows())
                        .singleElement()
                        .satisfies(window -> assertThat(window.left()).isEqualTo(100));
            }
        }
    }

    @Test
    void aPauseIsShownWithItsEndAndItsReasonWhileTheRunWaits() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (VirtualClock clock = VirtualClock.byHand();
                FakeUpstream upstream = FakeUpstream.builder()
                        .clock(clock)
                        .route(
                                "/*",
                                request -> asked.incrementAndGet() == 1
                                        ? Reply.tooManyRequests(Duration.ofMinutes(10))
                                        : Reply.json("{}"))
                        .start();
                Engine engine = VirtualRun.load(directory, clock, upstream, VirtualRun.quota(1, 100, HOUR))) {
            Run run = engine.collect(VirtualRun.BROKEN);
            clock.advance(Duration.ofMinutes(1));

            Paused paused = limit(engine.budgets(), "quota").pause().orElseThrow();
            assertThat(Duration.between(clock.wallTime(), paused.until()))
                    .isBetween(Duration.ofMinutes(8), Duration.ofMinutes(10));
            assertThat(paused.reason()).isEqualTo("the upstream refused a request of things and asked for 10m");

            clock.advance(Duration.ofMinutes(10));
            VirtualRun.await(run, clock);
            assertThat(limit(engine.budgets(), "quota").pause()).isEmpty();
        }
    }
}
