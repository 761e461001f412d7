package dev.headrace.engine.run;

import dev.headrace.engine.blocking.BlockingLane;
import dev.headrace.engine.blocking.BlockingPool;
import dev.headrace.engine.budget.Budgets;
import dev.headrace.engine.http.HttpTransport;
import dev.headrace.engine.store.Store;
import dev.headrace.engine.strand.Carriers;
import dev.headrace.engine.time.RunTime;
import dev.headrace.engine.timer.RunTimer;
import dev.headrace.engine.timer.Timer;
import dev.headrace.engine.timer.TimerThread;
import java.time.Duration;

/**
 * The machinery of one run. Made and closed by {@link RunSession}; each part says itself which threads may call it.
 *
 * @param machine the timer for what really takes time
 * @param time the time that the run lives by
 */
record RunParts(
        TimerThread machine,
        RunTime time,
        Carriers carriers,
        BlockingPool pool,
        BlockingLane engineLane,
        Budgets budgets,
        HttpTransport transport,
        Store store) {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

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
