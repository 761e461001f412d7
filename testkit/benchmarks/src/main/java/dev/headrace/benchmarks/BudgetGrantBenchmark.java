package dev.headrace.benchmarks;

import dev.headrace.engine.budget.BudgetException;
import dev.headrace.engine.budget.BudgetSettings;
import dev.headrace.engine.budget.Budgets;
import dev.headrace.engine.budget.Claimant;
import dev.headrace.engine.budget.Demand;
import dev.headrace.engine.budget.Lane;
import dev.headrace.engine.budget.Permit;
import dev.headrace.engine.budget.Ticker;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a permit costs where there is plenty. Run with {@code -prof gc} to see that nothing but the permit is allocated.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
// Short and many: on a shared machine the least disturbed iterations tell.
@Warmup(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 30, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class BudgetGrantBenchmark {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Budgets budgets =
            new Budgets(Ticker.system(timer), Runnable::run, BudgetSettings.DEFAULTS, List.of());
    // Limits too wide to be met.
    private final Lane window = lane(Limit.named("window").window(Integer.MAX_VALUE, Duration.ofHours(1)));
    private final Lane concurrency = lane(Limit.named("concurrency").concurrency(64));
    private final Lane five = lane(
            broad("a"), broad("b"), broad("c"), broad("d"), Limit.named("e").concurrency(64));
    private final Taker taker = new Taker();

    /** Keeps what it was given last. */
    private static final class Taker implements Claimant {
        private @Nullable Permit taken;

        @Override
        public void granted(Permit permit) {
            taken = permit;
        }

        @Override
        public void refused(BudgetException failure) {
            throw failure;
        }
    }

    private enum User implements Claimant {
        /** Gives back what it was given, unsent. */
        RETURNS(false),
        /** Sends and releases. */
        SENDS(true);

        private final boolean sends;

        User(boolean sends) {
            this.sends = sends;
        }

        @Override
        public void granted(Permit permit) {
            if (sends) {
                permit.sent();
            }
            permit.release();
        }

        @Override
        public void refused(BudgetException failure) {
            throw failure;
        }
    }

    private static Limit broad(String name) {
        return Limit.named(name).window(100_000, Duration.ofSeconds(1));
    }

    private Lane lane(Limit... limits) {
        for (Limit limit : limits) {
            budgets.register(limit);
        }
        return budgets.lane("benchmark", Arrays.stream(limits).map(Limit::name).toList());
    }

    /** Ends the timer's thread. */
    @TearDown
    public void close() {
        budgets.close();
        timer.shutdown();
    }

    /** The grant alone: the permit is neither used nor given back. */
    @Benchmark
    public void grant(Blackhole sink) {
        window.acquire(Demand.ONE, taker);
        sink.consume(taker.taken);
    }

    /** Granted and given back. */
    @Benchmark
    public void grantAndRelease() {
        concurrency.acquire(Demand.ONE, User.RETURNS);
    }

    /** The whole life of a permit. */
    @Benchmark
    public void grantSentAndRelease() {
        concurrency.acquire(Demand.ONE, User.SENDS);
    }

    /** Under five limits together: granted and given back. */
    @Benchmark
    public void grantAndReleaseUnderFiveLimits() {
        five.acquire(Demand.ONE, User.RETURNS);
    }

    /** Two threads under one limit. */
    @Benchmark
    @Threads(2)
    public void grantAndReleaseByTwoThreads() {
        concurrency.acquire(Demand.ONE, User.RETURNS);
    }
}
