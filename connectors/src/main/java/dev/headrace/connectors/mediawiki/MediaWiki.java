package dev.headrace.connectors.mediawiki;

import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Pages;
import dev.headrace.spi.PermanentException;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.TransientException;
import dev.headrace.spi.WorkItem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/** One walk for each stream, each request the one before with what the wiki says to merge into it. */
final class MediaWiki implements Connector {
    private static final String PAGES = "pages";
    private static final Pages CONTINUE = Pages.continuation("/continue");

    private final ConnectorConfig config;

    MediaWiki(ConnectorConfig config) {
        this.config = config;
    }

    @Override
    public Step plan(Cursors cursors) {
        Step step = Step.empty();
        for (String stream : config.strings("streams")) {
            HttpCall first = HttpCall.get("/api.php")
                    .query("action", "query")
                    .query("format", "json")
                    .query("formatversion", 2)
                    .query("maxlag", config.integer("max-lag"))
                    .query("curtimestamp", 1);
            Optional<String> since = cursors.get(stream);
            HttpCall asked = stream.equals(PAGES) ? pages(first, since) : changes(first, since);
            step.then(WorkItem.of(stream).with(Pages.URL, asked.target()).inScope(stream));
        }
        return step;
    }

    /** All pages in the first run; later those that the recent changes name. */
    private HttpCall pages(HttpCall call, Optional<String> since) {
        HttpCall asked = call.query("prop", "revisions")
                .query("rvprop", "ids|timestamp|flags|user|comment|size|content")
                .query("rvslots", "main");
        return since.map(time -> asked.query("generator", "recentchanges")
                        .query("grcdir", "newer")
                        .query("grcstart", time)
                        .query("grctoponly", 1)
                        .query("grcnamespace", config.integer("namespace"))
                        .query("grclimit", config.integer("page-size")))
                .orElseGet(() -> asked.query("generator", "allpages")
                        .query("gapnamespace", config.integer("namespace"))
                        .query("gaplimit", config.integer("page-size")));
    }

    private HttpCall changes(HttpCall call, Optional<String> since) {
        HttpCall asked = call.query("list", "recentchanges")
                .query("rcdir", "newer")
                .query("rcnamespace", config.integer("namespace"))
                .query("rcprop", "ids|title|timestamp|user|comment|sizes|flags")
                .query("rclimit", config.integer("page-size"));
        return since.map(time -> asked.query("rcstart", time)).orElse(asked);
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        return context.http().get(item.arg(Pages.URL)).thenApply(reply -> page(item, reply));
    }

    private static Step page(WorkItem item, HttpReply reply) {
        requireNoError(reply);
        boolean pages = item.kind().equals(PAGES);
        JsonNode list = reply.json().at(pages ? "/query/pages" : "/query/recentchanges");
        // A list without elements is left out.
        List<JsonNode> records = list.isArray() ? List.copyOf(list.values()) : List.of();
        Step step = Step.empty();
        if (pages) {
            // Where an answer gets too large, the texts of some pages come with the next one, and the pages again.
            step.emitAll(
                    PAGES,
                    "pageid",
                    records.stream()
                            .filter(page -> !page.path("revisions").isEmpty())
                            .toList());
        } else {
            step.emitAll("changes", "rcid", records);
        }
        proposeStart(step, item, reply);
        return CONTINUE.follow(step, item, reply, records);
    }

    /** What changes while the walk goes on is for the next one, so its first answer says when it began, by the wiki's clock. */
    private static void proposeStart(Step step, WorkItem item, HttpReply reply) {
        if (!item.arg(Pages.URL).contains("continue=")) {
            step.cursor(reply.json().path("curtimestamp").asString());
        }
    }

    private static void requireNoError(HttpReply reply) {
        JsonNode error = reply.json().path("error");
        if (error.isMissingNode()) {
            if (!reply.json().has("curtimestamp")) {
                throw new PermanentException(
                        "%s answered %d without the time that it was asked for: this is no answer of MediaWiki"
                                .formatted(reply.uri(), reply.status()));
            }
            return;
        }
        String code = error.path("code").asString("");
        String said = "%s answered %d with the error '%s': %s"
                .formatted(reply.uri(), reply.status(), code, error.path("info").asString(""));
        if (code.equals("ratelimited") || code.equals("readonly") || code.startsWith("internal_api_error")) {
            throw new TransientException(said);
        }
        throw new PermanentException(said);
    }
}
