package dev.headrace.engine.scripted;

import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Connector code that starts work and drops the stage. */
public final class Dropping {
    private static volatile int line;

    private Dropping() {}

    /** Drops the request; see {@link #place()}. */
    public static CompletionStage<Step> request(WorkItem item, StepContext context) {
        mark(item, context);
        return context.http().get("/kept").thenApply(reply -> Step.empty());
    }

    @SuppressWarnings("CheckReturnValue") // It is the fault that is planted here.
    private static void mark(WorkItem item, StepContext context) {
        line = new Throwable().getStackTrace()[0].getLineNumber() + 1;
        context.http().get("/dropped/" + item.arg("n"));
    }

    /** Drops what it makes of the result of blocking work that fails. */
    @SuppressWarnings("CheckReturnValue") // It is the fault that is planted here.
    public static CompletionStage<Step> work(WorkItem item, StepContext context) {
        CompletionStage<Step> kept = context.blocking(Step::empty);
        context.blocking(() -> {
                    throw new IllegalStateException("no such mark: " + item.arg("n"));
                })
                .thenAccept(nothing -> {});
        return kept;
    }

    /** Ends the item at once, with a call under way. */
    @SuppressWarnings("CheckReturnValue") // It is the fault that is planted here.
    public static CompletionStage<Step> left(WorkItem item, StepContext context) {
        context.http().get("/left/" + item.arg("n"));
        return CompletableFuture.completedFuture(Step.empty());
    }

    /** The file and the line that drops a request. */
    public static String place() {
        return "Dropping.java:" + line;
    }
}
