package dev.headrace.engine.strand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StuckCarrierTest {
    @Test
    void aThirdStrandRunsWhileBothCarriersAreStuck() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (Carriers carriers = Carriers.start(CarrierSettings.defaults().carriers(2, 8))) {
            stick(carriers, 2, release);
            CountDownLatch ran = new CountDownLatch(1);
            carriers.strand("third", name -> false).execute(ran::countDown);
            assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
            release.countDown();
        }
    }

    @Test
    void halfOfAllStrandsMayBeStuck() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (Carriers carriers = Carriers.start(CarrierSettings.defaults().carriers(2, 16))) {
            stick(carriers, 6, release);
            CountDownLatch ran = new CountDownLatch(6);
            for (int i = 0; i < 6; i++) {
                carriers.strand("free" + i, name -> false).execute(ran::countDown);
            }
            assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
            release.countDown();
        }
    }

    /** Occupies as many strands, and returns once their tasks run. */
    private static List<Strand> stick(Carriers carriers, int count, CountDownLatch release)
            throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(count);
        List<Strand> strands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Strand strand = carriers.strand("stuck" + i, name -> name.equals(StuckCarrierTest.class.getName()));
            strand.execute(() -> {
                stuck.countDown();
                awaitQuietly(release);
            });
            strands.add(strand);
        }
        assertThat(stuck.await(30, TimeUnit.SECONDS)).isTrue();
        return strands;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
