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
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/** One walk along the {@code Link} headers for each list of each repository, from where the last complete one ended. */
final class GitHub implements Connector {
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
        String since = cursors.get(scope).map(time -> "&since=" + time).orElse("");
        String size = (stream.path.endsWith("?") ? "" : "&") + "per_page=" + pageSize;
        return WorkItem.of(stream.stream)
                .with(Pages.URL, "/repos/" + repository + stream.path + size + since)
                .inScope(scope);
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        HttpCall call = HttpCall.get(item.arg(Pages.URL))
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .conditional();
        return context.http().send(call).thenApply(reply -> page(item, reply));
    }

    private static Step page(WorkItem item, HttpReply reply) {
        Step step = Pages.link().step(item, reply, item.kind(), "", "id");
        boolean incremental = GitHubStream.named(item.kind()).orElseThrow().incremental;
        for (JsonNode element : incremental && !reply.notModified() ? reply.json() : List.<JsonNode>of()) {
            step.cursor(element.path("updated_at").asString());
        }
        return step;
    }

    @Override
    public Optional<WorkItem> probe() {
        return Optional.of(
                WorkItem.of("releases").with(Pages.URL, "/repos/" + repositories.get(0) + "/releases?per_page=1"));
    }
}
