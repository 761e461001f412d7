package com.example.rivers;

import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.FieldType;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
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
import java.net.http.HttpResponse.BodyHandlers;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a connector must not do; {@code faults.txt} says by which test each is found, and in what words. */
public final class Faults {
    private static final JsonMapper JSON = new JsonMapper();

    private Faults() {}

    public static final class GivesUp extends Rivers {
        @Override
        Step page(WorkItem item, HttpReply reply) {
            throw new PermanentException("the gauge is dry");
        }
    }

    public static final class Misdescribes extends Rivers {
        @Override
        public ConnectorInfo info() {
            return super.info().stream(
                    "levels",
                    StreamSchema.of("One reading of a gauge")
                            .id("{/id}")
                            .field("/cm", FieldType.STRING, "How high the water stood"));
        }
    }

    /** No constructor for the engine, and no line in the services file. */
    public static final class Hidden extends Rivers {
        Hidden() {}
    }

    public static final class NeverEnds extends Rivers {
        @Override
        Step page(WorkItem item, HttpReply reply) {
            int turn = Integer.parseInt(item.optionalArg("turn").orElse("0"));
            return super.page(item, reply).then(item.with("turn", turn + 1));
        }
    }

    public static final class Sleeps extends Rivers {
        @Override
        Step page(WorkItem item, HttpReply reply) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return super.page(item, reply);
        }
    }

    public static final class OneByOne extends Rivers {
        private CompletionStage<?> last = CompletableFuture.completedStage("none");

        @Override
        CompletionStage<Step> collect(WorkItem item, StepContext context) {
            CompletionStage<Step> mine =
                    last.handle((any, failure) -> item).thenCompose(one -> super.collect(one, context));
            last = mine;
            return mine;
        }
    }

    public static final class LeavesTheStrand extends Rivers {
        @Override
        CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http()
                    .send(call(item))
                    .thenApplyAsync(reply -> page(item, reply), ForkJoinPool.commonPool());
        }
    }

    public static final class Drops extends Rivers {
        @Override
        CompletionStage<Step> collect(WorkItem item, StepContext context) {
            context.http().get("/rivers/elbe/levels?warm=up");
            return super.collect(item, context);
        }
    }

    public static final class Swallows extends Rivers {
        @Override
        CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return super.collect(item, context).exceptionally(failure -> Step.empty());
        }
    }

    public static final class HasItsOwnClient extends Rivers {
        private static final HttpClient CLIENT = HttpClient.newHttpClient();
        private volatile URI upstream = URI.create("");

        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            upstream = config.uri("base-url");
            return super.open(config, context);
        }

        @Override
        CompletionStage<Step> collect(WorkItem item, StepContext context) {
            URI warning = upstream.resolve("/rivers/rhine/levels");
            CompletionStage<Step> usual = super.collect(item, context);
            return CLIENT.sendAsync(HttpRequest.newBuilder(warning).build(), BodyHandlers.discarding())
                    .thenCompose(own -> usual);
        }
    }

    public static final class TakesARefusalForAnAnswer extends Rivers {
        @Override
        CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http()
                    .send(call(item).accepting(429, 503))
                    .thenApply(reply -> reply.status() < 300 ? page(item, reply) : Step.empty());
        }
    }

    public static final class Insists extends Rivers {
        @Override
        CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return super.collect(item, context).exceptionally(failure -> {
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                if (cause instanceof HttpFailure refused && refused.status().orElse(0) == 400) {
                    throw new TransientException("it may go well another time", refused);
                }
                throw new CompletionException(cause);
            });
        }
    }

    public static final class CountsPages extends Rivers {
        @Override
        Step page(WorkItem item, HttpReply reply) {
            int next = 1 + Integer.parseInt(item.optionalArg("page").orElse("1"));
            String path = item.arg(Pages.URL).replaceFirst("\\?.*", "");
            Step step = Step.empty().emitAll("levels", "id", Pages.elements(reply, ""));
            return Pages.elements(reply, "").isEmpty()
                    ? step
                    : step.thenPage(item.with("page", next).with(Pages.URL, path + "?page=" + next));
        }
    }

    public static final class ReadsAnything extends Rivers {
        @Override
        HttpCall call(WorkItem item) {
            return super.call(item).decodedBy((body, type) -> {
                try {
                    return JSON.readTree(body);
                } catch (JacksonException unreadable) {
                    return JSON.createArrayNode();
                }
            });
        }
    }

    public static final class GuessesTheEncoding extends Rivers {
        @Override
        HttpCall call(WorkItem item) {
            return super.call(item).decodedBy((body, type) -> JSON.readTree(new String(body, StandardCharsets.UTF_8)));
        }
    }

    public static final class TakesNothingForNone extends Rivers {
        @Override
        Step page(WorkItem item, HttpReply reply) {
            return reply.json().isArray() ? super.page(item, reply) : Step.empty();
        }
    }

    public static final class CarriesTheToken extends Rivers {
        private volatile String token = "";

        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            token = config.secret("token").reveal();
            return super.open(config, context);
        }

        @Override
        CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http()
                    .send(signed(item.arg(Pages.URL)).accepting(302))
                    .thenCompose(reply -> reply.status() == 302
                            ? context.http()
                                    .send(signed(reply.header("Location").orElseThrow()))
                            : CompletableFuture.completedStage(reply))
                    .thenApply(reply -> page(item, reply));
        }

        private HttpCall signed(String target) {
            return HttpCall.get(target).header("X-Token", token);
        }
    }

    public static final class Talks extends Rivers {
        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            context.log().debug("the token is {}", config.secret("token").reveal());
            return super.open(config, context);
        }
    }

    public static final class KnowsWhereItIs extends Rivers {
        @Override
        WorkItem river(String name) {
            return super.river(name).with("zone", ZoneId.systemDefault());
        }
    }

    public static final class Remembers extends Rivers {
        private final Set<String> seen = ConcurrentHashMap.newKeySet();

        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            seen.clear();
            return super.open(config, context);
        }

        @Override
        Step page(WorkItem item, HttpReply reply) {
            boolean first = !item.arg(Pages.URL).contains("?");
            if (first) {
                seen.add(reply.uri().getPath());
            }
            return seen.contains(reply.uri().getPath()) ? super.page(item, reply) : Step.empty();
        }
    }

    public static final class Waits extends Rivers {
        @Override
        CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return super.collect(item, context)
                    .handle((step, failure) ->
                            failure == null ? CompletableFuture.completedStage(step) : new CompletableFuture<Step>())
                    .thenCompose(Function.identity());
        }
    }

    public static final class Ticks extends Rivers {
        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            Timer unused = new Timer("tide", true);
            return super.open(config, context);
        }
    }

    public static final class Hoards extends Rivers {
        private static final List<Connector> ALL = new ArrayList<>();

        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            ALL.add(super.open(config, context));
            return ALL.get(ALL.size() - 1);
        }
    }

    public static final class BelievesItsConfiguration extends Rivers {
        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            int unused = Integer.parseInt(config.string("datum"));
            return super.open(config, context);
        }
    }
}
