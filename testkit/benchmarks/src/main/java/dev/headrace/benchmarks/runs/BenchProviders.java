package dev.headrace.benchmarks.runs;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.Pages;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.node.JsonNodeFactory;

/** The connectors that only the benchmarks need. */
public final class BenchProviders {
    private BenchProviders() {}

    /** So many items without any HTTP: what the engine itself costs. Ranges of ids fan out to ids, a record each. */
    public static final class Items implements ConnectorProvider {
        private static final long FAN = 1_000;

        /** For the service loader. */
        public Items() {}

        @Override
        public ConnectorInfo info() {
            return ConnectorInfo.of("bench-items", "1", "Items without HTTP");
        }

        @Override
        public ConfigSpec configSpec() {
            return ConfigSpec.empty().required("items", ConfigSpec.Type.INTEGER, "How many");
        }

        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            int items = config.integer("items");
            return new Connector() {
                @Override
                public Step plan(Cursors cursors) {
                    Step step = Step.empty();
                    for (long from = 0; from < items; from += FAN) {
                        step.then(WorkItem.of("range").with("from", from).with("to", Math.min(items, from + FAN)));
                    }
                    return step;
                }

                @Override
                public CompletionStage<Step> collect(WorkItem item, StepContext context) {
                    return CompletableFuture.completedFuture(item.kind().equals("range") ? range(item) : one(item));
                }
            };
        }

        private static Step range(WorkItem range) {
            Step step = Step.empty();
            for (long id = Long.parseLong(range.arg("from")); id < Long.parseLong(range.arg("to")); id++) {
                step.then(WorkItem.of("item").with("id", id));
            }
            return step;
        }

        private static Step one(WorkItem item) {
            String id = item.arg("id");
            return Step.empty()
                    .emit("items", id, JsonNodeFactory.instance.objectNode().put("id", id));
        }
    }

    /** Many walks from cursor to cursor at once. */
    public static final class Walking implements ConnectorProvider {
        /** For the service loader. */
        public Walking() {}

        @Override
        public ConnectorInfo info() {
            return ConnectorInfo.of("bench-walks", "1", "Many walks at once");
        }

        @Override
        public ConfigSpec configSpec() {
            return ConfigSpec.empty().baseUrl().required("walks", ConfigSpec.Type.INTEGER, "How many");
        }

        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            int walks = config.integer("walks");
            return new Connector() {
                @Override
                public Step plan(Cursors cursors) {
                    Step step = Step.empty();
                    for (int walk = 0; walk < walks; walk++) {
                        step.then(WorkItem.of("walk").with(Pages.URL, "/walks/" + walk));
                    }
                    return step;
                }

                @Override
                public CompletionStage<Step> collect(WorkItem item, StepContext context) {
                    return context.http()
                            .get(item.arg(Pages.URL))
                            .thenApply(reply -> Pages.cursor("cursor", "/next_cursor")
                                    .step(item, reply, "records", "/items", "id"));
                }
            };
        }
    }
}
