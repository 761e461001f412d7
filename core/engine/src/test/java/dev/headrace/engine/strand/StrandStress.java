package dev.headrace.engine.strand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Races, run often enough to be met. {@link #main} runs them in a JVM of its own, which may be told to have one processor.
 */
final class StrandStress {
    private StrandStress() {}

    public static void main(String[] args) throws Exception {
        try (Carriers carriers = Carriers.start(CarrierSettings.defaults())) {
            serialInOrder(carriers, "serial", 4, 20_000);
            handsMemoryOver(carriers, 50_000);
        }
        noWakeUpIsLost(1, 10_000);
        noWakeUpIsLost(3, 10_000);
        detachedAnywhere(20_000);
        closedAnywhere(100);
        System.out.println("processors: " + Runtime.getRuntime().availableProcessors());
    }

    /** Several threads feed one strand; its tasks count without any synchronisation of their own. */
    static void serialInOrder(Carriers carriers, String name, int producers, int tasksEach) {
        Strand strand = carriers.strand(name, type -> false);
        int[] count = new int[1];
        int[] last = new int[producers];
        List<String> faults = new ArrayList<>();
        CountDownLatch ran = new CountDownLatch(producers);
        List<Thread> threads = new ArrayList<>();
        for (int producer = 0; producer < producers; producer++) {
            int mine = producer;
            threads.add(new Thread(() -> {
                for (int i = 1; i <= tasksEach; i++) {
                    int number = i;
                    strand.execute(() -> {
                        count[0]++;
                        if (last[mine] != number - 1) {
                            faults.add("producer %s: %s after %s".formatted(mine, number, last[mine]));
                        }
                        last[mine] = number;
                    });
                }
                strand.execute(ran::countDown);
            }));
        }
        threads.forEach(Thread::start);
        Events.await(ran);
        assertThat(faults).isEmpty();
        assertThat(count[0]).isEqualTo(producers * tasksEach);
    }

    /** Two strands pass a turn to and fro; each counts in a plain field, on whatever carrier it is. */
    static void handsMemoryOver(Carriers carriers, int turns) {
        Strand one = carriers.strand("one", type -> false);
        Strand two = carriers.strand("two", type -> false);
        CountDownLatch ran = new CountDownLatch(1);
        int[] counts = new int[2];
        one.execute(new Runnable() {
            @Override
            public void run() {
                Strand mine = one.isCurrent() ? one : two;
                int total = ++counts[mine == one ? 0 : 1] + counts[mine == one ? 1 : 0];
                if (total == turns) {
                    ran.countDown();
                } else {
                    (mine == one ? two : one).execute(this);
                }
            }
        });
        Events.await(ran);
        assertThat(counts[0] + counts[1]).isEqualTo(turns);
        assertThat(Math.abs(counts[0] - counts[1])).isLessThanOrEqualTo(1);
    }

    /** One piece of work at a time, while all consumers go idle in between: a lost wake-up stops it for good. */
    static void noWakeUpIsLost(int consumers, int rounds) {
        ReadyQueue queue = new ReadyQueue();
        AtomicInteger done = new AtomicInteger();
        Carriers nowhere = Carriers.start(CarrierSettings.defaults());
        Carrier unused = new Carrier(nowhere, 0);
        for (int i = 0; i < consumers; i++) {
            Thread thread = new Thread(() -> consume(queue, unused, done, rounds));
            thread.setDaemon(true);
            thread.start();
        }
        int put = 0;
        while (put < rounds) {
            int burst = Math.min(rounds - put, 1 + ThreadLocalRandom.current().nextInt(3));
            for (int i = 0; i < burst; i++) {
                queue.put(carrier -> done.incrementAndGet());
            }
            put += burst;
            int expected = put;
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(Events.PATIENCE_SECONDS);
            while (done.get() < expected) {
                assertThat(System.nanoTime()).as("lost after %s", done).isLessThan(until);
                Thread.onSpinWait();
            }
        }
        queue.close();
        nowhere.close();
    }

    /** Carriers are detached at random moments, far more often than any watchdog would: no task is lost, doubled or overlaps. */
    static void detachedAnywhere(int tasks) throws InterruptedException {
        WatchSettings asleep = WatchSettings.defaults().limit(Duration.ofHours(1), Duration.ofHours(1));
        Carriers carriers =
                Carriers.start(CarrierSettings.defaults().carriers(2, 8).watch(asleep));
        int[] counts = new int[4];
        CountDownLatch ran = new CountDownLatch(counts.length);
        for (int i = 0; i < counts.length; i++) {
            int mine = i;
            Strand strand = carriers.strand("strand" + i, type -> false);
            strand.execute(new Runnable() {
                @Override
                public void run() {
                    if (++counts[mine] == tasks) {
                        ran.countDown();
                    } else {
                        strand.execute(this);
                    }
                }
            });
        }
        int detached = detachUntil(carriers.crew(), ran);
        for (int count : counts) {
            assertThat(count).isEqualTo(tasks);
        }
        assertThat(detached).isPositive();
        carriers.crew().fill(0);
        Events.until(() -> carriers.size() == 2);
        assertThat(carriers.crew().serving()).isEqualTo(2);
        assertThat(carriers.close(Duration.ofMinutes(1))).isZero();
        assertThat(carriers.size()).isZero();
    }

    private static int detachUntil(Crew crew, CountDownLatch ran) throws InterruptedException {
        int detached = 0;
        while (!ran.await(20, TimeUnit.MICROSECONDS)) {
            int now = 0;
            for (Carrier carrier : crew.carriers()) {
                long state = carrier.state();
                if (Carrier.isRunning(state) && !Carrier.isDetached(state) && carrier.detach(state) != 0) {
                    now++;
                }
            }
            crew.detached(now);
            assertThat(crew.fill(0)).isTrue();
            detached += now;
        }
        return detached;
    }

    /** Carriers are closed while tasks come in: each is run, refused, or counted as dropped. */
    static void closedAnywhere(int rounds) throws InterruptedException {
        for (int round = 0; round < rounds; round++) {
            Carriers carriers = Carriers.start(CarrierSettings.defaults().carriers(2, 4));
            Strand strand = carriers.strand("strand", type -> false);
            AtomicInteger ran = new AtomicInteger();
            AtomicInteger accepted = new AtomicInteger();
            CountDownLatch begun = new CountDownLatch(2);
            Thread serial = new Thread(() -> feed(strand, begun, ran, accepted));
            Thread parallel = new Thread(() -> feed(carriers.parallel(), begun, ran, accepted));
            serial.start();
            parallel.start();
            Events.await(begun);
            int dropped = carriers.close(Duration.ofMinutes(1));
            serial.join();
            parallel.join();
            assertThat(ran.get() + dropped).as("round %s", round).isEqualTo(accepted.get());
        }
    }

    private static void feed(Executor to, CountDownLatch begun, AtomicInteger ran, AtomicInteger accepted) {
        begun.countDown();
        try {
            for (int i = 0; i < 1_000_000; i++) {
                to.execute(ran::incrementAndGet);
                accepted.incrementAndGet();
            }
        } catch (RejectedExecutionException closed) {
            // the end that every round comes to
        }
    }

    private static void consume(ReadyQueue queue, Carrier unused, AtomicInteger done, int rounds) {
        ReadyQueue.Waiter waiter = new ReadyQueue.Waiter(Thread.currentThread());
        while (done.get() < rounds) {
            Work work = queue.poll(waiter);
            if (work == null) {
                queue.await(waiter);
            } else {
                work.runOn(unused);
            }
        }
    }
}
