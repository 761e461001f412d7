package dev.headrace.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardedTest {
    private static RunTrace begins(Error failure) {
        RunObserver observer = (run, instances, began) -> {
            throw failure;
        };
        return Guarded.of(observer).begins("a", List.of("shop"), Instant.EPOCH);
    }

    @Test
    void aLibraryOfAnotherVersionCostsTheRunNothing() {
        assertThat(begins(new NoClassDefFoundError("io/opentelemetry/api/Gone")))
                .isSameAs(RunTrace.NONE);
        assertThat(begins(new AssertionError("defect"))).isSameAs(RunTrace.NONE);
    }

    @Test
    void anErrorOfTheJvmIsNotKeptFromAnyone() {
        assertThatThrownBy(() -> begins(new InternalError("broken"))).isInstanceOf(InternalError.class);
    }
}
