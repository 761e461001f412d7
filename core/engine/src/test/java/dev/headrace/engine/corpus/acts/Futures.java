package dev.headrace.engine.corpus.acts;

import static dev.headrace.detector.Verdict.WAIT;
import static dev.headrace.engine.corpus.Stage.MILLIS;
import static dev.headrace.engine.corpus.Stage.use;

import dev.headrace.engine.corpus.Acts;
import dev.headrace.engine.corpus.Stage;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Results that are not there yet. Stateless. */
final class Futures {
    /** A task of a fork-join pool that ends with the act. */
    private static final class UntilTheEnd extends RecursiveAction {
        private final transient Stage stage;

        UntilTheEnd(Stage stage) {
            this.stage = stage;
        }

        @Override
        protected void compute() {
            stage.awaitEnd();
        }
    }

    private Futures() {}

    static void addTo(Acts acts) {
        completable(acts);
        executors(acts);
        forkJoin(acts);
    }

    private static void completable(Acts acts) {
        acts.blocking("CompletableFuture.get", WAIT, stage -> {
            CompletableFuture<String> future = completedAfterwards(stage);
            return () -> future.get();
        });
        acts.blocking("CompletableFuture.get(timeout)", WAIT, stage -> {
            CompletableFuture<String> future = new CompletableFuture<>();
            return () -> Stage.expecting(TimeoutException.class, () -> future.get(MILLIS, TimeUnit.MILLISECONDS));
        });
        acts.blocking("CompletableFuture.join", WAIT, stage -> {
            CompletableFuture<String> future = completedAfterwards(stage);
            return () -> future.join();
        });
        acts.blocking("CompletableFuture.allOf and join", WAIT, stage -> {
            CompletableFuture<String> future = completedAfterwards(stage);
            return () -> CompletableFuture.allOf(CompletableFuture.completedFuture(1), future)
                    .join();
        });
        acts.blocking("CompletionStage.toCompletableFuture and get", WAIT, stage -> {
            CompletableFuture<String> future = completedAfterwards(stage);
            return () -> future.minimalCompletionStage()
                    .thenApply(String::length)
                    .toCompletableFuture()
                    .get();
        });
    }

    private static void executors(Acts acts) {
        acts.blocking("FutureTask.get", WAIT, stage -> {
            FutureTask<String> task = new FutureTask<>(() -> "page");
            stage.afterwards(task::run);
            return () -> task.get();
        });
        acts.blocking("ExecutorService.submit and get", WAIT, stage -> {
            ExecutorService pool = stage.pool();
            return () -> pool.submit(stage::awaitEnd).get();
        });
        acts.blocking("ExecutorService.invokeAll", WAIT, stage -> {
            ExecutorService pool = stage.pool();
            return () -> pool.invokeAll(List.of(untilTheEnd(stage)));
        });
        acts.blocking("ExecutorService.invokeAny", WAIT, stage -> {
            ExecutorService pool = stage.pool();
            return () -> pool.invokeAny(List.of(untilTheEnd(stage)));
        });
        acts.blocking("ExecutorService.awaitTermination", WAIT, stage -> {
            ExecutorService pool = stage.pool();
            pool.execute(stage::awaitEnd);
            pool.shutdown();
            return () -> pool.awaitTermination(MILLIS, TimeUnit.MILLISECONDS);
        });
        acts.blocking("ExecutorCompletionService.take", WAIT, stage -> {
            CompletionService<String> service = new ExecutorCompletionService<>(stage.pool());
            Future<String> result = service.submit(untilTheEnd(stage));
            stage.afterwards(result::get);
            return () -> use(service.take());
        });
        acts.blocking("ScheduledFuture.get", WAIT, stage -> {
            ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
            stage.closing(timer::shutdownNow);
            return () ->
                    timer.schedule(() -> "page", MILLIS, TimeUnit.MILLISECONDS).get();
        });
    }

    private static void forkJoin(Acts acts) {
        acts.blocking("ForkJoinTask.join", WAIT, stage -> {
            UntilTheEnd task = new UntilTheEnd(stage);
            forkJoinPool(stage).execute(task);
            return () -> task.join();
        });
        acts.blocking("ForkJoinTask.get(timeout)", WAIT, stage -> {
            UntilTheEnd task = new UntilTheEnd(stage);
            forkJoinPool(stage).execute(task);
            return () -> Stage.expecting(TimeoutException.class, () -> task.get(MILLIS, TimeUnit.MILLISECONDS));
        });
        acts.blocking("ForkJoinPool.invoke", WAIT, stage -> {
            ForkJoinPool pool = forkJoinPool(stage);
            return () -> pool.invoke(new UntilTheEnd(stage));
        });
        acts.blocking("ForkJoinPool.awaitQuiescence", WAIT, stage -> {
            ForkJoinPool pool = forkJoinPool(stage);
            pool.execute(new UntilTheEnd(stage));
            return () -> pool.awaitQuiescence(MILLIS, TimeUnit.MILLISECONDS);
        });
        acts.blocking("a parallel stream", WAIT, stage -> {
            AtomicBoolean shared = new AtomicBoolean();
            return () -> {
                Thread caller = Thread.currentThread();
                IntStream.range(0, 64).parallel().forEach(page -> takePart(caller, shared, stage));
            };
        });
    }

    /** The caller computes until another thread has its share, and is left with nothing but to wait for that. */
    private static void takePart(Thread caller, AtomicBoolean shared, Stage stage) {
        if (Thread.currentThread() != caller) {
            shared.set(true);
            stage.awaitEnd();
        }
        while (!shared.get()) {
            Thread.onSpinWait();
        }
    }

    private static Callable<String> untilTheEnd(Stage stage) {
        return () -> {
            stage.awaitEnd();
            return "page";
        };
    }

    private static CompletableFuture<String> completedAfterwards(Stage stage) {
        CompletableFuture<String> future = new CompletableFuture<>();
        stage.afterwards(() -> future.complete("page"));
        return future;
    }

    private static ForkJoinPool forkJoinPool(Stage stage) {
        ForkJoinPool pool = new ForkJoinPool(1);
        stage.closing(pool::shutdownNow);
        return pool;
    }
}
