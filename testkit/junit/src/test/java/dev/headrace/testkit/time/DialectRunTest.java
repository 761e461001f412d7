package dev.headrace.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.testkit.upstream.Exchange;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Throttle;
import dev.headrace.testkit.upstream.When;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs against an upstream that says "slow down" in each of the ways that there are. */
class DialectRunTest {
    private static final Duration WAIT = Duration.ofMinutes(2);

    /** A twentieth of the wait at most 5 s is added on purpose; whole seconds are rounded up twice; whole minutes once more. */
    private static final Duration LATE = Duration.ofSeconds(8);

    @TempDir
    private Path directory;

    /** But for the silent one, and for what only a connector of that upstream can tell from a good answer. */
    @ParameterizedTest
    @EnumSource(
            value = Throttle.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SILENT", "GRAPHQL_RATE_LIMITED"})
    void theRunPausesAsLongAsItIsToldAndLosesNothing(Throttle way) {
        try (VirtualClock clock = VirtualClock.automatic();
                FakeUpstream upstream = FakeUpstream.builder()
                        .clock(clock)
                        .route("/*", Reply.json("{}"))
                        .overlay(When.always().nth(4), way.asking(WAIT))
                        .start()) {
            RunReport report = VirtualRun.collect(directory, clock, upstream, "things = 12, http { connections = 1 }");

            assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
            assertThat(upstream.traffic().answered(200)).isEqualTo(way.status() == 200 ? 13 : 12);
            assertThat(upstream.traffic().requests()).isEqualTo(13);
            assertThat(report.connectors().get(0).throttles()).isEqualTo(1);
            assertThat(pause(upstream.traffic().exchanges(), way)).isBetween(WAIT, latest(way));
        }
    }

    /** From the refusal to the next request that the upstream saw. */
    private static Duration pause(List<Exchange> exchanges, Throttle way) {
        List<Instant> arrivals = exchanges.stream()
                .map(exchange -> exchange.request().arrivedAt())
                .sorted()
                .toList();
        assertThat(exchanges).anyMatch(exchange -> exchange.status() == way.status());
        return Duration.between(arrivals.get(3), arrivals.get(4));
    }

    private static Duration latest(Throttle way) {
        Duration latest = WAIT.plus(LATE);
        return way == Throttle.X_RATELIMIT_MINUTE ? latest.plusMinutes(1) : latest;
    }
}
