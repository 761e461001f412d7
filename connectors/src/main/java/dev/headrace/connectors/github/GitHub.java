package dev.headrace.connectors.github;

import dev.headrace.spi.Connector;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Pages;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One walk for each list of each repository, from where the last complete one ended. Lists in the order of change are walked by
 * {@code since}: what changes during the walk moves to the end, and one would slip past a page that is counted.
 */
final class GitHub implements Connector {
    /** Of an item: the first page's address without {@code since}. */
    private static final String LIST = "list";

    private static final String SINCE = "since";
    /** Of an item: the ids of the records of that very time that were emitted, since it comes again. */
    private static final String KNOWN = "known";
    /** Of an item of releases: asked for with {@code ETag}. */
    private static final String ALONE = "alone";

    private final List<String> repositories;
    private final List<GitHubStream> streams;
    private final int pageSize;

    GitHub(List<String> repositories, List<GitHubStream> streams, int pageSize) {
        this.repositories = repositories;
        this.streams = streams;
        this.pageSize = pageSize;
    }

    @Override
    public Step plan(Cursors cursors) {
        Step step = Step.empty();
        for (String repository : repositories) {
            for (GitHubStream stream : streams) {
                step.then(firstPage(repository, stream, cursors));
            }
        }
        return step;
    }

    private WorkItem firstPage(String repository, GitHubStream stream, Cursors cursors) {
        String scope = repository + "/" + stream.stream;
        String size = (stream.path.endsWith("?") ? "" : "&") + "per_page=" + pageSize;
        String list = "/repos/" + repository + stream.path + size;
        WorkItem first = WorkItem.of(stream.stream).with(Pages.URL, list).inScope(scope);
        Optional<String> cursor = cursors.get(scope);
        if (!stream.incremental) {
            return cursor.isEmpty() ? first.with(ALONE, true) : first;
        }
        first = first.with(LIST, list);
        return cursor.isEmpty() ? first : since(first, cursor.get());
    }

    private static WorkItem since(WorkItem item, String time) {
        return item.with(SINCE, time).with(Pages.URL, item.arg(LIST) + "&since=" + time);
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        HttpCall call = HttpCall.get(item.arg(Pages.URL))
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28");
        boolean incremental = item.optionalArg(LIST).isPresent();
        HttpCall asked = incremental || item.optionalArg(ALONE).isPresent() ? call.conditional() : call;
        return context.http()
                .send(asked)
                .thenApply(reply -> reply.notModified()
                        ? Step.empty()
                        : incremental ? changes(item, reply) : releases(item, reply));
    }

    /** A first page that is the same says nothing about further ones: where there are any, it is asked for as a whole from then on. */
    private static Step releases(WorkItem item, HttpReply reply) {
        Step step = Pages.link().step(item.without(ALONE), reply, item.kind(), "", "id");
        return reply.link("next").isPresent() ? step.lastCursor("many pages") : step;
    }

    private static Step changes(WorkItem item, HttpReply reply) {
        List<JsonNode> records = Pages.elements(reply, "");
        Set<String> known = Set.of(item.optionalArg(KNOWN).orElse("").split(","));
        String since = item.optionalArg(SINCE).orElse("");
        Step step = Step.empty();
        step.emitAll(
                item.kind(),
                "id",
                records.stream()
                        .filter(record -> !isKnown(record, since, known))
                        .toList());
        records.forEach(record -> step.cursor(changed(record)));
        if (reply.link("next").isEmpty() || records.isEmpty()) {
            return step;
        }
        String last = changed(records.get(records.size() - 1));
        // More records of one second than a page holds have no other order than that of the pages.
        return last.equals(since) || last.isEmpty()
                ? Pages.link().follow(step, item, reply, records)
                : step.thenPage(since(item, last).with(KNOWN, ids(records, last)));
    }

    private static boolean isKnown(JsonNode record, String since, Set<String> known) {
        return changed(record).equals(since) && known.contains(record.path("id").asString(""));
    }

    private static String changed(JsonNode record) {
        return record.path("updated_at").asString("");
    }

    private static String ids(List<JsonNode> records, String time) {
        return records.stream()
                .filter(record -> changed(record).equals(time))
                .map(record -> record.path("id").asString(""))
                .collect(Collectors.joining(","));
    }

    @Override
    public Optional<WorkItem> probe() {
        return Optional.of(
                WorkItem.of("releases").with(Pages.URL, "/repos/" + repositories.get(0) + "/releases?per_page=1"));
    }
}
