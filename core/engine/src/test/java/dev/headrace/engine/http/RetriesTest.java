package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private final AtomicLong now = new AtomicLong();

    private static int payAll(Retries retries) {
        int paid = 0;
        while (retries.pay()) {
            paid++;
        }
        return paid;
    }

    @Test
    void theLongestWaitDoublesUpToABound() {
        Retries retries = new Retries(() -> 1.0, now::get);
        assertThat(retries.waitAfter(1)).isEqualTo(Duration.ofMillis(100));
        assertThat(retries.waitAfter(2)).isEqualTo(Duration.ofMillis(200));
        assertThat(retries.waitAfter(5)).isEqualTo(Duration.ofMillis(1600));
        assertThat(retries.waitAfter(30)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void theWaitIsAnythingUpToTheLongest() {
        assertThat(new Retries(() -> 0.0, now::get).waitAfter(3)).isZero();
        assertThat(new Retries(() -> 0.5, now::get).waitAfter(1)).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void retriesArePaidForByRequestsAndByTime() {
        Retries retries = new Retries(() -> 0.0, now::get);
        assertThat(payAll(retries)).as("saved, and three for the second").isEqualTo(38);
        assertThat(retries.isSpent()).isTrue();

        for (int i = 0; i < 41; i++) {
            retries.asked();
        }
        assertThat(payAll(retries)).as("one for ten requests").isEqualTo(4);

        now.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(payAll(retries)).as("time saves up no more than a second's").isEqualTo(3);
        now.addAndGet(Duration.ofMillis(340).toNanos());
        assertThat(payAll(retries)).isEqualTo(1);
    }

    @Test
    void aRetryThatHelpsCostsNothing() {
        Retries retries = new Retries(() -> 0.0, now::get);
        payAll(retries);
        retries.succeeded(1);
        assertThat(payAll(retries)).isEqualTo(1);
        retries.succeeded(0);
        assertThat(retries.pay()).isFalse();
    }

    /** Sends as fast as it may, each request at most three times, to an upstream that fails while it is down. */
    private int sent(Retries retries, int requests, long apart, boolean down) {
        int sent = 0;
        for (int i = 0; i < requests; i++) {
            now.addAndGet(apart);
            retries.asked();
            sent++;
            for (int again = 0; down && again < 2 && retries.pay(); again++) {
                sent++;
            }
        }
        return sent;
    }

    @Test
    void anUpstreamThatFailsEverythingGetsElevenTenthsAndThreeASecond() {
        Retries retries = new Retries(() -> 0.0, now::get);
        payAll(retries);
        // 100 a second for 100 s.
        int sent = sent(retries, 10_000, Duration.ofMillis(10).toNanos(), true);
        assertThat(sent).isBetween(10_000, 11_000 + 3 * 100 + 1);
    }

    @Test
    void aSlowRunHasAllItsRetriesAndSoHasOneThatOutlivesAnOutage() {
        Retries retries = new Retries(() -> 0.0, now::get);
        payAll(retries);
        long second = Duration.ofSeconds(1).toNanos();
        assertThat(sent(retries, 60, second, true)).as("each three times").isEqualTo(180);
        sent(retries, 5_000, second / 1_000, true);
        now.addAndGet(second);
        assertThat(sent(retries, 1, 0, true)).as("a second after the outage").isEqualTo(3);
    }
}
