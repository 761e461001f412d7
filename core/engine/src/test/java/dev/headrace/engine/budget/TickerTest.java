package dev.headrace.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TickerTest {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final Ticker ticker = Ticker.system(timer);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void anAlarmRingsOnTheTimersThread() throws InterruptedException {
        CountDownLatch rung = new CountDownLatch(1);
        Thread[] thread = new Thread[1];
        ticker.schedule(Duration.ZERO, () -> {
            thread[0] = Thread.currentThread();
            rung.countDown();
        });
        assertThat(rung.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(thread[0]).isNotSameAs(Thread.currentThread());
    }

    @Test
    void aWithdrawnAlarmLeavesNothingInTheTimer() {
        Ticker.Alarm alarm = ticker.schedule(Duration.ofHours(1), () -> {});
        assertThat(timer.getQueue()).hasSize(1);
        alarm.cancel();
        assertThat(timer.getQueue()).isEmpty();
    }
}
