package dev.headrace.connectors.mastodon;

import dev.headrace.spi.Connector;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Pages;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** One walk back in time along the links of each timeline, down to where the last complete one began. */
final class Mastodon implements Connector {
    private static final String STATUSES = "statuses";
    // The server's links leave this out, and would lead on to the oldest status of all.
    private static final String NEWER_THAN = "since_id";
    private static final Pages PAGES = Pages.link().keeping(NEWER_THAN);

    private final Map<String, String> timelines;
    private final int pageSize;

    /** @param timelines their addresses by their names */
    Mastodon(Map<String, String> timelines, int pageSize) {
        this.timelines = timelines;
        this.pageSize = pageSize;
    }

    @Override
    public Step plan(Cursors cursors) {
        Step step = Step.empty();
        timelines.forEach((name, path) -> {
            HttpCall first = HttpCall.get(path).query("limit", pageSize);
            String target = cursors.get(name)
                    .map(id -> first.query(NEWER_THAN, id))
                    .orElse(first)
                    .target();
            step.then(WorkItem.of(STATUSES).with(Pages.URL, target).inScope(name));
        });
        return step;
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        return context.http().get(item.arg(Pages.URL)).thenApply(reply -> page(item, reply));
    }

    private static Step page(WorkItem item, HttpReply reply) {
        Step step = PAGES.step(item, reply, STATUSES, "", "id");
        step.records().forEach(status -> step.cursor(status.id()));
        return step;
    }
}
