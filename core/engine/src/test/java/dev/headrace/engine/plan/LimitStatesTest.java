package dev.headrace.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.budget.KeptLimit;
import dev.headrace.engine.report.BudgetReport.LimitState;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a state file tells of limits. */
class LimitStatesTest {
    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private static KeptLimit kept(int used, Map<String, Limit.Window> told, List<String> kinds) {
        KeptLimit.Use use = new KeptLimit.Use(NOON.minusSeconds(60), used);
        KeptLimit.KeptWindow window = new KeptLimit.KeptWindow(HOUR, List.of(use));
        return new KeptLimit(NOON.minusSeconds(60), null, "", null, List.of(window), told, kinds);
    }

    private static List<LimitState> states(List<Limit> configured, Map<String, String> kept) {
        return LimitStates.of(new Known(NOON, List.of(), configured, 8, 8, kept, Map.of(), Map.of()))
                .limits();
    }

    @Test
    void aBucketOfBytesIsToldWithItsWindowInBytes() {
        Map<String, Limit.Window> told = Map.of("volume", new Limit.Window(70_000, HOUR));
        String kept = kept(20_000, told, List.of("GET /a")).text();

        assertThat(states(List.of(), Map.of("host-x.volume.bytes", kept)))
                .singleElement()
                .satisfies(state -> {
                    assertThat(state.rules().toString()).contains("bytes");
                    assertThat(state.windows())
                            .singleElement()
                            .satisfies(window -> assertThat(window.left()).isEqualTo(50_000));
                });
    }

    @Test
    void aLimitOfEachCredentialIsToldForThoseThatHaveUsedIt() {
        Limit each = Limit.named("api").window(100, HOUR).perCredential();
        String kept = kept(30, Map.of(), List.of()).text();

        assertThat(states(List.of(each), Map.of("api-key-0123abcd", kept)))
                .extracting(LimitState::name)
                .containsExactly("api-key-0123abcd");
        assertThat(states(List.of(each), Map.of())).extracting(LimitState::name).containsExactly("api");
    }
}
