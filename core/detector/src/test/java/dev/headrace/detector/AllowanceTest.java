package dev.headrace.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    @Test
    void aLineHasAPatternAndAReason() {
        assertThat(Allowance.parse("org.acme.Cache.load: reads 1 KB: once"))
                .isEqualTo(new Allowance("org.acme.Cache.load", "reads 1 KB: once"));
    }

    @Test
    void aLineWithoutAReasonIsRefusedWithAnExample() {
        assertThatThrownBy(() -> Allowance.parse("org.acme.Cache.load"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'org.acme.Cache.load' gives no reason: write PATTERN: REASON");
        assertThatThrownBy(() -> Allowance.parse("org.acme.Cache.load: "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs a pattern and a reason");
    }

    @Test
    void aPatternCoversAClassOrAMethodOrWhatBeginsSo() {
        assertThat(new Allowance("org.acme.Cache", "why").covers("org.acme.Cache", "load"))
                .isTrue();
        assertThat(new Allowance("org.acme.Cache", "why").covers("org.acme.Cache2", "load"))
                .isFalse();
        assertThat(new Allowance("org.acme.Cache.load", "why").covers("org.acme.Cache", "load"))
                .isTrue();
        assertThat(new Allowance("org.acme.Cache.load", "why").covers("org.acme.Cache", "reload"))
                .isFalse();
        assertThat(new Allowance("org.acme.*", "why").covers("org.acme.deep.Cache", "load"))
                .isTrue();
        assertThat(new Allowance("org.acme.*", "why").covers("org.acmeother.Cache", "load"))
                .isFalse();
    }

    @Test
    void usersLinesComeAfterTheDefaults() {
        Allowances more = Allowances.defaults().andLines(List.of("org.acme.*: why"));

        assertThat(more.list()).startsWith(Allowances.defaults().list().toArray(new Allowance[0]));
        assertThat(more.list()).endsWith(new Allowance("org.acme.*", "why"));
    }
}
