package dev.headrace.engine.corpus.acts;

import static dev.headrace.detector.Verdict.WAIT;
import static dev.headrace.engine.corpus.Stage.HOLD;
import static dev.headrace.engine.corpus.Stage.MILLIS;

import dev.headrace.engine.corpus.Acts;
import dev.headrace.engine.corpus.Stage;
import dev.headrace.engine.corpus.library.Signing;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sleeping and parking, by all names. Stateless. */
final class Sleeps {
    private interface Sleeping {
        void sleep(long millis) throws InterruptedException;
    }

    private Sleeps() {}

    static void addTo(Acts acts) {
        directly(acts);
        later(acts);
        indirectly(acts);
        parked(acts);
    }

    private static void directly(Acts acts) {
        acts.blocking("Thread.sleep(ms)", WAIT, stage -> () -> Thread.sleep(MILLIS));
        acts.blocking("Thread.sleep(ms, ns)", WAIT, stage -> () -> Thread.sleep(MILLIS, 1));
        acts.blocking("Thread.sleep(0)", WAIT, stage -> () -> Thread.sleep(0));
        acts.blockingSince(19, "Thread.sleep(Duration)", WAIT, stage -> {
            Method sleep = Thread.class.getMethod("sleep", Duration.class);
            return () -> sleep.invoke(null, HOLD);
        });
        acts.blocking("TimeUnit.sleep", WAIT, stage -> () -> TimeUnit.MILLISECONDS.sleep(MILLIS));
        acts.blocking("Thread.join", WAIT, stage -> {
            Thread other = new Thread(stage::awaitEnd);
            other.start();
            return () -> other.join();
        });
        acts.blocking("Thread.join(ms)", WAIT, stage -> {
            Thread other = new Thread(stage::awaitEnd);
            other.start();
            return () -> other.join(MILLIS);
        });
    }

    private static void later(Acts acts) {
        acts.blockingSince(19, "Thread.join(Duration)", WAIT, stage -> {
            Method join = Thread.class.getMethod("join", Duration.class);
            Thread other = new Thread(stage::awaitEnd);
            other.start();
            return () -> join.invoke(other, HOLD);
        });
        acts.blockingSince(21, "joining a virtual thread", WAIT, stage -> {
            Thread other = (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, (Runnable)
                            stage::awaitEnd);
            return () -> other.join();
        });
        acts.blockingSince(19, "ExecutorService.close", WAIT, stage -> {
            ExecutorService pool = stage.pool();
            pool.execute(stage::awaitEnd);
            Method close = ExecutorService.class.getMethod("close");
            return () -> close.invoke(pool);
        });
    }

    private static void indirectly(Acts acts) {
        acts.blocking("Thread::sleep", WAIT, stage -> {
            Sleeping sleeping = Thread::sleep;
            return () -> sleeping.sleep(MILLIS);
        });
        acts.blocking("Thread.sleep by reflection", WAIT, stage -> {
            Method sleep = Thread.class.getMethod("sleep", long.class);
            return () -> sleep.invoke(null, HOLD.toMillis());
        });
        // JDK 17 sleeps in a native method, which has no entry for a probe; a handle that was looked up is no call of
        // it either.
        acts.watched("Thread.sleep by a method handle", WAIT, stage -> {
            MethodHandle sleep = MethodHandles.lookup()
                    .findStatic(Thread.class, "sleep", MethodType.methodType(void.class, long.class));
            return () -> Signing.refresh(sleep, MILLIS);
        });
        acts.blocking("a sleep three calls deep in a library", WAIT, stage -> () -> Signing.sign("page", MILLIS));
        acts.blocking(
                "a sleep inside a stream",
                WAIT,
                stage -> () -> List.of(1, 2).stream()
                        .map(page -> Signing.sign("page " + page, MILLIS))
                        .forEach(Stage::use));
        acts.blocking(
                "a sleep in a callback of a completed future",
                WAIT,
                stage -> () -> CompletableFuture.completedFuture("page")
                        .thenApply(page -> Signing.sign(page, MILLIS))
                        .join());
    }

    private static void parked(Acts acts) {
        acts.blocking("LockSupport.park", WAIT, stage -> {
            Thread[] parked = new Thread[1];
            stage.afterwards(() -> LockSupport.unpark(parked[0]));
            return () -> {
                parked[0] = Thread.currentThread();
                while (!stage.isOver()) {
                    LockSupport.park();
                }
            };
        });
        acts.blocking("LockSupport.parkNanos", WAIT, stage -> () -> LockSupport.parkNanos(HOLD.toNanos()));
        acts.blocking(
                "LockSupport.parkUntil",
                WAIT,
                stage -> () -> LockSupport.parkUntil(System.currentTimeMillis() + MILLIS));
    }
}
