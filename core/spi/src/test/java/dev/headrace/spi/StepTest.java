package dev.headrace.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StepTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void theLargestCursorOfAStepWins() {
        assertThat(Step.empty().cursor("9").cursor("10").cursor("8").cursor()).hasValueSatisfying(cursor -> {
            assertThat(cursor.value()).isEqualTo("10");
            assertThat(cursor.largest()).isTrue();
        });
        assertThat(Step.empty().cursor("2026-01-02").cursor("2026-01-01").cursor())
                .hasValueSatisfying(cursor -> assertThat(cursor.value()).isEqualTo("2026-01-02"));
    }

    @Test
    void cursorsAreNumbersOnlyWhenBothAre() {
        assertThat(CursorOrder.INSTANCE.compare("9", "10")).isNegative();
        assertThat(CursorOrder.INSTANCE.compare("-9", "-10")).isPositive();
        assertThat(CursorOrder.INSTANCE.compare("9", "10a")).isPositive();
        assertThat(CursorOrder.INSTANCE.compare("7", "007")).isZero();
    }

    @Test
    void aRecordWithoutAnIdIsNamedByItsPosition() {
        assertThatThrownBy(() -> Step.empty().emitAll("s", "id", JSON.readTree("[{\"id\":1},{\"key\":2}]")))
                .isInstanceOf(PermanentException.class)
                .hasMessage("record 1 of stream 's' has no id: its field 'id' is missing, of [key]");
        assertThatThrownBy(() -> Step.empty().emitAll("s", "/id", JSON.readTree("[{\"id\":{}}]")))
                .hasMessageContaining("not a single value");
    }

    @Test
    void idsMayBeDeepAndNumbers() {
        Step step = Step.empty().emitAll("s", "/k/n", JSON.readTree("[{\"k\":{\"n\":12}}]"));

        assertThat(step.records()).extracting(CollectedRecord::id).containsExactly("12");
    }
}
