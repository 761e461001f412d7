package dev.headrace.testkit.planted;

import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.FieldType;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Limit;
import dev.headrace.spi.Pages;
import dev.headrace.spi.PermanentException;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.StreamSchema;
import dev.headrace.spi.TransientException;
import dev.headrace.spi.WorkItem;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Mills that break one promise each. */
@SuppressWarnings("FutureReturnValueIgnored") // One of them is to do just that.
public final class Planted {
    private static final JsonMapper JSON = new JsonMapper();

    private Planted() {}

    public static final class Failing extends Mill {
        @Override
        Step stone(HttpReply reply) {
            throw new PermanentException("the stone is broken");
        }
    }

    public static final class Misnaming extends Mill {
        @Override
        StreamSchema schema() {
            return super.schema().id("stone-{/id}");
        }
    }

    public static final class Misdescribing extends Mill {
        @Override
        StreamSchema schema() {
            return StreamSchema.of("One stone").field("/id", FieldType.INTEGER, "Its number");
        }
    }

    public static final class Boasting extends Mill {
        @Override
        StreamSchema schema() {
            return super.schema().optional("/weight", FieldType.NUMBER, "How heavy it is");
        }
    }

    public static final class Unnamed extends Mill {
        @Override
        public ConnectorInfo info() {
            return ConnectorInfo.of("mill", "1.0.0", "Stones of a mill").stream("flour", schema());
        }
    }

    public static final class Unlisted extends Mill {
        public Unlisted(String size) {}
    }

    public static final class Endless extends Mill {
        @Override
        Step step(WorkItem item, HttpReply reply) {
            int turn = Integer.parseInt(item.optionalArg("turn").orElse("0"));
            return super.step(item, reply).then(item.with("turn", turn + 1));
        }
    }

    public static final class Sleeping extends Mill {
        @Override
        Step stone(HttpReply reply) {
            try {
                Thread.sleep(60);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return super.stone(reply);
        }
    }

    public static final class Queueing extends Mill {
        private CompletionStage<?> last = CompletableFuture.completedFuture(null);

        @Override
        CompletionStage<Step> collect(WorkItem item, StepContext context) {
            CompletionStage<Step> mine =
                    last.handle((any, failure) -> "free").thenCompose(free -> super.collect(item, context));
            last = mine;
            return mine;
        }
    }

    public static final class OnThePool extends Mill {
        @Override
        CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http()
                    .send(call(item))
                    .thenApplyAsync(reply -> step(item, reply), ForkJoinPool.commonPool());
        }
    }

    public static final class Dropping extends Mill {
        @Override
        CompletionStage<Step> collect(WorkItem item, StepContext context) {
            context.http().get("/list?warm=up").thenApply(HttpReply::status);
            return super.collect(item, context);
        }
    }

    public static final class Swallowing extends Mill {
        @Override
        CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return super.collect(item, context).exceptionally(failure -> Step.empty());
        }
    }

    public static final class OwnClient extends Mill {
        private static final HttpClient CLIENT = HttpClient.newHttpClient();
        private volatile URI home = URI.create("");

        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            home = config.uri("base-url");
            return super.open(config, context);
        }

        @Override
        CompletionStage<Step> collect(WorkItem item, StepContext context) {
            HttpRequest request = HttpRequest.newBuilder(home.resolve("/list")).build();
            CompletionStage<Step> usual = super.collect(item, context);
            return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .thenCompose(own -> usual);
        }
    }

    public static final class Accepting extends Mill {
        @Override
        CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http()
                    .send(call(item).accepting(429, 503))
                    .thenApply(reply -> reply.status() == 200 ? step(item, reply) : Step.empty());
        }
    }

    public static final class Stubborn extends Mill {
        @Override
        CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return super.collect(item, context).exceptionally(failure -> {
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                if (cause instanceof HttpFailure refused && refused.status().orElse(0) == 400) {
                    throw new TransientException("perhaps next time", refused);
                }
                throw new CompletionException(cause);
            });
        }
    }

    public static final class Counting extends Mill {
        @Override
        Step page(WorkItem item, HttpReply reply) {
            int page = Integer.parseInt(item.optionalArg("page").orElse("1"));
            List<tools.jackson.databind.JsonNode> ids = Pages.elements(reply, "");
            Step step = Step.empty();
            ids.forEach(id -> step.then(stone(id.asString())));
            return ids.isEmpty()
                    ? step
                    : step.thenPage(item.with("page", page + 1).with(Pages.URL, "/list?page=" + (page + 1)));
        }
    }

    /** Ends when a page is the one before it. */
    public static final class Comparing extends Mill {
        @Override
        Step page(WorkItem item, HttpReply reply) {
            int page = Integer.parseInt(item.optionalArg("page").orElse("1"));
            List<tools.jackson.databind.JsonNode> ids = Pages.elements(reply, "");
            Step step = Step.empty();
            ids.forEach(id -> step.then(stone(id.asString())));
            WorkItem next = item.with("page", page + 1)
                    .with(Pages.URL, "/list?page=" + (page + 1))
                    .with("shown", ids.toString());
            boolean again =
                    item.optionalArg("shown").filter(ids.toString()::equals).isPresent();
            return ids.isEmpty() || again ? step : step.thenPage(next);
        }
    }

    /** Ends when it meets a stone that it knows. */
    public static final class Sated extends Mill {
        private final Set<String> known = ConcurrentHashMap.newKeySet();

        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            known.clear();
            return super.open(config, context);
        }

        @Override
        Step page(WorkItem item, HttpReply reply) {
            boolean met = Pages.elements(reply, "").stream().anyMatch(id -> !known.add(id.asString()));
            Step step = Step.empty();
            Pages.elements(reply, "").forEach(id -> step.then(stone(id.asString())));
            return met ? step : super.page(item, reply);
        }
    }

    /** Goes wherever the upstream sends it. */
    public static final class Trusting extends Mill {
        @Override
        Step page(WorkItem item, HttpReply reply) {
            Step step = Step.empty();
            Pages.elements(reply, "").forEach(id -> step.then(stone(id.asString())));
            reply.link("next").ifPresent(next -> step.thenPage(item.with(Pages.URL, next.toString())));
            return step;
        }
    }

    public static final class LenientDecoder extends Mill {
        @Override
        HttpCall call(WorkItem item) {
            return super.call(item).decodedBy((body, type) -> {
                try {
                    return JSON.readTree(body);
                } catch (RuntimeException unreadable) {
                    return JsonNodeFactory.instance.nullNode();
                }
            });
        }

        @Override
        Step stone(HttpReply reply) {
            return reply.json().isNull() ? Step.empty() : super.stone(reply);
        }
    }

    public static final class LenientCharset extends Mill {
        @Override
        HttpCall call(WorkItem item) {
            return super.call(item).decodedBy((body, type) -> JSON.readTree(new String(body, StandardCharsets.UTF_8)));
        }

        @Override
        Step stone(HttpReply reply) {
            return Step.empty().emit("stones", reply.json().findValue("id").asString(), reply.json());
        }
    }

    public static final class Careless extends Mill {
        @Override
        Step stone(HttpReply reply) {
            return Step.empty().emit("stones", reply.json().path("id").asString(""), reply.json());
        }
    }

    public static final class Revealing extends Mill {
        private volatile String token = "";

        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            token = config.secret("token").reveal();
            return super.open(config, context);
        }

        @Override
        CompletionStage<Step> collect(WorkItem item, StepContext context) {
            HttpCall signed = call(item).header("X-Miller", token);
            return context.http()
                    .send(signed.accepting(302))
                    .thenCompose(reply -> reply.status() == 302
                            ? context.http()
                                    .send(HttpCall.get(reply.header("Location").orElseThrow())
                                            .header("X-Miller", token))
                            : CompletableFuture.completedFuture(reply))
                    .thenApply(reply -> step(item, reply));
        }
    }

    public static final class Talkative extends Mill {
        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            context.log().debug("milling with {}", config.secret("token").reveal());
            return super.open(config, context);
        }
    }

    public static final class Local extends Mill {
        @Override
        WorkItem stone(String id) {
            return super.stone(id).with("zone", ZoneId.systemDefault());
        }
    }

    public static final class Remembering extends Mill {
        private final Set<String> known = ConcurrentHashMap.newKeySet();

        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            known.clear();
            return super.open(config, context);
        }

        @Override
        WorkItem stone(String id) {
            known.add(id);
            return super.stone(id);
        }

        @Override
        Step stone(HttpReply reply) {
            boolean mine = known.contains(reply.json().path("id").asString(""));
            return mine ? super.stone(reply) : Step.empty();
        }
    }

    public static final class Waiting extends Mill {
        @Override
        CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return super.collect(item, context)
                    .handle((step, failure) ->
                            failure == null ? CompletableFuture.completedFuture(step) : new CompletableFuture<Step>())
                    .thenCompose(Function.identity());
        }
    }

    public static final class Ticking extends Mill {
        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            Timer unused = new Timer("mill-clock", true);
            return super.open(config, context);
        }
    }

    public static final class Hoarding extends Mill {
        private static final List<Connector> ALL = new ArrayList<>();

        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            Connector connector = super.open(config, context);
            ALL.add(connector);
            return connector;
        }
    }

    public static final class Parsing extends Mill {
        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            int unused = Integer.parseInt(config.string("size"));
            return super.open(config, context);
        }
    }

    /** Breaks no promise, and makes few. */
    public static final class Bare extends Mill {
        @Override
        StreamSchema schema() {
            return StreamSchema.of("One stone");
        }

        @Override
        public List<Limit> limits(ConnectorConfig config) {
            return List.of();
        }

        @Override
        Step page(WorkItem item, HttpReply reply) {
            Step step = Step.empty();
            Pages.elements(reply, "").forEach(id -> step.emit("stones", id.asString(), id));
            return step;
        }
    }

    /** Asks for something else each time. */
    public static final class Random extends Mill {
        @Override
        HttpCall call(WorkItem item) {
            return super.call(item).query("nonce", System.nanoTime());
        }
    }
}
