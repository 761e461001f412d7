package dev.headrace.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowLogTest {
    private static final long SPAN = Duration.ofMillis(1050).toNanos();

    private static WindowLog log(int permits, Duration length) {
        return new WindowLog(new Limit.Window(permits, length), Limit.Mode.EXACT);
    }

    @Test
    void itAgreesWithCountingAllThatWasSentWithinTheSpan() {
        Random random = new Random(5);
        WindowLog log = log(100, Duration.ofSeconds(1));
        List<long[]> sent = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(20_000_000);
            int cost = 1 + random.nextInt(5);
            if (log.dueFor(cost, now) <= now) {
                log.sent(cost, now);
                sent.add(new long[] {now, cost});
            }
            long time = now;
            sent.removeIf(entry -> entry[0] <= time - SPAN);
            long counted = sent.stream().mapToLong(entry -> entry[1]).sum();
            log.expire(now);
            assertThat((long) log.used()).isEqualTo(counted).isLessThanOrEqualTo(100);
        }
    }

    @Test
    void itSaysWhenThereWillBeRoomForACost() {
        WindowLog log = log(10, Duration.ofSeconds(1));
        log.sent(4, 100);
        log.sent(4, 200);
        log.sent(2, 300);
        assertThat(log.dueFor(1, 400)).isEqualTo(100 + SPAN);
        assertThat(log.dueFor(4, 400)).isEqualTo(100 + SPAN);
        assertThat(log.dueFor(5, 400)).isEqualTo(200 + SPAN);
        assertThat(log.dueFor(9, 400)).isEqualTo(300 + SPAN);
        assertThat(log.dueFor(11, 400)).as("granted and not sent yet").isEqualTo(Nanos.NEVER);
        assertThat(log.dueFor(4, 100 + SPAN)).isEqualTo(100 + SPAN);
    }

    @Test
    void aLargeWindowMergesTimeStampsAndErrsTowardsLate() {
        int permits = 1_000_000;
        Duration length = Duration.ofHours(24);
        WindowLog log = log(permits, length);
        long step = length.toNanos() / permits;
        for (int i = 0; i < permits; i++) {
            log.sent(1, i * step);
        }
        long first = log.dueFor(1, permits * step);
        assertThat(first).isGreaterThanOrEqualTo(length.toNanos());
        assertThat(first - length.toNanos())
                .as("late by a 1024th of the window at most, and the guard")
                .isLessThanOrEqualTo(
                        length.toNanos() / 1024 + Duration.ofSeconds(2).toNanos());
        assertThat(log.used()).isEqualTo(permits);
        assertThat(log.dueFor(permits / 2048, permits * step))
                .as("half a 1024th leaves together with the first unit")
                .isEqualTo(first);
    }

    @Test
    void aWindowOfAnySizeBeginsSmall() {
        assertThat(log(Integer.MAX_VALUE, Duration.ofDays(30)).roomy(Integer.MAX_VALUE))
                .isTrue();
    }

    @Test
    void anotherLogOfTheSameLimitTakesOverWhatWasSent() {
        WindowLog old = log(10, Duration.ofSeconds(1));
        for (int i = 0; i < 40; i++) {
            old.sent(1, i);
        }
        WindowLog stricter = log(5, Duration.ofSeconds(1));
        stricter.takeOver(old);
        assertThat(stricter.used()).isEqualTo(40);
        assertThat(stricter.dueFor(1, 50)).isEqualTo(35 + SPAN);
    }
}
