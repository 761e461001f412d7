package dev.headrace.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.Engine;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Fault;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import dev.headrace.testkit.upstream.StrictLimit;
import dev.headrace.testkit.upstream.When;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs in virtual time, over real connections. */
class VirtualRunTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path directory;

    static Stream<StrictLimit> dailyQuotas() {
        return Stream.of(
                        StrictLimit.slidingWindow(1_000, DAY),
                        StrictLimit.fixedWindow(1_000, DAY, Duration.ofHours(7)),
                        StrictLimit.gcra(1_000, DAY, 1_000))
                .map(limit -> limit.reset(StrictLimit.Reset.ABSENT));
    }

    @ParameterizedTest
    @MethodSource("dailyQuotas")
    void threeDaysOfWorkUnderADailyQuotaTakeThreeDaysOfItsTimeAndNoneIsRefused(StrictLimit strict) {
        try (VirtualClock clock = VirtualClock.automatic();
                FakeUpstream upstream = FakeUpstream.builder()
                        .clock(clock)
                        .limit(strict)
                        .route("/*", Reply.json("{}"))
                        .start()) {
            RunReport report = VirtualRun.collect(directory, clock, upstream, VirtualRun.quota(3_000, 1_000, DAY));

            assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
            assertThat(upstream.traffic().requests()).isEqualTo(3_000);
            assertThat(upstream.traffic().throttled()).isZero();
            assertThat(upstream.traffic().busiest(DAY)).isEqualTo(1_000);
            assertThat(clock.elapsed())
                    .isBetween(DAY.multipliedBy(2), DAY.multipliedBy(2).plus(HOUR));
            assertThat(report.duration()).isEqualTo(clock.elapsed());
            assertThat(report.sentence()).contains("its budget `quota`");
        }
    }

    @Test
    void delaysTakeTheUpstreamsTimeAndConcurrentOnesOverlap() {
        try (VirtualClock clock = VirtualClock.automatic();
                FakeUpstream upstream = FakeUpstream.builder()
                        .clock(clock)
                        .route("/*", Reply.json("{}").delayedBy(Duration.ofSeconds(20)))
                        .start()) {
            RunReport report = VirtualRun.collect(directory, clock, upstream, "things = 8");

            assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
            assertThat(upstream.traffic().maxConcurrent()).isEqualTo(8);
            assertThat(clock.elapsed()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
        }
    }

    /** Two thousand requests hop between a dozen threads and the network. Had the clock gone on early but once, this would show. */
    @Test
    void notANanosecondPassesThatNobodyWaitedFor() {
        try (VirtualClock clock = VirtualClock.automatic();
                FakeUpstream upstream = FakeUpstream.builder()
                        .clock(clock)
                        .route("/*", Reply.json("{}"))
                        .start()) {
            RunReport report = VirtualRun.collect(directory, clock, upstream, "things = 2000");

            assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
            assertThat(upstream.traffic().requests()).isEqualTo(2_000);
            assertThat(clock.elapsed()).isZero();
        }
    }

    /** Ten answers a second and connection, for a thousand rounds of waiting, each exactly as long as it says. */
    @Test
    void aThousandWaitsTakeATotalOfAThousandWaits() {
        try (VirtualClock clock = VirtualClock.automatic();
                FakeUpstream upstream = FakeUpstream.builder()
                        .clock(clock)
                        .route("/*", Reply.json("{}").delayedBy(Duration.ofMillis(100)))
                        .start()) {
            RunReport report =
                    VirtualRun.collect(directory, clock, upstream, "things = 1000, http { connections = 1 }");

            assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
            assertThat(upstream.traffic().maxConcurrent()).isEqualTo(1);
            assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(100));
        }
    }

    @Test
    void aRetryAfterDateOfTheUpstreamIsKeptToTheSecond() {
        try (VirtualClock clock = VirtualClock.automatic();
                FakeUpstream upstream = FakeUpstream.builder()
                        .clock(clock)
                        .limit(StrictLimit.fixedWindow(1, Duration.ofMinutes(10))
                                .retryAfter(StrictLimit.RetryAfter.HTTP_DATE)
                                .reset(StrictLimit.Reset.ABSENT))
                        .route("/*", Reply.json("{}"))
                        .start()) {
            RunReport report = VirtualRun.collect(directory, clock, upstream, "things = 2");

            assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
            assertThat(upstream.traffic().answered(200)).isEqualTo(2);
            assertThat(clock.elapsed())
                    .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(10).plusSeconds(40));
        }
    }

    @Test
    void anAnswerThatNeverComesIsGivenUpAfterItsDeadline() {
        try (VirtualClock clock = VirtualClock.automatic();
                FakeUpstream upstream = FakeUpstream.builder()
                        .clock(clock)
                        .route("/*", Responder.sequence(Reply.neverAnswer(), Reply.json("{}")))
                        .start()) {
            RunReport report = VirtualRun.collect(directory, clock, upstream, "things = 1");

            assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
            assertThat(upstream.traffic().requests()).isEqualTo(2);
            assertThat(clock.elapsed()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
        }
    }

    /** Requests that are given up, reset, slow or dripping leave upstreams waiting for nobody; the clock must not be misled. */
    @ParameterizedTest
    @ValueSource(ints = {1, 9, 17, 25})
    void whateverGoesWrongTheRunEndsAndTheLimitIsKept(int seconds) {
        try (VirtualClock clock = VirtualClock.automatic();
                FakeUpstream upstream = FakeUpstream.builder()
                        .clock(clock)
                        .limit(StrictLimit.slidingWindow(30, Duration.ofMinutes(10))
                                .reset(StrictLimit.Reset.ABSENT))
                        .route("/*", Reply.json("{}"))
                        .overlay(When.always().ofEach(1, 11), Fault.neverAnswer())
                        .overlay(When.always().ofEach(2, 7), Fault.delay(Duration.ofSeconds(seconds)))
                        .overlay(When.always().ofEach(1, 13), Fault.status(503))
                        .overlay(When.always().ofEach(1, 5), Fault.drip(20))
                        .overlay(When.always().ofEach(1, 17), Fault.reset())
                        .start()) {
            // Which item meets which fault is a matter of order: enough attempts for one that meets them all.
            String options = VirtualRun.quota(80, 30, Duration.ofMinutes(10)) + ", http.attempts = 10";
            RunReport report = VirtualRun.collect(directory, clock, upstream, options);

            assertThat(report.status()).as("%s", report.failed()).isEqualTo(RunStatus.COMPLETE);
            assertThat(upstream.traffic().requests()).isGreaterThan(80);
            assertThat(upstream.traffic().throttled()).isZero();
            assertThat(clock.elapsed()).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(45));
        }
    }

    @Test
    void timeStandsStillWhileATestHoldsAnAnswerBack() throws Exception {
        CompletableFuture<Void> signal = new CompletableFuture<>();
        try (VirtualClock clock = VirtualClock.automatic();
                FakeUpstream upstream = FakeUpstream.builder()
                        .clock(clock)
                        .route("/*", Reply.json("{}").heldUntil(signal))
                        .start();
                Engine engine = VirtualRun.load(directory, clock, upstream, "things = 1")) {
            Run run = engine.collect(VirtualRun.BROKEN);
            upstream.traffic().awaitRequests(1, Duration.ofSeconds(20));
            Duration then = clock.elapsed();
            signal.complete(null);

            assertThat(VirtualRun.await(run, clock).status()).isEqualTo(RunStatus.COMPLETE);
            assertThat(clock.elapsed()).isEqualTo(then);
        }
    }

    @Test
    void byHandNothingFallsDueThatTheHandHasNotReached() throws Exception {
        try (VirtualClock clock = VirtualClock.byHand();
                FakeUpstream upstream = FakeUpstream.builder()
                        .clock(clock)
                        .route("/*", Reply.json("{}"))
                        .start();
                Engine engine = VirtualRun.load(directory, clock, upstream, VirtualRun.quota(9, 2, HOUR))) {
            Run run = engine.collect(VirtualRun.BROKEN);
            for (int hour = 1; hour <= 4; hour++) {
                clock.advance(HOUR.minusSeconds(1));
                assertThat(upstream.traffic().requests()).isEqualTo(2 * hour);
                clock.advance(Duration.ofSeconds(1));
            }
            clock.advance(HOUR);
            assertThat(VirtualRun.await(run, clock).status()).isEqualTo(RunStatus.COMPLETE);
            assertThat(upstream.traffic().requests()).isEqualTo(9);
        }
    }

    @Test
    void theReportAndTheUpstreamsDatesTellTheClocksTime() {
        try (VirtualClock clock = VirtualClock.automatic();
                FakeUpstream upstream = FakeUpstream.builder()
                        .clock(clock)
                        .route("/*", Reply.json("{}"))
                        .start()) {
            Instant start = clock.wallTime();
            RunReport report = VirtualRun.collect(directory, clock, upstream, VirtualRun.quota(2, 1, DAY));

            assertThat(report.started()).isEqualTo(start);
            assertThat(report.duration()).isEqualTo(clock.elapsed());
            assertThat(upstream.traffic().exchanges().get(1).request().arrivedAt())
                    .isBetween(start.plus(DAY), start.plus(DAY).plusSeconds(3));
        }
    }
}
