package dev.headrace.engine.store;

import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.spi.Step;
import dev.headrace.spi.WorkItem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A small upstream and a run over it, one item after the other: a few repositories, each a scope with a walk of pages, and comments
 * for each page, one page that cannot be read, and a walk without an end.
 */
final class ToyRun {
    private static final int SPACE = 2;

    private final StoreRig rig;
    private final Deque<LeasedItem> ready = new ArrayDeque<>();

    ToyRun(StoreRig rig) {
        this.rig = rig;
    }

    /** Goes on until nothing is left to do. */
    void finish() {
        RunStart.ConnectorStart start = rig.begin();
        if (!start.planned()) {
            take(rig.plan(plan(), SPACE));
        }
        for (LeasedItem item = next(); item != null; item = next()) {
            if (item.item().equals(page("delta", 2))) {
                rig.without(item, ItemOutcome.FAILED);
            } else {
                take(rig.success(item, collect(item.item())));
            }
        }
    }

    private LeasedItem next() {
        if (ready.isEmpty()) {
            ready.addAll(rig.lease(SPACE));
        }
        return ready.pollFirst();
    }

    private void take(CommitResult result) {
        for (int i = result.leased().size() - 1; i >= 0; i--) {
            ready.addFirst(result.leased().get(i));
        }
    }

    private static Step plan() {
        Step step = Step.empty();
        for (String repository : List.of("alpha", "beta", "delta", "loop")) {
            step.then(page(repository, 1).inScope(repository));
        }
        return step;
    }

    private static WorkItem page(String repository, int number) {
        return WorkItem.of("page").with("repository", repository).with("number", number);
    }

    private static Step collect(WorkItem item) {
        if (item.kind().equals("comment")) {
            return emit(Step.empty(), "comments", item.toString());
        }
        String repository = item.arg("repository");
        int number = Integer.parseInt(item.arg("number"));
        Step step = Step.empty().cursor(repository + number);
        for (int i = 0; i < 2; i++) {
            emit(step, "issues", item + "/" + i);
        }
        step.then(WorkItem.of("comment").with("page", item).with("number", 0));
        // Every page names the same comment too: all but the first are repetitions.
        step.then(WorkItem.of("comment").with("page", "all").with("number", 0));
        if (repository.equals("loop")) {
            step.thenPage(page(repository, 3 - number));
        } else if (number < 3) {
            step.thenPage(page(repository, number + 1));
        }
        return step;
    }

    private static Step emit(Step step, String stream, String text) {
        return step.emit(stream, text, JsonNodeFactory.instance.stringNode(text));
    }
}
