package dev.headrace.engine.strand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.strand.KernelThread.Usage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Where there is no {@code /proc}, each test shows that this is said instead. */
class KernelThreadTest {
    private static final boolean LINUX = Files.exists(Path.of("/proc/thread-self"));

    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    void aThreadThatWaitsIsAsleep() {
        Optional<KernelThread> thread = inThread(() -> Events.await(release));

        assertThat(thread.isPresent()).isEqualTo(LINUX);
        thread.ifPresent(waiting -> Events.until(waiting::isAsleep));
        release.countDown();
        thread.ifPresent(KernelThread::close);
    }

    @Test
    void aThreadThatComputesUsesProcessorTime() {
        Optional<KernelThread> thread = inThread(() -> PlantedConnector.compute(enough::get));

        assertThat(thread.isPresent()).isEqualTo(LINUX);
        thread.ifPresent(computing -> {
            Events.until(() -> computing.usage() != null);
            Usage before = computing.usage();
            Events.until(() -> computing.usage().cpuNanos() > before.cpuNanos() && !computing.isAsleep());
        });
        enough.set(true);
        thread.ifPresent(KernelThread::close);
    }

    @Test
    void aThreadThatIsGoneUsesNothingAndSleepsNot() throws Exception {
        CompletableFuture<Optional<Path>> directory = new CompletableFuture<>();
        Thread thread = new Thread(() -> directory.complete(KernelThread.directoryOfCaller()));
        thread.start();
        Optional<KernelThread> open = directory.join().map(KernelThread::open);
        thread.join();

        open.ifPresent(gone -> {
            Events.until(() -> gone.usage() == null);
            assertThat(gone.isAsleep()).isFalse();
            gone.close();
        });
        assertThat(KernelThread.open(Path.of("/proc/no-such-thread"))).isNull();
    }

    private static Optional<KernelThread> inThread(Runnable act) {
        CompletableFuture<Optional<Path>> directory = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            directory.complete(KernelThread.directoryOfCaller());
            act.run();
        });
        thread.setDaemon(true);
        thread.start();
        return directory.join().map(KernelThread::open);
    }
}
