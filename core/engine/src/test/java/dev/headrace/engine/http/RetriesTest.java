package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetriesTest {
    @Test
    void theLongestWaitDoublesUpToABound() {
        Retries retries = new Retries(() -> 1.0);
        assertThat(retries.waitAfter(1)).isEqualTo(Duration.ofMillis(100));
        assertThat(retries.waitAfter(2)).isEqualTo(Duration.ofMillis(200));
        assertThat(retries.waitAfter(5)).isEqualTo(Duration.ofMillis(1600));
        assertThat(retries.waitAfter(30)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void theWaitIsAnythingUpToTheLongest() {
        assertThat(new Retries(() -> 0.0).waitAfter(3)).isZero();
        assertThat(new Retries(() -> 0.5).waitAfter(1)).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void retriesArePaidForAndEarnedBySuccess() {
        Retries retries = new Retries(() -> 0.0);
        int paid = 0;
        while (retries.pay()) {
            paid++;
        }
        assertThat(paid).isEqualTo(35);

        retries.succeeded(1);
        assertThat(retries.pay()).isTrue();
        for (int i = 0; i < 3; i++) {
            retries.succeeded(0);
            assertThat(retries.pay()).isFalse();
        }
    }
}
