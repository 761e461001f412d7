package dev.headrace.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.Engine;
import dev.headrace.engine.report.Estimate;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunPlan;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says beside what the run then takes, in virtual time. */
class RunPlanTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Percentage TENTH = Percentage.withPercentage(10);

    @TempDir
    private Path directory;

    private VirtualClock clock;
    private FakeUpstream upstream;

    @BeforeEach
    void start() throws Exception {
        clock = VirtualClock.automatic();
        upstream = FakeUpstream.builder()
                .clock(clock)
                .route("/*", Reply.json("{}").delayedBy(Duration.ofMillis(200)))
                .start();
    }

    @AfterEach
    void stop() {
        upstream.close();
        clock.close();
    }

    private Engine engine(String connectors) throws Exception {
        Path file = directory.resolve("headrace.conf");
        Files.writeString(
                file,
                "engine { durability = normal, request-timeout = 10m }, connectors { %s }"
                        .formatted(connectors.replace("URL", upstream.uri().toString())));
        return Engine.load(file, Map.of(), RunPlanTest.class.getClassLoader(), clock);
    }

    private static String things(String name, int things, int permits, Duration window, String more) {
        return "%s { connector = quota, base-url = \"URL\", %s, %s }\n"
                .formatted(name, VirtualRun.quota(things, permits, window), more);
    }

    /** Plans a run, does it, and compares. */
    private void assertTakesWhatWasPlanned(Engine engine, long requests) {
        RunPlan plan = engine.plan(false);
        long before = upstream.traffic().requests();
        RunReport report = VirtualRun.await(engine.collect(VirtualRun.BROKEN), clock);

        assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
        assertThat(upstream.traffic().requests() - before).isEqualTo(requests);
        long planned = plan.connectors().stream()
                .mapToLong(connector -> connector.requests().likely().orElseThrow())
                .sum();
        assertThat(planned).isCloseTo(requests, TENTH);
        assertThat(plan.time().likely().orElseThrow().toMillis())
                .as("%s; took %s", plan, report.duration())
                .isCloseTo(report.duration().toMillis(), TENTH);
    }

    @Test
    void aSecondCollectionTakesWhatTheFirstOneSaysUnderItsLimit() throws Exception {
        try (Engine engine = engine(things("shop", 2_500, 500, HOUR, "limit = shop"))) {
            VirtualRun.await(engine.collect(VirtualRun.BROKEN), clock);
            clock.advance(HOUR.multipliedBy(2));
            RunPlan plan = engine.plan(false);
            assertThat(plan.connectors().get(0).boundBy()).contains("shop");
            assertThat(plan.connectors().get(0).basis()).isEqualTo("the last collection");
            assertThat(plan.sentence()).contains("limit `shop` of `shop` bounds it");
            assertTakesWhatWasPlanned(engine, 2_500);
        }
    }

    @Test
    void aWindowThatIsHalfUsedLetsTheNextRunWait() throws Exception {
        try (Engine engine = engine(things("shop", 700, 1_000, HOUR, "limit = shop"))) {
            VirtualRun.await(engine.collect(VirtualRun.BROKEN), clock);
            RunPlan plan = engine.plan(false);
            assertThat(plan.limits().get(0).state().windows().get(0).left()).isEqualTo(300);
            assertThat(plan.time().likely().orElseThrow()).isGreaterThan(HOUR.minusMinutes(5));
            assertTakesWhatWasPlanned(engine, 700);
        }
    }

    @Test
    void connectorsThatShareALimitAreCountedTogether() throws Exception {
        String both = things("north", 900, 100, Duration.ofMinutes(1), "limit = shared")
                + things("south", 300, 100, Duration.ofMinutes(1), "limit = shared, weight = 2");
        try (Engine engine = engine(both)) {
            VirtualRun.await(engine.collect(VirtualRun.BROKEN), clock);
            clock.advance(HOUR);
            RunPlan plan = engine.plan(false);
            assertThat(plan.limits().get(0).state().sharedBy()).containsExactly("north", "south");
            assertThat(plan.limits().get(0).units()).isEqualTo(Estimate.exactly(1_200));
            assertTakesWhatWasPlanned(engine, 1_200);
        }
    }

    @Test
    void whatAnInterruptedRunHasLeftIsPlannedFromTheItemsThatWait() throws Exception {
        try (VirtualClock slow = VirtualClock.byHand();
                FakeUpstream other = FakeUpstream.builder()
                        .clock(slow)
                        .route("/*", Reply.json("{}").delayedBy(Duration.ofMillis(200)))
                        .start();
                Engine engine = VirtualRun.load(directory, slow, other, VirtualRun.quota(3_000, 500, HOUR))) {
            Run run = engine.collect(VirtualRun.BROKEN);
            slow.advance(HOUR.multipliedBy(2).plusMinutes(30));
            run.stop();
            slow.advance(Duration.ofMinutes(1));
            VirtualRun.await(run, slow);
            long done = other.traffic().requests();
            assertThat(done).isBetween(1_000L, 2_000L);

            RunPlan plan = engine.plan(false);
            assertThat(plan.connectors().get(0).requests()).isEqualTo(Estimate.exactly(3_000 - done));
            Run rest = engine.collect(VirtualRun.BROKEN);
            slow.advance(Duration.ofHours(12));
            RunReport report = VirtualRun.await(rest, slow);
            assertThat(other.traffic().requests()).isEqualTo(3_000);
            assertThat(plan.time().likely().orElseThrow().toMillis())
                    .isCloseTo(report.duration().toMillis(), TENTH);
        }
    }

    @Test
    void whereAnswersTakeLongerThanLimitsTheyBoundTheRun() throws Exception {
        try (Engine engine = engine(things("shop", 1_000, 1_000_000, HOUR, "limit = shop, concurrency = 4"))) {
            VirtualRun.await(engine.collect(VirtualRun.BROKEN), clock);
            RunPlan plan = engine.plan(false);
            assertThat(plan.connectors().get(0).boundBy()).isEmpty();
            assertThat(plan.sentence()).contains("the answers of `shop` bound it");
            assertTakesWhatWasPlanned(engine, 1_000);
        }
    }

    @Test
    void beforeTheFirstRunOnlyTheRateIsKnown() throws Exception {
        try (Engine engine = engine(things("shop", 2_500, 500, HOUR, "limit = shop"))) {
            RunPlan plan = engine.plan(false);
            RunPlan.ConnectorPlan shop = plan.connectors().get(0);
            assertThat(shop.requests()).isEqualTo(Estimate.atLeast(3));
            assertThat(shop.basis()).isEqualTo("never collected");
            assertThat(plan.time().likely()).isEmpty();
            assertThat(shop.perThousand().orElseThrow().limit()).isEqualTo("shop");
            assertThat(shop.perThousand().orElseThrow().time())
                    .isBetween(HOUR.multipliedBy(2), HOUR.multipliedBy(2).plusMinutes(5));
            assertThat(plan.sentence()).endsWith("How much there is of `shop` is not known before it is collected.");
            assertThat(upstream.traffic().requests()).isZero();
        }
    }

    @Test
    void firstPagesThatTellHowManyThereAreMakeAFirstRunKnown() throws Exception {
        try (Engine engine = engine(things("shop", 2_000, 500, HOUR, "limit = shop"))) {
            // Two items of the first kind, each leading to a thousand: all of them are asked.
            RunPlan plan = engine.plan(true);
            assertThat(upstream.traffic().requests()).isZero();
            assertThat(plan.connectors().get(0).requests().likely()).hasValue(2_000);
            assertThat(plan.connectors().get(0).requests().most()).isEmpty();
            RunReport report = VirtualRun.await(engine.collect(VirtualRun.BROKEN), clock);
            assertThat(plan.time().likely().orElseThrow().toMillis())
                    .as("%s; took %s", plan, report.duration())
                    .isCloseTo(report.duration().toMillis(), TENTH);
            assertThat(report.records()).isEqualTo(2_000);
            assertThat(Files.exists(directory.resolve("out/shop/things.jsonl"))).isTrue();
        }
    }
}
