package dev.headrace.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.Engine;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.StrictLimit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twelve upstreams with limits of all kinds, and a day of work for each, in one run. */
class VirtualDayTest {
    private static final Duration DAY = Duration.ofDays(1);

    private static final List<Quota> TWELVE = List.of(
            sliding(1, Duration.ofMinutes(30)),
            sliding(5, Duration.ofHours(2)),
            sliding(10, Duration.ofHours(3)),
            sliding(50, Duration.ofHours(12)),
            fixed(1, Duration.ofMinutes(20), Duration.ofMinutes(2)),
            fixed(10, Duration.ofHours(2), Duration.ofMinutes(7)),
            fixed(30, Duration.ofHours(6), Duration.ofHours(5)),
            fixed(100, DAY, Duration.ofHours(23)),
            gcra(2, Duration.ofHours(1)),
            gcra(8, Duration.ofHours(2)),
            gcra(20, Duration.ofHours(4)),
            gcra(50, Duration.ofHours(8)));

    @TempDir
    private Path directory;

    /** What an upstream enforces, and what its connector declares: as many requests in a window of that length. */
    private record Quota(StrictLimit strict, int permits, Duration window) {
        /** Enough for a day and a window, and one more. */
        int things() {
            return (int) (permits * DAY.dividedBy(window)) + 1;
        }
    }

    private static Quota sliding(int permits, Duration window) {
        return new Quota(StrictLimit.slidingWindow(permits, window), permits, window);
    }

    private static Quota fixed(int permits, Duration window, Duration phase) {
        return new Quota(StrictLimit.fixedWindow(permits, window, phase), permits, window);
    }

    private static Quota gcra(int permits, Duration window) {
        return new Quota(StrictLimit.gcra(permits, window, permits), permits, window);
    }

    @Test
    void twelveUpstreamsAreCollectedForADayAndNoneRefusesARequest() throws Exception {
        List<FakeUpstream> upstreams = new ArrayList<>();
        try (VirtualClock clock = VirtualClock.automatic()) {
            for (Quota quota : TWELVE) {
                upstreams.add(FakeUpstream.builder()
                        .clock(clock)
                        .limit(quota.strict().reset(StrictLimit.Reset.ABSENT))
                        .route("/*", Reply.json("{}"))
                        .start());
            }
            RunReport report = collect(clock, upstreams);

            assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
            for (int i = 0; i < TWELVE.size(); i++) {
                assertThat(upstreams.get(i).traffic().throttled())
                        .as("%s", TWELVE.get(i))
                        .isZero();
                assertThat(upstreams.get(i).traffic().requests())
                        .isEqualTo(TWELVE.get(i).things());
            }
            assertThat(clock.elapsed()).isBetween(DAY, DAY.plusHours(2));
        } finally {
            upstreams.forEach(FakeUpstream::close);
        }
    }

    private RunReport collect(VirtualClock clock, List<FakeUpstream> upstreams) throws Exception {
        StringBuilder connectors = new StringBuilder();
        for (int i = 0; i < upstreams.size(); i++) {
            Quota quota = TWELVE.get(i);
            connectors.append("c%d { connector = quota, base-url = \"%s\", limit = c%d, %s }\n"
                    .formatted(
                            i,
                            upstreams.get(i).uri(),
                            i,
                            VirtualRun.quota(quota.things(), quota.permits(), quota.window())));
        }
        Path file = directory.resolve("headrace.conf");
        Files.writeString(file, "engine { durability = normal }, connectors {\n" + connectors + "}");
        try (Engine engine = Engine.load(file, Map.of(), VirtualDayTest.class.getClassLoader(), clock)) {
            return VirtualRun.await(engine.collect(VirtualRun.BROKEN), clock);
        }
    }
}
