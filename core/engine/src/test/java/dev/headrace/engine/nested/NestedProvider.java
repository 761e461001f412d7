package dev.headrace.engine.nested;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Pages;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/** The connector {@code nested}: repositories, each a scope with pages of issues, each issue with its comments. */
public final class NestedProvider implements ConnectorProvider {
    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("nested", "1", "Three levels, with a cursor for each repository");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty().baseUrl();
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        return new Nested();
    }

    private static final class Nested implements Connector {
        @Override
        public Step plan(Cursors cursors) {
            return Step.empty().then(WorkItem.of("repositories").with(Pages.URL, "/repositories"));
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http().get(item.arg(Pages.URL)).thenApply(reply -> switch (item.kind()) {
                case "repositories" -> repositories(reply, context);
                case "issues" -> issues(item, reply);
                default -> comments(item, reply);
            });
        }

        private static Step repositories(HttpReply reply, StepContext context) {
            Step step = Step.empty().emitAll("repositories", "name", reply.json());
            for (JsonNode repository : reply.json()) {
                String name = repository.path("name").asString();
                String since = context.cursors().get(name).orElse("0");
                step.then(WorkItem.of("issues")
                        .with(Pages.URL, "/issues?repository=%s&since=%s".formatted(name, since))
                        .inScope(name));
            }
            return step;
        }

        private static Step issues(WorkItem item, HttpReply reply) {
            Step step = Pages.nextUrl("/next").step(item, reply, "issues", "/issues", "id");
            for (JsonNode issue : reply.json().path("issues")) {
                step.then(WorkItem.of("comments")
                        .with(Pages.URL, "/comments?issue=" + issue.path("id").asString()));
                step.cursor(issue.path("updated").asString());
            }
            return step;
        }

        private static Step comments(WorkItem item, HttpReply reply) {
            return Pages.none().step(item, reply, "comments", "", "id");
        }
    }
}
