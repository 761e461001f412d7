package dev.headrace.testkit.time;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.Limit;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The connector {@code quota}: asks for {@code /1}, {@code /2} and so on, under the limit that its configuration declares. */
public final class QuotaProvider implements ConnectorProvider {
    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("quota", "1", "Asks for numbered things");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl()
                .integer("things", 10, 1, 1_000_000, "How many")
                .optional("limit", ConfigSpec.Type.STRING, "quota", "The limit's name")
                .integer("permits", 1_000_000, 1, 1_000_000, "How many requests a window allows")
                .optional("window", ConfigSpec.Type.DURATION, Duration.ofSeconds(1), "How long a window is");
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return List.of(
                Limit.named(config.string("limit")).window(config.integer("permits"), config.duration("window")));
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        return new Things(config.integer("things"));
    }

    /** Items come in batches: a step of a hundred thousand of them is refused. */
    private record Things(int count) implements Connector {
        private static final int BATCH = 1_000;

        @Override
        public Step plan(Cursors cursors) {
            Step step = Step.empty();
            for (int from = 1; from <= count; from += BATCH) {
                step.then(WorkItem.of("batch").with("from", from));
            }
            return step;
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            if (item.kind().equals("batch")) {
                return CompletableFuture.completedStage(batch(Integer.parseInt(item.arg("from"))));
            }
            return context.http()
                    .get("/" + item.arg("n"))
                    .thenApply(reply -> Step.empty().emit("things", item.arg("n"), reply.json()));
        }

        private Step batch(int from) {
            Step step = Step.empty();
            for (int n = from; n < from + BATCH && n <= count; n++) {
                step.then(WorkItem.of("thing").with("n", n));
            }
            return step;
        }
    }
}
