package dev.headrace.spi.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private final CancellationSource source = new CancellationSource();
    private final Cancellation cancellation = source.cancellation();
    private final List<String> called = new ArrayList<>();

    @Test
    void nothingIsRequestedAtFirst() {
        cancellation.onCancel(() -> called.add("a"));

        assertThat(cancellation.requested()).isFalse();
        assertThat(cancellation.reason()).isEmpty();
        assertThat(called).isEmpty();
    }

    @Test
    void listenersAreCalledInTheirOrderBeforeCancelReturns() {
        cancellation.onCancel(() -> called.add("a"));
        cancellation.onCancel(() -> called.add("b"));

        assertThat(source.cancel("no longer needed")).isTrue();

        assertThat(called).containsExactly("a", "b");
        assertThat(cancellation.requested()).isTrue();
        assertThat(cancellation.reason()).contains("no longer needed");
    }

    @Test
    void theFirstReasonCountsAndListenersAreCalledOnce() {
        cancellation.onCancel(() -> called.add("a"));
        source.cancel("first");

        assertThat(source.cancel("second")).isFalse();

        assertThat(called).containsExactly("a");
        assertThat(cancellation.reason()).contains("first");
    }

    @Test
    void aListenerThatComesTooLateIsCalledAtOnce() {
        source.cancel("over");

        cancellation.onCancel(() -> called.add("late")).remove();

        assertThat(called).containsExactly("late");
    }

    @Test
    void aRemovedListenerIsForgotten() {
        Cancellation.Registration first = cancellation.onCancel(() -> called.add("first"));
        Cancellation.Registration middle = cancellation.onCancel(() -> called.add("middle"));
        Cancellation.Registration last = cancellation.onCancel(() -> called.add("last"));
        assertThat(cancellation.listeners()).isEqualTo(3);

        middle.remove();
        middle.remove();
        first.remove();
        assertThat(cancellation.listeners()).isEqualTo(1);
        source.cancel("over");
        last.remove();

        assertThat(called).containsExactly("last");
        assertThat(cancellation.listeners()).isZero();
    }

    @Test
    void aListenerRemovedByAnotherOneIsNotCalled() {
        List<Cancellation.Registration> registrations = new ArrayList<>();
        cancellation.onCancel(() -> registrations.forEach(Cancellation.Registration::remove));
        registrations.add(cancellation.onCancel(() -> called.add("removed")));

        source.cancel("over");

        assertThat(called).isEmpty();
    }

    @Test
    void aListenerThatThrowsDoesNotKeepTheOthersFromBeingCalled() {
        List<Throwable> uncaught = new ArrayList<>();
        IllegalStateException broken = new IllegalStateException("listener");
        Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
        Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
        try {
            cancellation.onCancel(() -> {
                throw broken;
            });
            cancellation.onCancel(() -> called.add("other"));
            source.cancel("over");
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(before);
        }

        assertThat(called).containsExactly("other");
        assertThat(uncaught).containsExactly(broken);
    }

    @Test
    void aListenerMayRegisterRemoveAndCancel() {
        cancellation.onCancel(() -> {
            cancellation.onCancel(() -> called.add("inner")).remove();
            called.add(source.cancel("again") ? "again" : "once");
        });

        source.cancel("over");

        assertThat(called).containsExactly("inner", "once");
    }

    @Test
    void neverIsNeverRequestedAndKeepsNoListener() {
        Cancellation.never().onCancel(() -> called.add("a"));

        assertThat(Cancellation.never().requested()).isFalse();
        assertThat(Cancellation.never().listeners()).isZero();
    }

    @Test
    void noListenerIsLostOrCalledTwiceWhileItIsCancelled() throws InterruptedException {
        for (int round = 0; round < 2_000; round++) {
            CancellationSource racing = new CancellationSource();
            AtomicInteger calls = new AtomicInteger();
            CountDownLatch start = new CountDownLatch(1);
            Thread canceller = new Thread(() -> {
                start.countDown();
                racing.cancel("over");
            });
            canceller.start();
            start.await();
            for (int i = 0; i < 10; i++) {
                racing.cancellation().onCancel(calls::incrementAndGet);
            }
            canceller.join();
            assertThat(calls).hasValue(10);
            assertThat(racing.cancellation().listeners()).isZero();
        }
    }
}
