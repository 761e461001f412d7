package dev.headrace.engine.run;

import dev.headrace.engine.blocking.BlockingLane;
import dev.headrace.engine.blocking.BlockingPool;
import dev.headrace.engine.budget.BudgetSettings;
import dev.headrace.engine.budget.Budgets;
import dev.headrace.engine.budget.Ticker;
import dev.headrace.engine.http.HttpTransport;
import dev.headrace.engine.store.Store;
import dev.headrace.engine.strand.CarrierSettings;
import dev.headrace.engine.strand.Carriers;
import dev.headrace.engine.time.Activity;
import dev.headrace.engine.time.EngineClock;
import dev.headrace.engine.time.RunTime;
import dev.headrace.engine.timer.RunTimer;
import dev.headrace.engine.timer.Timer;
import dev.headrace.engine.timer.TimerThread;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The machinery of a run, or of several that go on side by side. Made and closed by {@link RunSession} or {@link SharedRuns}; each
 * part says itself which threads may call it.
 *
 * @param sessions the runs, for what concerns all of them
 * @param most how many runs may go on side by side
 * @param began before any of the parts was there
 * @param machine the timer for what really takes time
 * @param time the time that the runs live by
 */
record RunParts(
        Sessions sessions,
        int most,
        Moment began,
        TimerThread machine,
        RunTime time,
        Carriers carriers,
        BlockingPool pool,
        BlockingLane engineLane,
        Budgets budgets,
        HttpTransport transport,
        Store store) {

    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** One instant by both clocks of a run. */
    record Moment(Instant wall, long nanos) {
        static Moment now(RunTime time) {
            return new Moment(time.wallTime(), time.nanoTime());
        }
    }

    /** Starts everything. To the clock it is work under way until the caller tells that it ends. */
    static RunParts start(RunSetup setup, int most) {
        Sessions sessions = new Sessions(setup.fatal());
        TimerThread machine = TimerThread.start();
        RunTime time = setup.clock().map(EngineClock::begin).orElseGet(() -> RunTime.ofMachine(machine.scheduler()));
        Moment began = Moment.now(time);
        Activity activity = time.activity();
        activity.begins();
        // First, because it loads the database's native library on its own thread while the rest begins.
        Store store = Store.open(setup.store().with(time::wallTime), setup.sink(), sessions::storeFailed, activity);
        CarrierSettings settings = setup.carriers();
        Carriers carriers = Carriers.start(
                settings.watch(settings.watch().listener(sessions)).failures(sessions), activity);
        BlockingPool pool = BlockingPool.start(setup.blocking(), activity);
        Ticker ticker = Ticker.of(time);
        Budgets budgets = new Budgets(ticker, carriers.parallel(), BudgetSettings.DEFAULTS, setup.limits());
        BlockingLane engineLane = pool.nativeLane("engine", RunParts.class.getClassLoader(), 8, 1_000);
        HttpTransport transport = new HttpTransport(
                setup.transport(),
                budgets,
                ticker,
                carriers.parallel(),
                task -> engineLane.call(
                        () -> {
                            task.run();
                            return true;
                        },
                        Runnable::run),
                sessions::fatal);
        transport.warmUp();
        return new RunParts(
                sessions, most, began, machine, time, carriers, pool, engineLane, budgets, transport, store);
    }

    /** Goes on with what earlier processes have sent and were given. Before an upstream or a limit is made known. */
    void remember(Map<String, String> limits, Map<String, String> tokens) {
        budgets.remember(limits, store::keepLimits);
        transport.remember(tokens, store::keepToken);
    }

    /** Ends all threads; blocks for at most some seconds. What was handed to the store becomes durable. */
    void close() {
        transport.close();
        budgets.close();
        store.close();
        carriers.close(PATIENCE);
        pool.close(PATIENCE);
        time.close();
        machine.close();
    }

    /** What is to happen later in the run's own time. */
    Timer timer() {
        return new RunTimer(time);
    }
}
