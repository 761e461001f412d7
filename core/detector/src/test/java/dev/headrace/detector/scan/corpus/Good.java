package dev.headrace.detector.scan.corpus;

import dev.headrace.detector.MayBlock;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Pages;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.example.signing.Defaults;
import org.example.signing.Signer;
import org.example.signing.Stage;
import tools.jackson.databind.json.JsonMapper;

/** None of these may be found. */
@SuppressWarnings({
    // Some do what only looks wrong; none of it is run.
    "UnusedVariable",
    "UnusedMethod",
    "unused"
})
public final class Good {
    private Good() {}

    static String read() throws IOException {
        return Files.readString(Path.of("key"));
    }

    /** */
    public static final class AsksThroughTheEngine extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http()
                    .get(item.arg("url"))
                    .thenApply(reply -> Pages.link().step(item, reply, "issues", "", "id"));
        }
    }

    /** */
    public static final class OpensWhatTheSpiMakes extends Sample {
        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            return Pages.link().connector("issues", "/issues", "", "id");
        }
    }

    /** */
    public static final class HandsOverALambda extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.blocking(() -> Files.readString(Path.of("key")))
                    .thenCompose(key -> context.http().get("/" + key))
                    .thenApply(reply -> Step.empty());
        }
    }

    /** */
    public static final class HandsOverAMethod extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.blocking(Good::read).thenApply(key -> Step.empty());
        }
    }

    /** */
    public static final class HandsOverAnObject extends Sample {
        private final Callable<String> kept = new Reader();

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.blocking(new Reader())
                    .thenCompose(key -> context.blocking(kept))
                    .thenApply(key -> Step.empty());
        }

        private static final class Reader implements Callable<String> {
            @Override
            public String call() throws IOException {
                return read();
            }
        }
    }

    /** */
    public static final class HandsOverAVariable extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            Callable<String> work = item.kind().isEmpty() ? Good::read : () -> read() + read();
            Callable<String> other = () -> read();
            return context.blocking(work)
                    .thenCompose(key -> context.blocking(other))
                    .thenApply(key -> Step.empty());
        }
    }

    /** */
    public static final class HandsOverThroughHelpers extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return aside(context, () -> {
                        Bad.nap();
                        return "key";
                    })
                    .thenApply(key -> Step.empty());
        }

        private static CompletionStage<String> aside(StepContext context, Supplier<String> work) {
            return further(context, work);
        }

        private static CompletionStage<String> further(StepContext context, Supplier<String> work) {
            return context.blocking(() -> work.get());
        }
    }

    /** */
    public static final class HandsOverToAnExecutorItWasGiven extends Sample {
        private Executor executor = Runnable::run;

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            CompletableFuture<Step> step = new CompletableFuture<>();
            executor.execute(() -> {
                Bad.nap();
                step.complete(Step.empty());
            });
            return step.thenApplyAsync(
                    done -> {
                        Bad.nap();
                        return done;
                    },
                    executor);
        }
    }

    /** */
    public static final class JoinsWhatIsComplete extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            CompletableFuture<HttpReply> one = context.http().get("/1").toCompletableFuture();
            CompletableFuture<HttpReply> two = context.http().get("/2").toCompletableFuture();
            return CompletableFuture.allOf(one, two)
                    .thenApply(done -> Stream.of(one, two)
                            .map(CompletableFuture::join)
                            .mapToInt(reply -> reply.status() + two.join().status())
                            .sum())
                    .thenApply(sum -> Step.empty());
        }
    }

    /** */
    public static final class JoinsACompletedFuture extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            String path = CompletableFuture.completedFuture("/").join();
            return context.http().get(path).thenApply(reply -> Step.empty());
        }
    }

    /** */
    public static final class JoinsOnlyWhatIsDone extends Sample {
        private final CompletableFuture<String> token = new CompletableFuture<>();

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            String path = token.isDone() ? token.join() : "/";
            return context.http().get(path).thenApply(reply -> Step.empty());
        }
    }

    /** */
    public static final class KeepsStateInCollections extends Sample {
        private final Map<String, Integer> counts = new ConcurrentHashMap<>();
        private final LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
        private final Semaphore permits = new Semaphore(1);

        @Override
        public synchronized CompletionStage<Step> collect(WorkItem item, StepContext context) {
            counts.merge(item.kind(), 1, Integer::sum);
            queue.add(item.kind());
            String next = queue.poll();
            boolean free = permits.tryAcquire();
            return context.http().get(next + free).thenApply(reply -> Step.empty());
        }
    }

    /** */
    public static final class ParsesJson extends Sample {
        private final JsonMapper mapper = new JsonMapper();

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http()
                    .get("/")
                    .thenApply(reply ->
                            Step.empty().emit("s", "1", mapper.readTree("{}".getBytes(StandardCharsets.UTF_8))));
        }
    }

    /** */
    public static final class Logs extends Sample {
        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            return new Talker(context);
        }

        private static final class Talker extends Sample {
            private final ConnectorContext context;

            Talker(ConnectorContext context) {
                this.context = context;
            }

            @Override
            public CompletionStage<Step> collect(WorkItem item, StepContext step) {
                context.log().info("collecting {}", item);
                return done();
            }
        }
    }

    /** The signer could sleep, but not with these stages, and not this way. */
    public static final class UsesTheHarmlessPartOfALibrary extends Sample {
        private final Signer signer = new Signer(new Stage.Quick());

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            String path = signer.signOffline(signer.signInStages(item.kind()));
            return context.http().get(path).thenApply(reply -> Step.empty());
        }
    }

    /** The class is initialised while the connector opens: a warning. */
    public static final class ReadsAFileWhileOpening extends Sample {
        private final int size = Defaults.SIZE;

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http().get("/" + Defaults.SIZE + size).thenApply(reply -> Step.empty());
        }
    }

    /** Its owner has looked at it. */
    public static final class HasAReason extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws IOException {
            return context.http().get(key()).thenApply(reply -> Step.empty());
        }

        @MayBlock("the key lies in a file system in memory")
        private static String key() throws IOException {
            return read();
        }
    }

    /** */
    public static final class HasCodeThatNobodyCalls extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return done();
        }

        private static void main() {
            Bad.nap();
        }
    }

    /** */
    public static final class ComposesItsStages extends Sample {
        private final Map<String, CompletionStage<Step>> started = new HashMap<>();

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            CompletionStage<Step> stage = context.http().get("/").thenApply(reply -> Step.empty());
            started.put(item.kind(), stage);
            CompletionStage<Step> last = stage;
            for (String path : List.of("/a", "/b")) {
                last = last.thenCompose(step -> context.http().get(path).thenApply(reply -> step));
            }
            return last.handle((step, failure) -> Step.empty());
        }
    }

    /** */
    public static final class WalksItsOwnStructures extends Sample {
        private final ArrayDeque<Function<String, String>> pipeline = new ArrayDeque<>();

        public WalksItsOwnStructures() {
            pipeline.add(String::strip);
            pipeline.add(text -> text + "/");
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            String path = item.kind();
            for (Function<String, String> stage : pipeline) {
                path = stage.apply(path);
            }
            return context.http().get(path).thenApply(reply -> Step.empty());
        }
    }
}
