package dev.headrace.engine.strand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.detector.Site;
import dev.headrace.detector.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Duration LIMIT = Duration.ofMillis(20);

    private final AtomicBoolean enough = new AtomicBoolean();
    private final Events events = new Events();
    private final Carriers carriers = Carriers.start(CarrierSettings.defaults()
            .carriers(2, 16)
            .watch(WatchSettings.defaults().limit(LIMIT, Duration.ofMillis(5)).listener(events)));
    private final Strand strand = carriers.strand("github", name -> name.equals(PlantedConnector.class.getName()));

    @AfterEach
    void close() {
        enough.set(true);
        carriers.close();
    }

    @Test
    void aSleepThreeCallsDeepIsNamedByFileAndLine() throws Exception {
        Instant before = Instant.now();
        strand.execute(quietly(() -> PlantedConnector.sleepInLibrary(enough::get)));

        BlockingVerdict verdict = Events.next(events.running);

        assertThat(verdict.strand()).isEqualTo("github");
        assertThat(verdict.kind()).isEqualTo(Verdict.WAIT);
        assertThat(verdict.running()).isTrue();
        assertThat(verdict.start()).isAfterOrEqualTo(before);
        StackTraceElement line = verdict.site().connectorFrame().orElseThrow();
        assertThat(line.getFileName()).isEqualTo("PlantedConnector.java");
        assertThat(line.getLineNumber()).isEqualTo(PlantedConnector.LIBRARY_LINE);
        assertThat(verdict.site().libraryFrame().orElseThrow().getMethodName()).isEqualTo("pause");
        assertThat(blocking(verdict)).isEqualTo("java.lang.Thread.sleep");
        assertThat(verdict.sentence())
                .startsWith("'github' (thread 'headrace-carrier-")
                .contains("') waited ")
                .endsWith(" ms in java.lang.Thread.sleep, called from"
                        + " dev.headrace.engine.strand.PlantedConnector.sleepInLibrary(PlantedConnector.java:19),"
                        + " through dev.headrace.engine.strand.PlantedLibrary.pause, and goes on");
        assertThat(verdict.site().stack())
                .contains("PlantedLibrary.pause(PlantedLibrary.java:")
                .doesNotContain(Carrier.class.getName());
    }

    @Test
    void whenTheTaskEndsItsWholeLossIsTold() throws Exception {
        strand.execute(quietly(() -> PlantedConnector.sleepInLibrary(enough::get)));
        BlockingVerdict detected = Events.next(events.running);
        enough.set(true);

        BlockingVerdict ended = Events.next(events.ended);

        assertThat(ended.running()).isFalse();
        assertThat(ended.lost()).isGreaterThanOrEqualTo(detected.lost());
        assertThat(detected.lost()).isGreaterThanOrEqualTo(LIMIT);
        assertThat(strand.clock().blocked()).isEqualTo(ended.lost());
        assertThat(strand.clock().ran()).isGreaterThanOrEqualTo(ended.lost());
    }

    @Test
    void theListenerGetsTheTaskThatWasExecuted() throws Exception {
        Runnable task = quietly(() -> PlantedConnector.sleepInLibrary(enough::get));
        strand.execute(task);

        assertThat(Events.next(events.tasks)).isSameAs(task);
    }

    @Test
    void occurrencesAtOnePlaceAreOneVerdict() throws Exception {
        for (int i = 0; i < 3; i++) {
            AtomicBoolean once = new AtomicBoolean();
            strand.execute(quietly(() -> PlantedConnector.sleepInLibrary(once::get)));
            Events.next(events.running);
            once.set(true);
            Events.next(events.ended);
        }

        assertThat(strand.verdicts()).singleElement().satisfies(verdict -> {
            assertThat(verdict.finding().times()).isEqualTo(3);
            assertThat(verdict.lost()).isGreaterThanOrEqualTo(LIMIT.multipliedBy(3));
            assertThat(verdict.running()).isFalse();
        });
        assertThat(carriers.verdicts()).isEqualTo(strand.verdicts());
    }

    @Test
    void aContendedMonitorIsALock() throws Exception {
        Object monitor = new Object();
        CountDownLatch entered = new CountDownLatch(1);
        synchronized (monitor) {
            strand.execute(() -> PlantedConnector.enter(monitor, entered::countDown));

            BlockingVerdict verdict = Events.next(events.running);

            assertThat(verdict.kind()).isEqualTo(Verdict.LOCK);
            assertThat(verdict.site().connectorFrame().orElseThrow().getLineNumber())
                    .isBetween(PlantedConnector.MONITOR_LINE, PlantedConnector.MONITOR_LINE + 1);
            assertThat(verdict.site().libraryFrame()).isEmpty();
        }
        Events.await(entered);
    }

    @Test
    void aHeldLockOfTheLibraryIsALock() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            strand.execute(() -> PlantedConnector.lock(lock, () -> {}));

            BlockingVerdict verdict = Events.next(events.running);

            assertThat(verdict.kind()).isEqualTo(Verdict.LOCK);
            assertThat(blocking(verdict)).isEqualTo("java.util.concurrent.locks.ReentrantLock.lock");
        } finally {
            lock.unlock();
        }
    }

    @Test
    void aLatchIsWaitedFor() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        strand.execute(quietly(() -> PlantedConnector.await(latch)));

        BlockingVerdict verdict = Events.next(events.running);

        assertThat(verdict.kind()).isEqualTo(Verdict.WAIT);
        assertThat(blocking(verdict)).isEqualTo("java.util.concurrent.CountDownLatch.await");
        latch.countDown();
    }

    @Test
    void aMonitorIsWaitedForEvenWhileAnotherThreadHoldsIt() throws Exception {
        Object monitor = new Object();
        AtomicBoolean over = new AtomicBoolean();
        strand.execute(quietly(() -> PlantedConnector.waitFor(monitor, over::get)));
        Events.until(() -> strand.clock().tasks() == 0 && strand.size() == 1);

        BlockingVerdict verdict = Events.next(events.running, found -> found.kind() == Verdict.WAIT);

        assertThat(blocking(verdict)).isEqualTo("java.lang.Object.wait");
        over.set(true);
        synchronized (monitor) {
            monitor.notifyAll();
        }
    }

    @Test
    void aSocketIsNative() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            strand.execute(quietly(() -> PlantedConnector.accept(server)));

            BlockingVerdict verdict = Events.next(events.running, found -> found.kind() == Verdict.NATIVE);

            assertThat(blocking(verdict)).isEqualTo("java.net.ServerSocket.accept");
            assertThat(verdict.site().connectorFrame().orElseThrow().getMethodName())
                    .isEqualTo("accept");
            new Socket(server.getInetAddress(), server.getLocalPort()).close();
        }
    }

    @Test
    void aLoopIsComputing() throws Exception {
        strand.execute(() -> PlantedConnector.compute(enough::get));

        BlockingVerdict verdict = Events.next(events.running);

        enough.set(true);
        assertThat(verdict.kind()).isEqualTo(Verdict.CPU);
        assertThat(verdict.site().connectorFrame().orElseThrow().getMethodName())
                .isEqualTo("compute");
        BlockingVerdict ended = Events.next(events.ended);
        assertThat(ended.lost()).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        assertThat(strand.clock().blocked()).isZero();
    }

    @Test
    void parallelTasksAreWatchedButBlameNoConnector() throws Exception {
        carriers.parallel().execute(quietly(() -> PlantedConnector.sleepInLibrary(enough::get)));

        BlockingVerdict verdict = Events.next(events.running);

        assertThat(verdict.strand()).isEqualTo("parallel");
        assertThat(verdict.site().connectorFrame()).isEmpty();
        assertThat(verdict.site().libraryFrame().orElseThrow().getMethodName()).isEqualTo("pause");
        enough.set(true);
        Events.next(events.ended);
        assertThat(carriers.verdicts()).hasSize(1);
    }

    @Test
    void aSlowListenerHoldsUpNeitherTheWatchdogNorOtherStrands() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        WatchSettings watch = WatchSettings.defaults().listener(new BlockingListener() {
            @Override
            public void stillRunning(BlockingVerdict verdict, Runnable task) {
                Events.await(release);
            }
        });
        try (Carriers own =
                Carriers.start(CarrierSettings.defaults().carriers(1, 8).watch(watch))) {
            CountDownLatch ran = new CountDownLatch(3);
            for (int i = 0; i < 3; i++) {
                Strand stuck = own.strand("stuck" + i, name -> false);
                stuck.execute(() -> {
                    ran.countDown();
                    Events.await(release);
                });
            }
            Events.await(ran);
            release.countDown();
        }
    }

    @Test
    void aListenerThatThrowsHarmsNobody() throws Exception {
        CountDownLatch told = new CountDownLatch(2);
        WatchSettings watch = WatchSettings.defaults().listener(new BlockingListener() {
            @Override
            public void stillRunning(BlockingVerdict verdict, Runnable task) {
                told.countDown();
                throw new StackOverflowError("planted in the listener");
            }
        });
        try (Carriers own = Carriers.start(CarrierSettings.defaults().watch(watch))) {
            Strand faulty = own.strand("faulty", name -> false);
            faulty.execute(quietly(() -> PlantedLibrary.settle(() -> told.getCount() < 2)));
            faulty.execute(quietly(() -> PlantedLibrary.settle(() -> told.getCount() < 1)));

            Events.await(told);
        }
    }

    private static String blocking(BlockingVerdict verdict) {
        return Site.method(verdict.site().blockingFrame().orElseThrow());
    }

    private static Runnable quietly(Blocking act) {
        return () -> {
            try {
                act.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private interface Blocking {
        void run() throws IOException, InterruptedException;
    }
}
