package dev.headrace.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.Engine;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.PathStep;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.engine.report.StreamReport;
import dev.headrace.engine.report.WhatIf;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a run is said to have taken otherwise, beside the same run without the cause: whole runs in virtual time. */
class WhatIfTest {
    private static final Duration NONE = Duration.ZERO;
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    private Path directory;

    /**
     * A run, and the same without one of its causes.
     *
     * @param latency of the answers
     * @param options of the connectors
     * @param latencyWithout the same without the cause
     * @param optionsWithout the same without the cause
     */
    record Scenario(
            String name,
            Phase cause,
            String limit,
            Duration latency,
            String options,
            Duration latencyWithout,
            String optionsWithout) {
        static Scenario without(Phase cause, String limit, String name) {
            return new Scenario(name, cause, limit, NONE, "", NONE, "");
        }

        Scenario run(Duration withLatency, String withOptions) {
            return new Scenario(name, cause, limit, withLatency, withOptions, withLatency, withOptions);
        }

        Scenario instead(Duration withLatency, String withOptions) {
            return new Scenario(name, cause, limit, latency, options, withLatency, withOptions);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static String one(String options) {
        return "story { connector = story, base-url = \"%s\", " + options + " }";
    }

    static Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.without(Phase.FIRST_BYTE, "", "answers of a chain; then its limit counts")
                        .run(SECOND.multipliedBy(2), one("links = 60, permits = 5, window = 5s"))
                        .instead(NONE, one("links = 60, permits = 5, window = 5s")),
                Scenario.without(Phase.FIRST_BYTE, "", "answers of many chains under a tight limit")
                        .run(SECOND.multipliedBy(3), one("chains = 40, links = 5, permits = 20, window = 10s"))
                        .instead(NONE, one("chains = 40, links = 5, permits = 20, window = 10s")),
                Scenario.without(Phase.BUDGET, "story", "the limit of many chains; then the answers count")
                        .run(SECOND.multipliedBy(3), one("chains = 16, links = 12, permits = 20, window = 10s"))
                        .instead(SECOND.multipliedBy(3), one("chains = 16, links = 12")),
                Scenario.without(Phase.BUDGET, "story", "the limit of very many items; then the places count")
                        .run(SECOND.multipliedBy(4), one("chains = 300, permits = 15, window = 10s"))
                        .instead(SECOND.multipliedBy(4), one("chains = 300")),
                Scenario.without(Phase.BUDGET, "story", "a cap on requests under way")
                        .run(SECOND, one("chains = 16, links = 8, capacity = 3"))
                        .instead(SECOND, one("chains = 16, links = 8")),
                Scenario.without(Phase.FIRST_BYTE, "", "answers under a cap and a wide limit")
                        .run(SECOND, one("chains = 24, links = 5, capacity = 3, permits = 10, window = 5s"))
                        .instead(NONE, one("chains = 24, links = 5, capacity = 3, permits = 10, window = 5s")),
                Scenario.without(Phase.RETRY_WAIT, "", "waits before another attempt")
                        .run(SECOND, one("chains = 4, links = 10, trouble = 30s"))
                        .instead(SECOND, one("chains = 4, links = 10")),
                Scenario.without(Phase.FIRST_BYTE, "", "answers to requests that items send side by side")
                        .run(
                                SECOND.multipliedBy(2),
                                one("chains = 3, links = 8, at-once = 5, permits = 30, window = 20s"))
                        .instead(NONE, one("chains = 3, links = 8, at-once = 5, permits = 30, window = 20s")),
                Scenario.without(Phase.BUDGET, "shared", "a limit that two share; then one waits for answers")
                        .run(
                                SECOND,
                                two(
                                        "chains = 10, links = 10, limit = shared, permits = 10, window = 10s",
                                        "chains = 10, links = 4, limit = shared, permits = 10, window = 10s"))
                        .instead(
                                SECOND,
                                two(
                                        "chains = 10, links = 10, limit = shared",
                                        "chains = 10, links = 4, limit = shared")));
    }

    private static String two(String first, String second) {
        return one(first) + ", other { connector = story, base-url = \"%s\", " + second + " }";
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void itIsWithinATenthOfTheRunWithoutTheCause(Scenario scenario) {
        RunReport report = run("with", scenario.latency(), scenario.options());
        RunReport otherwise = run("without", scenario.latencyWithout(), scenario.optionsWithout());

        isDivided(report);
        isDivided(otherwise);
        WhatIf whatIf = report.whatIfs().stream()
                .filter(one -> one.phase() == scenario.cause() && one.limit().equals(scenario.limit()))
                .filter(one -> !scenario.limit().isEmpty() || one.connector().equals("story"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not among " + report.whatIfs()));
        assertThat(report.whatIfs())
                .allSatisfy(one -> assertThat(one.without()).isLessThanOrEqualTo(report.duration()));
        assertThat((double) whatIf.without().toMillis())
                .as("of %s: %s %s", report.duration(), report.path(), report.whatIfs())
                .isCloseTo((double) otherwise.duration().toMillis(), Percentage.withPercentage(10));
    }

    @Test
    void theTimesOfItemsThatFollowEachOtherAddUpToTheRun() {
        RunReport report = run("chain", SECOND, one("links = 20, permits = 1, window = 10s, trouble = 6s"));

        isDivided(report);
        assertThat(sum(report.connectors().get(0).time())).isEqualTo(report.duration());
        assertThat(report.path())
                .extracting(PathStep::phase)
                .contains(Phase.RETRY_WAIT, Phase.BUDGET, Phase.FIRST_BYTE);
        assertThat(report.sentence()).startsWith("3 min").contains("of it `story` waiting to try again after failures");
        StreamReport stream = report.connectors().get(0).streams().get(0);
        assertThat(stream.name()).isEqualTo("chapter");
        assertThat(stream.items()).isEqualTo(20);
        assertThat(stream.records()).isEqualTo(20);
        assertThat(stream.requests()).isEqualTo(20);
        assertThat(stream.complete()).isTrue();
        assertThat(stream.durations().half()).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
        assertThat(stream.durations().longest())
                .isGreaterThanOrEqualTo(stream.durations().half());
    }

    /** On a virtual clock not a nanosecond may be missing: neither of the path nor of any item. */
    private static void isDivided(RunReport report) {
        assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
        assertThat(report.path().stream().map(PathStep::time).reduce(NONE, Duration::plus))
                .isEqualTo(report.duration());
        for (ConnectorReport connector : report.connectors()) {
            assertThat(sum(connector.streams().stream()
                            .map(StreamReport::time)
                            .flatMap(time -> time.entrySet().stream())
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Duration::plus))))
                    .isEqualTo(sum(connector.time()));
        }
    }

    private static Duration sum(Map<Phase, Duration> time) {
        return time.values().stream().reduce(NONE, Duration::plus);
    }

    private RunReport run(String name, Duration latency, String connectors) {
        try (VirtualClock clock = VirtualClock.automatic();
                FakeUpstream upstream = FakeUpstream.builder()
                        .clock(clock)
                        .route("/*", Reply.json("{}").delayedBy(latency))
                        .start()) {
            Path file = Files.createDirectories(directory.resolve(name)).resolve("headrace.conf");
            Files.writeString(
                    file,
                    "engine { durability = normal, request-timeout = 10m }, connectors { %s }"
                            .formatted(connectors.replace("%s", upstream.uri().toString())));
            try (Engine engine = Engine.load(file, Map.of(), WhatIfTest.class.getClassLoader(), clock)) {
                return VirtualRun.await(engine.collect(VirtualRun.BROKEN), clock);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
