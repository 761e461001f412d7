package dev.headrace.docs.messages;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What a connector's author may get wrong, as a run tells it. */
final class ConnectorMessages {
    private static final String ABOUT = """
            A connector that goes wrong loses its own items and nobody else's. The code of each entry is the whole `collect` of a connector,
            unless it says otherwise; `mill` is its instance.
            """;

    private static final String SERVICES = "META-INF/services/" + ConnectorProvider.class.getName();
    private static final String MILL = "engine.attempts = 1, connectors.mill { %s }\n";

    /** What {@link Mill} does; set before a run, by the one thread that runs provocations. */
    private static Behaviour behaviour =
            Behaviour.of("", (item, context) -> CompletableFuture.completedFuture(Step.empty()));

    private ConnectorMessages() {}

    /** A connector's misdeed; what is null is done well. */
    private record Behaviour(
            String declared,
            @Nullable RuntimeException opening,
            @Nullable RuntimeException planning,
            boolean planless,
            BiFunction<WorkItem, StepContext, @Nullable CompletionStage<@Nullable Step>> collect) {
        static Behaviour of(
                String declared, BiFunction<WorkItem, StepContext, @Nullable CompletionStage<@Nullable Step>> collect) {
            return new Behaviour(declared, null, null, false, collect);
        }
    }

    /** Found by its name in a services file that only these provocations see. */
    public static final class Mill implements ConnectorProvider {
        @Override
        public ConnectorInfo info() {
            return ConnectorInfo.of("mill", "1.0.0", "Grinds what it gets");
        }

        @Override
        public ConfigSpec configSpec() {
            ConfigSpec spec = ConfigSpec.empty().baseUrl("http://127.0.0.1:9");
            return behaviour.declared().isEmpty()
                    ? spec
                    : spec.optional(behaviour.declared(), ConfigSpec.Type.STRING, "Mine");
        }

        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            Behaviour now = behaviour;
            if (now.opening() != null) {
                throw now.opening();
            }
            return new Grinding(now);
        }
    }

    /** What is opened. */
    private static final class Grinding implements Connector {
        private final Behaviour behaviour;

        Grinding(Behaviour behaviour) {
            this.behaviour = behaviour;
        }

        @Override
        @SuppressWarnings("NullAway") // To return null is the misdeed.
        public Step plan(Cursors cursors) {
            if (behaviour.planning() != null) {
                throw behaviour.planning();
            }
            return behaviour.planless()
                    ? null
                    : Step.empty().then(WorkItem.of("sack").with("number", 7));
        }

        @Override
        @SuppressWarnings("NullAway") // To return null is the misdeed.
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return behaviour.collect().apply(item, context);
        }
    }

    static Area area() {
        Area area = new Area("Connectors", ABOUT);
        opening(area);
        collecting(area);
        requests(area);
        return area;
    }

    private static void opening(Area area) {
        Behaviour good = behaviour;
        area.with("An option that belongs to the engine", "configSpec(): optional(\"concurrency\", ...)", desk -> {
                    return run(desk, Behaviour.of("concurrency", good.collect()));
                })
                .with(
                        "open fails",
                        "open(): throw new IllegalStateException(\"no stone\")",
                        desk -> run(
                                desk,
                                new Behaviour("", new IllegalStateException("no stone"), null, false, good.collect())))
                .with(
                        "plan fails",
                        "plan(): throw new IllegalStateException(\"no grain\")",
                        desk -> run(
                                desk,
                                new Behaviour("", null, new IllegalStateException("no grain"), false, good.collect())))
                .with(
                        "plan returns null",
                        "plan(): return null",
                        desk -> run(desk, new Behaviour("", null, null, true, good.collect())));
    }

    private static void collecting(Area area) {
        collecting(
                area,
                "A failure that the connector did not expect",
                "throw new IllegalStateException(\"a stone in the sack\")",
                (item, context) -> {
                    throw new IllegalStateException("a stone in the sack");
                });
        collecting(area, "No stage", "return null", (item, context) -> null);
        collecting(
                area,
                "A stage of nothing",
                "return CompletableFuture.completedFuture(null)",
                (item, context) -> CompletableFuture.completedFuture(null));
        collecting(
                area,
                "An argument that the item has not",
                "item.arg(\"weight\")",
                (item, context) ->
                        CompletableFuture.completedFuture(Step.empty().cursor(item.arg("weight"))));
        collecting(
                area,
                "A stage that is dropped and has failed",
                "context.http().get(\"http://[\"); return CompletableFuture.completedFuture(Step.empty())",
                (item, context) -> {
                    var unused = context.http().get("http://[");
                    return CompletableFuture.completedFuture(Step.empty());
                });
        area.with(
                "A stage that is dropped and goes on",
                "context.http().get(\"/slow\"); return CompletableFuture.completedFuture(Step.empty())",
                ConnectorMessages::leftBehind);
        area.with(
                "Code that blocks its strand",
                "Thread.sleep(3_000); return CompletableFuture.completedFuture(Step.empty())",
                desk -> run(desk, Behaviour.of("", (item, context) -> sleeping())));
        area.with(
                "Code that blocks, with on-block = fail",
                "Thread.sleep(3_000); return CompletableFuture.completedFuture(Step.empty())",
                desk -> run(desk, "on-block = fail", Behaviour.of("", (item, context) -> sleeping())));
    }

    private static void requests(Area area) {
        collecting(
                area,
                "An address that is none",
                "context.http().get(\"http://[\")",
                (item, context) -> context.http().get("http://[").thenApply(reply -> Step.empty()));
        collecting(
                area,
                "A header field that is the engine's",
                "HttpCall.get(\"/\").header(\"Host\", \"elsewhere\")",
                (item, context) -> context.http()
                        .send(HttpCall.get("/").header("Host", "elsewhere"))
                        .thenApply(reply -> Step.empty()));
        collecting(
                area,
                "A header field with a line break",
                "HttpCall.get(\"/\").header(\"X-Mill\", \"a\\nb\")",
                (item, context) -> context.http()
                        .send(HttpCall.get("/").header("X-Mill", "a\nb"))
                        .thenApply(reply -> Step.empty()));
    }

    private static void collecting(
            Area area,
            String title,
            String code,
            BiFunction<WorkItem, StepContext, @Nullable CompletionStage<@Nullable Step>> collect) {
        area.with(title, code, desk -> run(desk, Behaviour.of("", collect)));
    }

    @SuppressWarnings("ThreadSleep") // To sleep is the misdeed.
    private static CompletionStage<@Nullable Step> sleeping() {
        try {
            Thread.sleep(3_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return CompletableFuture.completedFuture(Step.empty());
    }

    private static String leftBehind(Desk desk) {
        try (FakeUpstream upstream =
                FakeUpstream.builder().route("/slow", Reply.neverAnswer()).start()) {
            String base = "base-url = \"%s\"".formatted(upstream.uri());
            return run(desk, base, Behaviour.of("", (item, context) -> {
                var unused = context.http().get("/slow");
                return CompletableFuture.completedFuture(Step.empty());
            }));
        }
    }

    private static String run(Desk desk, Behaviour what) {
        return run(desk, "", what);
    }

    private static String run(Desk desk, String options, Behaviour what) {
        Path services = desk.file("services/mill", Mill.class.getName() + "\n");
        behaviour = what;
        return desk.seeing(onlyMill(services)).run(MILL.formatted(options));
    }

    private static ClassLoader onlyMill(Path services) {
        return new ClassLoader(ConnectorMessages.class.getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                return name.equals(SERVICES)
                        ? Collections.enumeration(List.of(services.toUri().toURL()))
                        : super.getResources(name);
            }
        };
    }
}
