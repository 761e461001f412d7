package dev.headrace.testkit.time;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Limit;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.TransientException;
import dev.headrace.spi.WorkItem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * The connector {@code story}: chains of requests, each item of a chain known from the one before only. Its waits are set one by one, so that a
 * test may take one of them away.
 */
public final class StoryProvider implements ConnectorProvider {
    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("story", "1", "Asks for chapters, one after the other");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl()
                .integer("chains", 1, 1, 1_000, "How many chains side by side")
                .integer("links", 1, 1, 10_000, "How long each is")
                .integer("at-once", 1, 1, 100, "How many requests an item sends side by side")
                .optional("path", ConfigSpec.Type.STRING, "chapter", "What it asks for")
                .optional("limit", ConfigSpec.Type.STRING, "story", "The limit's name")
                .integer("permits", 1_000_000, 1, 1_000_000, "How many requests a window allows")
                .optional("window", ConfigSpec.Type.DURATION, Duration.ofSeconds(1), "How long a window is")
                .integer("capacity", 1_000, 1, 1_000, "How many requests may be under way")
                .optional(
                        "trouble",
                        ConfigSpec.Type.DURATION,
                        Duration.ZERO,
                        "How long the first attempt at an item asks to wait");
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return List.of(Limit.named(config.string("limit"))
                .window(config.integer("permits"), config.duration("window"))
                .concurrency(config.integer("capacity")));
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        return new Story(
                config.integer("chains"),
                config.integer("links"),
                config.integer("at-once"),
                config.string("path"),
                config.duration("trouble"));
    }

    private record Story(int chains, int links, int atOnce, String path, Duration trouble) implements Connector {
        @Override
        public Step plan(Cursors cursors) {
            Step step = Step.empty();
            for (int chain = 1; chain <= chains; chain++) {
                step.then(chapter(chain, 1));
            }
            return step;
        }

        private static WorkItem chapter(int chain, int link) {
            return WorkItem.of("chapter").with("chain", chain).with("link", link);
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            if (!trouble.isZero() && context.attempt() == 1) {
                return CompletableFuture.failedFuture(new TransientException("not yet", trouble, null));
            }
            List<String> targets = IntStream.range(0, atOnce)
                    .mapToObj(part -> "/%s/%s/%s/%d".formatted(path, item.arg("chain"), item.arg("link"), part))
                    .toList();
            return context.gather(targets, atOnce, target -> context.http().get(target))
                    .thenApply(replies -> step(item, replies.values()));
        }

        private Step step(WorkItem item, List<HttpReply> replies) {
            int chain = Integer.parseInt(item.arg("chain"));
            int link = Integer.parseInt(item.arg("link"));
            Step step = Step.empty()
                    .emit("chapters", chain + "." + link, replies.get(0).json());
            return link < links ? step.then(chapter(chain, link + 1)) : step;
        }
    }
}
