package dev.headrace.engine.stage;

import dev.headrace.engine.report.AbandonedStage.Fate;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stage that knows whether somebody has looked at it. Whoever derives a stage passes the duty on to that one, which is tracked
 * too; whoever asks for the failure ({@code handle}, {@code whenComplete}, {@code exceptionally}) has fulfilled it, for the
 * stage that this gives as well; and so has whoever takes the stage as a future, since the JDK does just that with a stage that
 * is joined into another or returned to {@code thenCompose}.
 *
 * <p>Nothing is attached to find that out: an attached function would make every stage look as if somebody had looked.
 */
final class TrackedStage<T> extends CompletableFuture<T> {
    private final StageScope scope;
    private final Object origin;
    private final @Nullable StackTraceElement line;
    private volatile boolean seen;

    TrackedStage(StageScope scope, Object origin, @Nullable StackTraceElement line) {
        this.scope = scope;
        this.origin = origin;
        this.line = line;
    }

    boolean isSeen() {
        return seen;
    }

    /** Takes the outcome of what this stage stands for. Returns null, so that it is a function for {@code handle}. */
    @Nullable
    Void settle(@Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            complete(value);
        } else {
            completeExceptionally(failure);
        }
        return null;
    }

    DroppedStage dropped() {
        if (!isDone()) {
            return new DroppedStage(origin, Fate.RUNNING, null, line);
        }
        try {
            join();
            return new DroppedStage(origin, Fate.SUCCEEDED, null, line);
        } catch (CompletionException | CancellationException failure) {
            return new DroppedStage(origin, Fate.FAILED, failure, line);
        }
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        seen = true;
        return scope.derived(origin);
    }

    /** Never the common pool: connector code belongs on its strand. */
    @Override
    public Executor defaultExecutor() {
        return scope.strand();
    }

    @Override
    public CompletableFuture<T> toCompletableFuture() {
        seen = true;
        return this;
    }

    // ---- whoever calls one of these sees the failure

    private static <U> CompletableFuture<U> seen(CompletableFuture<U> result) {
        if (result instanceof TrackedStage<U> tracked) {
            tracked.seen = true;
        }
        return result;
    }

    @Override
    public CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
        return seen(super.whenComplete(action));
    }

    @Override
    public CompletableFuture<T> whenCompleteAsync(BiConsumer<? super T, ? super Throwable> action) {
        return seen(super.whenCompleteAsync(action, scope.strand()));
    }

    @Override
    public CompletableFuture<T> whenCompleteAsync(BiConsumer<? super T, ? super Throwable> action, Executor executor) {
        return seen(super.whenCompleteAsync(action, executor));
    }

    @Override
    public <U> CompletableFuture<U> handle(BiFunction<? super T, Throwable, ? extends U> function) {
        return seen(super.handle(function));
    }

    @Override
    public <U> CompletableFuture<U> handleAsync(BiFunction<? super T, Throwable, ? extends U> function) {
        return seen(super.handleAsync(function, scope.strand()));
    }

    @Override
    public <U> CompletableFuture<U> handleAsync(
            BiFunction<? super T, Throwable, ? extends U> function, Executor executor) {
        return seen(super.handleAsync(function, executor));
    }

    @Override
    public CompletableFuture<T> exceptionally(Function<Throwable, ? extends T> function) {
        return seen(super.exceptionally(function));
    }

    @Override
    public CompletableFuture<T> exceptionallyAsync(Function<Throwable, ? extends T> function) {
        return seen(super.exceptionallyAsync(function, scope.strand()));
    }

    @Override
    public CompletableFuture<T> exceptionallyAsync(Function<Throwable, ? extends T> function, Executor executor) {
        return seen(super.exceptionallyAsync(function, executor));
    }

    @Override
    public CompletableFuture<T> exceptionallyCompose(Function<Throwable, ? extends CompletionStage<T>> function) {
        return seen(super.exceptionallyCompose(function));
    }

    @Override
    public CompletableFuture<T> exceptionallyComposeAsync(Function<Throwable, ? extends CompletionStage<T>> function) {
        return seen(super.exceptionallyComposeAsync(function, scope.strand()));
    }

    @Override
    public CompletableFuture<T> exceptionallyComposeAsync(
            Function<Throwable, ? extends CompletionStage<T>> function, Executor executor) {
        return seen(super.exceptionallyComposeAsync(function, executor));
    }
}
