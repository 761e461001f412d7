package dev.headrace.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DetectionTest {
    private interface Sleeping {
        void sleep(long millis) throws InterruptedException;
    }

    private final WatchedThread thread = new WatchedThread();
    private final DetectionSettings settings =
            DetectionSettings.watching(WatchedThread::isArmed).canaries(thread);
    private Detection detection;

    @BeforeEach
    void start() {
        detection = Detection.start(settings);
    }

    @AfterEach
    void close() {
        detection.close();
        thread.close();
    }

    @Test
    void aSleepIsFoundWithItsLine() throws Exception {
        thread.run(() -> Thread.sleep(1));

        Finding finding = only();
        assertThat(finding.verdict()).isEqualTo(Verdict.WAIT);
        assertThat(finding.detector()).isEqualTo(Detector.AGENT);
        assertThat(finding.thread()).isEqualTo("watched");
        assertThat(finding.site().blockingFrame().map(Site::method)).contains("java.lang.Thread.sleep");
        assertThat(finding.site().connectorFrame().orElseThrow().getFileName()).isEqualTo("DetectionTest.java");
        assertThat(finding.sentence())
                .startsWith("thread 'watched' waited ")
                .contains("in java.lang.Thread.sleep, called from " + DetectionTest.class.getName());
    }

    @Test
    void aSleepByReferenceIsFound() throws Exception {
        Sleeping sleeping = Thread::sleep;

        thread.run(() -> sleeping.sleep(1));

        assertThat(only().site().blockingFrame().map(Site::method)).contains("java.lang.Thread.sleep");
    }

    @Test
    void aSleepByReflectionIsFound() throws Exception {
        Method sleep = Thread.class.getMethod("sleep", long.class);

        thread.run(() -> sleep.invoke(null, 1L));

        assertThat(only().verdict()).isEqualTo(Verdict.WAIT);
    }

    @Test
    void aSleepOfTheTimeUnitIsFoundOnce() throws Exception {
        thread.run(() -> TimeUnit.MILLISECONDS.sleep(1));

        assertThat(only().times()).isEqualTo(1);
    }

    @Test
    @SuppressWarnings("WaitNotInLoop") // the act itself
    void aWaitIsFound() throws Exception {
        Object monitor = new Object();

        thread.run(() -> {
            synchronized (monitor) {
                monitor.wait(1);
            }
        });

        assertThat(only().site().blockingFrame().map(Site::method)).contains("java.lang.Object.wait");
    }

    @Test
    void aFutureThatIsNotThereYetIsFoundAndOneThatIsThereIsNot() throws Exception {
        thread.run(() -> CompletableFuture.completedFuture("there").get());
        assertThat(detection.result().findings()).isEmpty();

        Throwable thrown = thread.run(() -> new CompletableFuture<String>().get(1, TimeUnit.MILLISECONDS));

        assertThat(thrown).isInstanceOf(TimeoutException.class);
        assertThat(only().site().blockingFrame().map(Site::method))
                .contains("java.util.concurrent.CompletableFuture.get");
        assertThat(only().lost()).isPositive();
    }

    @Test
    void filesAreFound() throws Exception {
        thread.run(() -> new File("none").exists());
        thread.run(() -> Files.exists(Path.of("none")));
        thread.run(() -> Files.readString(Path.of("pom.xml")));

        assertThat(detection.result().findings())
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(finding -> finding.verdict() == Verdict.FILE);
    }

    @Test
    void socketsAreFoundUnlessTheyDoNotBlock() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
            thread.run(() -> {
                try (SocketChannel channel = SocketChannel.open()) {
                    channel.configureBlocking(false);
                    channel.connect(address);
                }
            });
            assertThat(detection.result().findings()).isEmpty();

            thread.run(() -> {
                try (Socket socket = new Socket()) {
                    socket.connect(address, 1_000);
                }
            });
        }

        assertThat(only().verdict()).isEqualTo(Verdict.NETWORK);
    }

    @Test
    void namesOfHostsAreFound() throws Exception {
        thread.run(InetAddress::getLocalHost);

        assertThat(detection.result().findings()).isNotEmpty().allMatch(finding -> finding.verdict() == Verdict.DNS);
    }

    @Test
    void aLockThatIsHeldForLongIsFoundWithItsTime() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        Throwable thrown = waitFor(lock, Duration.ofMillis(30));

        assertThat(thrown).isNull();
        Finding finding = only();
        assertThat(finding.verdict()).isEqualTo(Verdict.LOCK);
        assertThat(finding.lost()).isGreaterThanOrEqualTo(Duration.ofMillis(1));
        assertThat(finding.site().blockingFrame().map(Site::method))
                .contains("java.util.concurrent.locks.ReentrantLock.lock");
    }

    @Test
    void aLockThatIsHadBeforeTheToleranceIsOverIsCountedOnly() throws Exception {
        detection.close();
        detection = Detection.start(settings.tolerance(Duration.ofHours(1)));

        waitFor(new ReentrantLock(), Duration.ofMillis(5));

        assertThat(detection.result().findings()).isEmpty();
        assertThat(detection.result().tolerated()).isPositive();
    }

    @Test
    void aMonitorIsFoundByItsCount() throws Exception {
        Object monitor = new Object();
        CountDownLatch held = new CountDownLatch(1);
        Thread holder = new Thread(() -> {
            synchronized (monitor) {
                held.countDown();
                awaitBlocked("watched");
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        });
        holder.start();
        held.await();

        thread.run(() -> detection
                .counted("page 7", () -> {
                    synchronized (monitor) {
                        assertThat(Thread.holdsLock(monitor)).isTrue();
                    }
                })
                .run());

        assertThat(detection.result().findings()).anySatisfy(finding -> {
            assertThat(finding.detector()).isEqualTo(Detector.COUNTERS);
            assertThat(finding.verdict()).isEqualTo(Verdict.LOCK);
            assertThat(finding.work()).isEqualTo(Assignment.of("page 7"));
            assertThat(finding.site().connectorFrame().orElseThrow().getFileName())
                    .isEqualTo("DetectionTest.java");
        });
        holder.join();
    }

    @Test
    void whatIsAllowedIsCountedByReason() throws Exception {
        System.Logger logger = System.getLogger("detector");
        thread.run(() -> {
            logger.log(System.Logger.Level.INFO, "one line for the test's output");
            new IllegalStateException("printed on purpose").printStackTrace();
            System.out.println("printed on purpose");
            ServiceLoader.load(Runnable.class).findFirst();
        });

        assertThat(detection.result().findings()).isEmpty();
        assertThat(detection.result().allowed()).isNotEmpty();
    }

    @Test
    void usersAllowMoreByLinesAndByAnnotation() throws Exception {
        detection.close();
        String line = DetectionTest.class.getName() + ".sleepsByAgreement: a test agrees to it";
        detection = Detection.start(settings.allowances(Allowances.defaults().andLines(List.of(line))));

        thread.run(DetectionTest::sleepsByAgreement);
        thread.run(DetectionTest::sleepsByAnnotation);
        thread.run(DetectionTest::sleepsByAnnotation);

        assertThat(detection.result().findings()).isEmpty();
        assertThat(detection.result().allowed()).isEqualTo(Map.of("a test agrees to it", 1L, "its author says so", 2L));
    }

    @Test
    void inThrowModeTheCallFailsButNeverALock() throws Exception {
        detection.close();
        detection = Detection.start(settings.mode(DetectionMode.THROW));

        assertThat(thread.run(() -> Thread.sleep(1))).isInstanceOf(BlockingCallException.class);
        assertThat(thread.run(() -> new File("none").exists())).isInstanceOf(BlockingCallException.class);
        assertThat(thread.run(() -> LockSupport.parkNanos(1))).isNull();
        assertThat(waitFor(new ReentrantLock(), Duration.ofMillis(5))).isNull();
    }

    @Test
    void otherThreadsMayBlock() throws Exception {
        Thread.sleep(1);

        assertThat(detection.result().findings()).isEmpty();
    }

    @Test
    void aPlaceIsFoundOnceAndItsTimesAreCounted() throws Exception {
        for (int i = 0; i < 5; i++) {
            thread.run(DetectionTest::sleepsByAgreement);
        }

        assertThat(only().times()).isEqualTo(5);
        assertThat(only().sentence()).contains(", 5 times,");
    }

    @Test
    void afterItsEndNothingIsFound() throws Exception {
        detection.close();

        thread.run(() -> Thread.sleep(1));

        assertThat(detection.result().findings()).isEmpty();
    }

    @Test
    void twoMayWatchAtOnce() throws Exception {
        try (Detection other = Detection.start(settings)) {
            thread.run(() -> Thread.sleep(1));

            assertThat(other.result().findings()).hasSize(1);
        }
        assertThat(detection.result().findings())
                .anyMatch(finding -> finding.site().stack().contains("twoMayWatchAtOnce"));
    }

    @Test
    void anExecutorWhoseThreadIsNotWatchedMakesTheStartFail() {
        assertThatThrownBy(() ->
                        Detection.start(DetectionSettings.watching(any -> false).canaries(thread)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the detector does not work: blocking on purpose was not noticed for [SLEEP, ")
                .hasMessageEndingWith("is the executor's thread a watched one?");
    }

    /** A listener that loaded a class from the same archive would move the position under the read that is told of. */
    @Test
    void theReadingOfAnOpenArchiveIsLeftAlone() throws Exception {
        URI jar = Test.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        try (ZipFile archive = new ZipFile(new File(jar))) {
            thread.run(() -> {
                try (InputStream entry = archive.getInputStream(archive.getEntry("META-INF/MANIFEST.MF"))) {
                    assertThat(entry.readAllBytes()).isNotEmpty();
                }
            });
        }

        assertThat(detection.result().findings()).isEmpty();
    }

    @Test
    void aFailureOfTheSettingsIsToldAndDisturbsNoCall() throws Exception {
        try (Detection failing = Detection.start(settings.work(any -> {
            throw new IllegalStateException("no name for it");
        }))) {
            assertThat(thread.run(() -> Thread.sleep(1))).isNull();

            assertThatThrownBy(failing::result)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no name for it");
        }
    }

    private static void sleepsByAgreement() throws InterruptedException {
        Thread.sleep(1);
    }

    @MayBlock("its author says so")
    private static void sleepsByAnnotation() throws InterruptedException {
        Thread.sleep(1);
    }

    /** Has the watched thread wait for a lock that is held for so long after the wait began. */
    @SuppressWarnings("LockNotBeforeTry") // nothing between the two can fail
    private Throwable waitFor(ReentrantLock lock, Duration time) throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        Thread holder = new Thread(() -> {
            lock.lock();
            held.countDown();
            while (!lock.hasQueuedThreads()) {
                Thread.onSpinWait();
            }
            LockSupport.parkNanos(time.toNanos());
            lock.unlock();
        });
        holder.start();
        held.await();
        Throwable thrown = thread.run(() -> {
            lock.lock();
            lock.unlock();
        });
        holder.join();
        return thrown;
    }

    private static void awaitBlocked(String name) {
        while (Thread.getAllStackTraces().keySet().stream()
                .noneMatch(other -> other.getName().equals(name) && other.getState() == Thread.State.BLOCKED)) {
            Thread.onSpinWait();
        }
    }

    private Finding only() {
        List<Finding> findings = detection.result().findings();
        assertThat(findings).as("findings").hasSize(1);
        return findings.get(0);
    }
}
