package dev.headrace.testkit.trial;

import dev.headrace.spi.Connector;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The author's connector between the engine and itself, on its strand. */
record WatchedConnector(Connector authors, Watch watch) implements Connector {
    @Override
    public Step plan(Cursors cursors) {
        Step plan = authors.plan(cursors);
        watch.planned(plan);
        return plan;
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) throws Exception {
        ItemSeen seen = watch.begin(item);
        try {
            @Nullable CompletionStage<Step> stage = authors.collect(item, new WatchedContext(context, seen, watch));
            return stage == null ? ended(seen, null) : followed(stage, seen);
        } catch (Throwable failure) {
            seen.ended(null);
            throw failure;
        }
    }

    /** The engine has words of its own for a connector that returns no stage, so it is to see that. */
    @SuppressWarnings({"DataFlowIssue", "NullAway"})
    private static CompletionStage<Step> ended(ItemSeen seen, @Nullable CompletionStage<Step> none) {
        seen.ended(null);
        return none;
    }

    private CompletionStage<Step> followed(CompletionStage<Step> stage, ItemSeen seen) {
        CompletableFuture<Step> result = new CompletableFuture<>();
        var unused = stage.whenComplete((step, failure) -> {
            watch.here("the stage of collect(%s) was completed".formatted(seen.item()));
            seen.ended(step);
            if (failure == null) {
                result.complete(step);
            } else {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    @Override
    public Optional<WorkItem> probe() {
        return authors.probe();
    }

    @Override
    public void close() {
        authors.close();
    }
}
