package dev.headrace.engine.run;

import dev.headrace.engine.blocking.BlockingPool;
import dev.headrace.engine.blocking.BlockingSettings;
import dev.headrace.engine.budget.BudgetSettings;
import dev.headrace.engine.budget.Budgets;
import dev.headrace.engine.budget.Standing;
import dev.headrace.engine.budget.Ticker;
import dev.headrace.engine.cause.Causality;
import dev.headrace.engine.http.HttpTransport;
import dev.headrace.engine.http.TransportSettings;
import dev.headrace.engine.http.Upstream;
import dev.headrace.engine.http.UpstreamSettings;
import dev.headrace.engine.observe.RunTrace;
import dev.headrace.engine.stage.CreationLines;
import dev.headrace.engine.strand.CarrierSettings;
import dev.headrace.engine.strand.Carriers;
import dev.headrace.engine.time.RunTime;
import dev.headrace.engine.timer.TimerThread;
import dev.headrace.spi.Connector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A scheduler and one instance on real strands, over a store of the test's own. */
final class SchedulerRig implements AutoCloseable {
    private static final int CONCURRENCY = 8;

    final FakeWorkStore store = new FakeWorkStore();
    final Instance instance;
    final Scheduler scheduler;

    private final Carriers carriers = Carriers.start(CarrierSettings.defaults());
    private final BlockingPool pool = BlockingPool.start(BlockingSettings.defaults());
    private final TimerThread timer = TimerThread.start();
    private final ExecutorService serial = Executors.newSingleThreadExecutor();

    SchedulerRig(Connector connector) {
        RunTime time = RunTime.ofMachine(timer.scheduler());
        instance = instance(connector, Ticker.of(time));
        Duration never = Duration.ofMinutes(10);
        scheduler = new Scheduler(
                serial,
                store,
                time,
                new RunSettings(1, never, never, never, false, false),
                new Causality(time.nanoTime(), limit -> Optional.empty()),
                List.of(instance));
        scheduler.ended().whenComplete((nothing, failure) -> store.answers.add(FakeWorkStore.END));
        instance.mayPlan = true;
    }

    private Instance instance(Connector connector, Ticker ticker) {
        UpstreamSettings settings = UpstreamSettings.of("tree", "tree", null);
        Budgets budgets = new Budgets(ticker, Runnable::run, BudgetSettings.DEFAULTS, List.of());
        Upstream upstream = new HttpTransport(
                        TransportSettings.defaults(), budgets, ticker, Runnable::run, Runnable::run, failure -> {})
                .upstream(settings);
        ClassLoader loader = SchedulerRig.class.getClassLoader();
        OpenConnector open = new OpenConnector(
                connector, CONCURRENCY, OnBlock.WARN, Standing.USUAL, settings, List.of(), "none", loader);
        return new Instance(
                open,
                carriers.strand("tree", type -> false),
                upstream,
                pool.lane("tree", loader, 1, 1),
                Map.of(),
                new DroppedStages("tree", CreationLines.NONE, upstream, text -> text),
                RunTrace.NONE);
    }

    /** Waits until the scheduler has done all that it was told so far. */
    void settle() {
        try {
            serial.submit(() -> {}).get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new AssertionError(failure);
        }
    }

    /** On the scheduler's strand, as the run does it. */
    void cancelAll() {
        serial.execute(() -> scheduler.cancelAll("the run was stopped"));
        settle();
    }

    @Override
    public void close() {
        serial.shutdownNow();
        carriers.close();
        pool.close(Duration.ZERO);
        timer.close();
    }
}
