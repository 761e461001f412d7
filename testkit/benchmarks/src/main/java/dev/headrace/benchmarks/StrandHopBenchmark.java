package dev.headrace.benchmarks;

import dev.headrace.engine.strand.CarrierSettings;
import dev.headrace.engine.strand.Carriers;
import dev.headrace.engine.strand.Strand;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs that a task runs on a strand: from one strand to another, to the same one, and from outside. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 15, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class StrandHopBenchmark {
    private static final int HOPS = 10_000;
    private static final int PAIRS = 12;

    private final Carriers carriers = Carriers.start(CarrierSettings.defaults());
    private final Strand[] strands = new Strand[2 * PAIRS];

    /** Makes the strands. */
    @Setup
    public void open() {
        for (int i = 0; i < strands.length; i++) {
            strands[i] = carriers.strand("strand" + i, type -> false);
        }
    }

    /** Ends the carriers. */
    @TearDown
    public void close() {
        carriers.close();
    }

    /** One task that goes to and fro between two strands; nothing else to do for any carrier. */
    @Benchmark
    @OperationsPerInvocation(HOPS)
    public void hop() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        strands[0].execute(new Walker(strands[0], strands[1], HOPS, done));
        done.await();
    }

    /** Twelve such tasks at once, each between two strands of its own. */
    @Benchmark
    @OperationsPerInvocation(HOPS)
    public void hopOfTwelve() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(PAIRS);
        for (int i = 0; i < strands.length; i += 2) {
            strands[i].execute(new Walker(strands[i], strands[i + 1], HOPS / PAIRS, done));
        }
        done.await();
    }

    /** A task that executes itself again on its own strand. */
    @Benchmark
    @OperationsPerInvocation(HOPS)
    public void again() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        strands[0].execute(new Walker(strands[0], strands[0], HOPS, done));
        done.await();
    }

    /** A thread that is no carrier hands over many tasks, as an I/O thread does. */
    @Benchmark
    @OperationsPerInvocation(HOPS)
    public void handOver() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(HOPS);
        for (int i = 0; i < HOPS; i++) {
            strands[0].execute(done::countDown);
        }
        done.await();
    }

    /** Confined to whichever of its strands runs it. */
    private static final class Walker implements Runnable {
        private final Strand here;
        private final Strand there;
        private final CountDownLatch done;
        private int left;

        Walker(Strand here, Strand there, int hops, CountDownLatch done) {
            this.here = here;
            this.there = there;
            this.left = hops;
            this.done = done;
        }

        @Override
        public void run() {
            left--;
            if (left == 0) {
                done.countDown();
            } else {
                (left % 2 == 0 ? here : there).execute(this);
            }
        }
    }
}
