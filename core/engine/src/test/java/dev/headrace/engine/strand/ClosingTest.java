package dev.headrace.engine.strand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Carriers carriers = Carriers.start(CarrierSettings.defaults().carriers(2, 8));
    private final Strand strand = carriers.strand("github", name -> false);

    @AfterEach
    void close() {
        carriers.close();
    }

    @Test
    void whatWasAcceptedStillRuns() {
        AtomicInteger ran = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        strand.execute(() -> {
            begun.countDown();
            Events.await(release);
        });
        for (int i = 0; i < 1000; i++) {
            strand.execute(ran::incrementAndGet);
        }
        Events.await(begun);
        new Thread(release::countDown).start();

        assertThat(carriers.close(LONG)).isZero();

        assertThat(ran).hasValue(1000);
        assertThat(carriers.size()).isZero();
    }

    @Test
    void whatComesLaterIsRefusedWithAReason() {
        carriers.close(LONG);

        assertThatThrownBy(() -> strand.execute(() -> {}))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("strand 'github' takes no more tasks: its carriers are being closed");
        assertThatThrownBy(() -> carriers.parallel().execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void whatATaskExecutesWhileClosingIsRefused() {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        strand.execute(() -> {
            begun.countDown();
            Events.until(carriers::closing);
            try {
                strand.execute(() -> {});
                refused.complete(new AssertionError("accepted"));
            } catch (RejectedExecutionException e) {
                refused.complete(e);
            }
        });
        Events.await(begun);

        assertThat(carriers.close(LONG)).isZero();

        assertThat(refused.join()).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aTaskThatDoesNotEndIsInterruptedAndWhatWaitsBehindItCounted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        strand.execute(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        strand.execute(() -> {});
        strand.execute(() -> {});
        Events.await(begun);

        assertThat(carriers.close(Duration.ZERO)).isEqualTo(2);

        assertThat(interrupted.get(60, TimeUnit.SECONDS)).isTrue();
        Events.until(() -> carriers.size() == 0);
    }

    @Test
    void aTaskCannotCloseTheCarriersItRunsOn() {
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        strand.execute(() -> {
            try {
                carriers.close();
                refused.complete(new AssertionError("closed"));
            } catch (IllegalStateException e) {
                refused.complete(e);
            }
        });

        assertThat(refused.join()).hasMessageContaining("cannot close the carriers that it runs on");
        assertThat(carriers.close(LONG)).isZero();
    }

    @Test
    void closingTwiceIsClosingOnce() {
        assertThat(carriers.close(LONG)).isZero();
        assertThat(carriers.close(LONG)).isZero();
    }

    @Test
    void everyTaskThatRacesWithClosingIsRunRefusedOrCounted() throws Exception {
        StrandStress.closedAnywhere(150);
    }
}
