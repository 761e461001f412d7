package dev.headrace.detector;

import dev.headrace.detector.agent.BlockingCall;
import dev.headrace.detector.agent.Group;
import dev.headrace.detector.agent.Listener;
import dev.headrace.detector.agent.Probes;
import java.io.File;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Blocks once in each way that has a probe, each for about a millisecond, and sees whether that is noticed: a detector that is
 * there and does not work must not look like one that found nothing.
 */
final class Canary implements Listener {
    private static final long PATIENCE_SECONDS = 30;

    private interface Act {
        void run() throws Exception;
    }

    private final Predicate<Thread> watched;
    private final Set<Group> heard = EnumSet.noneOf(Group.class);
    private volatile boolean counted;

    private Canary(Predicate<Thread> watched) {
        this.watched = watched;
    }

    /**
     * Runs all acts and waits for their end.
     *
     * @throws IllegalStateException if one of them was not noticed; the message says which
     */
    static void prove(Probes probes, DetectionSettings settings) {
        Executor executor = settings.canaries().orElse(null);
        if (executor != null) {
            new Canary(settings.watched()).prove(probes, executor);
            return;
        }
        new Canary(thread -> thread.getName().equals("headrace-canary")).prove(probes, Canary::onThreadOfItsOwn);
    }

    @Override
    public boolean watches(Thread thread) {
        return watched.test(thread);
    }

    @Override
    public @Nullable RuntimeException entered(BlockingCall call) {
        synchronized (heard) {
            heard.add(call.group());
        }
        return null;
    }

    @Override
    public void failed(Throwable failure) {
        // what was not heard is missed at the end
    }

    @Override
    public void left(Thread thread, long nanos) {
        synchronized (heard) {
            heard.add(Group.END);
        }
    }

    private void prove(Probes probes, Executor executor) {
        CountDownLatch done = new CountDownLatch(1);
        // Before the probes hear of the thread: it would load them from a jar that it is being watched reading.
        Collection<Act> acts = all().values();
        probes.add(this);
        try {
            executor.execute(() -> {
                try {
                    acts.forEach(Canary::perform);
                    counts();
                } finally {
                    done.countDown();
                }
            });
            requireAll(done.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the thread was interrupted while the detector was tried out", e);
        } finally {
            probes.remove(this);
        }
    }

    private static Map<Group, Act> all() {
        Map<Group, Act> acts = new EnumMap<>(Group.class);
        Object monitor = new Object();
        acts.put(Group.SLEEP, () -> Thread.sleep(1));
        acts.put(Group.MONITOR, () -> waitFor(monitor));
        acts.put(Group.PARK, () -> LockSupport.parkNanos(1));
        acts.put(Group.END, () -> LockSupport.parkNanos(monitor, 1));
        acts.put(Group.FUTURE, () -> new CompletableFuture<Void>().get(1, TimeUnit.NANOSECONDS));
        acts.put(Group.FILE, () -> new File("headrace-canary").exists());
        acts.put(Group.NETWORK, Canary::accept);
        acts.put(Group.NAMES, () -> NetworkInterface.getByName("headrace-canary"));
        acts.put(Group.PROCESS, () -> new ProcessBuilder(List.of()).start());
        return acts;
    }

    private static void perform(Act act) {
        try {
            act.run();
        } catch (Exception expected) {
            // what they come to is of no interest: most fail at once
        }
    }

    @SuppressWarnings("WaitNotInLoop") // waiting is the act; there is nothing to wait for
    private static void waitFor(Object monitor) throws InterruptedException {
        synchronized (monitor) {
            monitor.wait(1);
        }
    }

    private static void accept() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(1);
            server.accept().close();
        }
    }

    private void counts() {
        WaitCounts before = WaitCounts.ofCurrentThread();
        LockSupport.parkNanos(1_000);
        perform(() -> Thread.sleep(1));
        counted = WaitCounts.ofCurrentThread().since(before).waited() > 0;
    }

    private void requireAll(boolean done) {
        Set<Group> missing = EnumSet.copyOf(all().keySet());
        synchronized (heard) {
            missing.removeAll(heard);
        }
        if (!done || !missing.isEmpty() || !counted) {
            throw new IllegalStateException(
                    "the detector does not work: blocking on purpose was not noticed for %s%s%s; is the executor's thread a watched one?"
                            .formatted(
                                    missing,
                                    counted ? "" : ", nor by the JVM's counts of waits",
                                    done ? "" : ", and did not end within %s s".formatted(PATIENCE_SECONDS)));
        }
    }

    private static void onThreadOfItsOwn(Runnable acts) {
        Thread thread = new Thread(acts, "headrace-canary");
        thread.setDaemon(true);
        thread.start();
    }
}
