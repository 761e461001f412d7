package com.example.rivers;

import dev.headrace.spi.Connector;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.Pages;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The pages of each river, one after the other; the rivers side by side. */
final class RiverLevels implements Connector {
    private final List<String> rivers;

    RiverLevels(List<String> rivers) {
        this.rivers = rivers;
    }

    @Override
    public Step plan(Cursors cursors) {
        Step step = Step.empty();
        rivers.forEach(river -> step.then(WorkItem.of("levels").with(Pages.URL, "/rivers/" + river + "/levels")));
        return step;
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        return context.http()
                .get(item.arg(Pages.URL))
                .thenApply(reply -> Pages.link().step(item, reply, "levels", "", "id"));
    }
}
