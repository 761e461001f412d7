package dev.headrace.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.budget.Standing;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private static Simulation simulate(Limit limit, Load... loads) {
        Known known = new Known(NOW, List.of(), List.of(limit), 64, 20, Map.of(), Map.of(), Map.of());
        return Simulation.of(new LimitBook(known), NOW, List.of(loads));
    }

    private static Load load(String name, long requests, double units, Duration perRequest) {
        return new Load(
                name, Standing.USUAL, 8, perRequest, List.of(new Load.Batch(List.of("api"), requests, units, 0)));
    }

    private static void assertTakes(Simulation simulation, Duration time) {
        assertThat(simulation.end().toMillis()).isCloseTo(time.toMillis(), Percentage.withPercentage(1));
    }

    @Test
    void moreRequestsThanAreSimulatedGoOnAtTheRateOfTheLatest() {
        Simulation simulation =
                simulate(Limit.named("api").window(5_000, HOUR), load("shop", 4_000_000, 1, Duration.ofMillis(100)));
        // The guard of two seconds prolongs each window.
        assertTakes(simulation, HOUR.plusSeconds(2).multipliedBy(799));
        assertThat(simulation.end("shop").boundBy()).contains("api");
    }

    @Test
    void aWindowThatHoldsMoreThanIsSimulatedBoundsTheRestAllTheSame() {
        Simulation simulation = simulate(
                Limit.named("api").window(1_000_000, HOUR.multipliedBy(24)),
                load("shop", 5_000_000, 1, Duration.ofMillis(1)));
        assertThat(simulation.end().toHours()).isBetween(4 * 24L, 5 * 24L);
    }

    @Test
    void pointsCountAndNotRequests() {
        Simulation simulation =
                simulate(Limit.named("api").window(100, HOUR), load("shop", 400, 2.5, Duration.ofMillis(100)));
        assertTakes(simulation, HOUR.plusSeconds(2).multipliedBy(9));
    }

    @Test
    void answersThatAreNotModifiedCostNothingWhereTheLimitSaysSo() {
        Load half = new Load(
                "shop",
                Standing.USUAL,
                1,
                Duration.ofMillis(100),
                List.of(new Load.Batch(List.of("api"), 380, 1, 0.5)));
        Simulation simulation = simulate(Limit.named("api").window(100, HOUR).unchangedFree(), half);
        assertTakes(simulation, HOUR.plusSeconds(2).plusSeconds(20));
    }

    @Test
    void whoSendsOneAfterTheOtherIsBoundByTheAnswers() {
        Simulation simulation =
                simulate(Limit.named("api").window(1_000_000, HOUR), load("shop", 8_000, 1, Duration.ofMillis(500)));
        assertTakes(simulation, Duration.ofSeconds(500));
        assertThat(simulation.end("shop").boundBy()).isEmpty();
    }

    @Test
    void aRequestThatCostsMoreThanALimitHoldsIsPassedOver() {
        Simulation simulation =
                simulate(Limit.named("api").window(10, HOUR), load("shop", 3, 11, Duration.ofMillis(100)));
        assertThat(simulation.end()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void connectorsTakeTurns() {
        Simulation simulation = simulate(
                Limit.named("api").window(100, Duration.ofMinutes(1)),
                load("greedy", 2_000, 1, Duration.ofMillis(100)),
                load("small", 100, 1, Duration.ofMillis(100)));
        assertThat(simulation.end("small").at()).isLessThan(Duration.ofMinutes(3));
        assertThat(simulation.last()).contains("greedy");
    }
}
