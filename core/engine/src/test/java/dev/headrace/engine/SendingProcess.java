package dev.headrace.engine;

import dev.headrace.engine.budget.BudgetException;
import dev.headrace.engine.budget.BudgetSettings;
import dev.headrace.engine.budget.Budgets;
import dev.headrace.engine.budget.Claimant;
import dev.headrace.engine.budget.Demand;
import dev.headrace.engine.budget.Lane;
import dev.headrace.engine.budget.Permit;
import dev.headrace.engine.budget.Ticker;
import dev.headrace.engine.sink.JsonLinesSink;
import dev.headrace.engine.store.StateView;
import dev.headrace.engine.store.Store;
import dev.headrace.engine.store.StoreSettings;
import dev.headrace.spi.Limit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A JVM of its own with a limit of 100 a minute: says a line for each request that it sends, and ends cleanly when its input does, or
 * when it is killed not at all.
 */
final class SendingProcess {
    private SendingProcess() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        Store store = Store.open(
                StoreSettings.of(directory.resolve("state.db")),
                JsonLinesSink.into(directory.resolve("out")),
                failure -> Runtime.getRuntime().halt(9));
        Budgets budgets = new Budgets(Ticker.system(timer), Runnable::run, BudgetSettings.DEFAULTS, List.of());
        budgets.remember(store.view(StateView::limits).toCompletableFuture().join(), store::keepLimits);
        budgets.register(Limit.named("api").window(100, Duration.ofMinutes(1)));
        send(budgets.lane("a", List.of("api")), Integer.parseInt(arguments[1]));
        // One more line, so that the reader knows that what can be sent now has been sent.
        while (System.in.read() >= 0) {
            System.out.println("asked");
        }
        budgets.close();
        store.close();
        timer.shutdown();
    }

    private static void send(Lane lane, int wanted) {
        for (int i = 0; i < wanted; i++) {
            lane.acquire(Demand.ONE, new Claimant() {
                @Override
                public void granted(Permit permit) {
                    permit.sent();
                    System.out.println("sent");
                    permit.release();
                }

                @Override
                public void refused(BudgetException failure) {
                    // The process ends.
                }
            });
        }
    }

    /** Starts one that wants to send so many. */
    static Process start(Path directory, int wanted) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SendingProcess.class.getName(),
                        directory.toString(),
                        Integer.toString(wanted)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
