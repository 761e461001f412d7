package dev.headrace.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.cause.Causality;
import dev.headrace.engine.cause.Trail;
import dev.headrace.engine.time.RunTime;
import dev.headrace.engine.timer.TimerThread;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunAccountsTest {
    /** What bounds a run is an observation: no run may fail for it. */
    @Test
    void aLookThatFailsIsTheLastAndCostsNothingElse() {
        try (TimerThread timer = TimerThread.start()) {
            RunTime time = RunTime.ofMachine(timer.scheduler());
            RunAccounts accounts = new RunAccounts(new Causality(time.nanoTime(), limit -> Optional.empty()), time);
            Trail opened = accounts.opened();
            AtomicInteger looks = new AtomicInteger();

            for (int i = 0; i < 2; i++) {
                assertThat(accounts.looked(opened, () -> {
                            looks.incrementAndGet();
                            throw new IllegalStateException("planted");
                        }))
                        .isSameAs(opened);
            }

            assertThat(looks).hasValue(1);
            assertThat(accounts.conclude(opened, time.nanoTime())).isSameAs(Causality.Conclusion.NONE);
        }
    }

    @Test
    void aRunThatIsLookedAtIsConcluded() {
        try (TimerThread timer = TimerThread.start()) {
            RunTime time = RunTime.ofMachine(timer.scheduler());
            RunAccounts accounts = new RunAccounts(new Causality(time.nanoTime(), limit -> Optional.empty()), time);
            Trail opened = accounts.opened();

            assertThat(accounts.conclude(opened, time.nanoTime() + 1_000_000).path())
                    .isNotEmpty();
        }
    }
}
