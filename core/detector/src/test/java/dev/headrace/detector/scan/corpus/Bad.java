package dev.headrace.detector.scan.corpus;

import dev.headrace.detector.scan.Rule;
import dev.headrace.spi.BodyDecoder;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.SimpleProvider;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.example.signing.Defaults;
import org.example.signing.Signer;
import org.example.signing.Stage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Each of these must be found. */
@SuppressWarnings({
    // To do what may not be done is what they are for; none of it is run.
    "FutureReturnValueIgnored",
    "CheckReturnValue",
    "ThreadJoinLoop",
    "WaitNotInLoop",
    "UnusedVariable",
    "UnusedMethod",
    "AddressSelection",
    "ImmutableEnumChecker",
    "unused"
})
public final class Bad {
    private Bad() {}

    static void nap() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** */
    @Expect(of = "Thread.sleep")
    public static final class SleepsItself extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws InterruptedException {
            Thread.sleep(500);
            return done();
        }
    }

    /** The story that this check exists for: three calls deep, in a library. */
    @Expect(of = "Thread.sleep")
    public static final class SleepsThreeCallsDeep extends Sample {
        private final Signer signer = new Signer();

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            String signed = signer.sign(item.kind());
            return context.http().get(signed).thenApply(reply -> Step.empty());
        }
    }

    /** */
    @Expect(of = "Thread.sleep")
    public static final class SleepsBehindAnInterfaceOfALibrary extends Sample {
        private final Signer signer = new Signer(new Stage.Quick(), new Stage.Slow());

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http().get(signer.signInStages(item.kind())).thenApply(reply -> Step.empty());
        }
    }

    /** */
    @Expect(of = "Thread.sleep")
    public static final class SleepsInACallback extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http().get("/").thenApply(reply -> {
                nap();
                return Step.empty();
            });
        }
    }

    /** */
    @Expect(of = "Thread.sleep")
    public static final class SleepsInAMethodReference extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http().get("/").thenApply(this::step);
        }

        private Step step(HttpReply reply) {
            nap();
            return Step.empty();
        }
    }

    /** The reference is to the blocking method itself. */
    @Expect(of = "LockSupport.parkNanos")
    public static final class PassesTheBlockingMethod extends Sample {
        @Override
        public Step plan(Cursors cursors) {
            List.of(1L, 2L).forEach(LockSupport::parkNanos);
            return Step.empty();
        }
    }

    /** Made while opening, run while collecting. */
    @Expect(of = "Thread.sleep")
    public static final class KeepsACallback extends Sample {
        private final Function<HttpReply, Step> parser;

        public KeepsACallback() {
            parser = reply -> {
                nap();
                return Step.empty();
            };
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http().get("/").thenApply(parser);
        }
    }

    /** */
    @Expect(of = "Thread.sleep")
    public static final class CallsBackAnObject extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http().get("/").thenApply(new Function<>() {
                @Override
                public Step apply(HttpReply reply) {
                    nap();
                    return Step.empty();
                }
            });
        }
    }

    /** */
    @Expect(of = "Thread.sleep")
    public static final class SleepsForEachInput extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.gather(List.of(1, 2), 2, page -> {
                        nap();
                        return context.http().get("/" + page);
                    })
                    .thenApply(all -> Step.empty());
        }
    }

    /** */
    @Expect(of = "Files.readString")
    public static final class MentionsAClassThatReadsAFile extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http().get("/" + Defaults.SIZE).thenApply(reply -> Step.empty());
        }
    }

    /** A callable is for {@code blocking}; this one is called on the spot. */
    @Expect(of = "Thread.sleep")
    public static final class CallsItsCallable extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws Exception {
            return now(() -> {
                nap();
                return done();
            });
        }

        private static <T> T now(Callable<T> work) throws Exception {
            return work.call();
        }
    }

    /** */
    @Expect(of = "Thread.sleep")
    public static final class InheritsTheSleep extends Slow {
        @Override
        public Step plan(Cursors cursors) {
            return Step.empty();
        }
    }

    abstract static class Slow extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            nap();
            return done();
        }
    }

    /** */
    @Expect(of = "Thread.sleep")
    public static final class SleepsAtTheEnd extends Sample {
        @Override
        public void close() {
            nap();
        }
    }

    /** */
    @Expect(of = "Thread.sleep")
    public static final class SleepsInAConstantsCode extends Sample {
        private enum Kind {
            ISSUE(text -> {
                nap();
                return text;
            });

            private final Function<String, String> path;

            Kind(Function<String, String> path) {
                this.path = path;
            }
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http().get(Kind.ISSUE.path.apply("/")).thenApply(reply -> Step.empty());
        }
    }

    /** Runs on a carrier. */
    @Expect(of = "Thread.sleep")
    public static final class SleepsWhileDecoding extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http()
                    .send(HttpCall.get("/").decodedBy(new Sleepy()))
                    .thenApply(reply -> Step.empty());
        }
    }

    private static final class Sleepy implements BodyDecoder {
        @Override
        public JsonNode decode(byte[] body, String contentType) {
            nap();
            return JsonNodeFactory.instance.nullNode();
        }
    }

    /** */
    @Expect(of = "Object.wait")
    public static final class WaitsForAMonitor extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws InterruptedException {
            synchronized (this) {
                wait(10);
            }
            return done();
        }
    }

    /** */
    @Expect(of = "CountDownLatch.await")
    public static final class WaitsForALatch extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws InterruptedException {
            CountDownLatch latch = new CountDownLatch(1);
            return context.http().get("/").thenApply(reply -> {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Step.empty();
            });
        }
    }

    /** */
    @Expect(of = "LinkedBlockingQueue.poll")
    public static final class PollsAQueueWithPatience extends Sample {
        private final LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws InterruptedException {
            return context.http().get(queue.poll(1, TimeUnit.SECONDS)).thenApply(reply -> Step.empty());
        }
    }

    /** */
    @Expect(of = "BlockingQueue.take")
    public static final class TakesFromAQueue extends Sample {
        private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws InterruptedException {
            return context.http().get(queue.take()).thenApply(reply -> Step.empty());
        }
    }

    /** */
    @Expect(of = "Files.readAllBytes")
    public static final class ReadsAFile extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws IOException {
            byte[] key = Files.readAllBytes(Path.of("key"));
            return context.http().get("/" + key.length).thenApply(reply -> Step.empty());
        }
    }

    /** */
    @Expect(of = "InetAddress.getByName")
    public static final class AsksForAName extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws IOException {
            return context.http().get(InetAddress.getByName("a").toString()).thenApply(reply -> Step.empty());
        }
    }

    /** */
    @Expect(of = "new Socket")
    public static final class OpensASocket extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws IOException {
            try (Socket socket = new Socket("127.0.0.1", 1)) {
                return done();
            }
        }
    }

    /** */
    @Expect(of = "HttpURLConnection.getResponseCode")
    public static final class OpensAnUrlConnection extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws IOException {
            URL url = URI.create("http://127.0.0.1").toURL();
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            return context.http().get("/" + connection.getResponseCode()).thenApply(reply -> Step.empty());
        }
    }

    /** */
    @Expect(of = "URL.openStream")
    public static final class OpensAnUrl extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws IOException {
            try (InputStream in = URI.create("http://127.0.0.1").toURL().openStream()) {
                return done();
            }
        }
    }

    /** */
    @Expect(of = "HttpClient.send")
    public static final class SendsWithTheClientOfTheJdk extends Sample {
        private final HttpClient client;

        public SendsWithTheClientOfTheJdk(HttpClient client) {
            this.client = client;
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context)
                throws IOException, InterruptedException {
            client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1")).build(),
                    HttpResponse.BodyHandlers.discarding());
            return done();
        }
    }

    /** */
    @Expect(of = "HttpClient.newHttpClient", rule = Rule.CLIENT)
    public static final class HasAClient extends Sample {
        private final HttpClient client = HttpClient.newHttpClient();

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return client.sendAsync(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .thenApply(reply -> Step.empty());
        }
    }

    /** */
    @Expect(of = "Statement.executeQuery")
    public static final class AsksADatabase extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws Exception {
            return context.blocking(() -> DriverManager.getConnection("jdbc:none"))
                    .thenApply(AsksADatabase::ask);
        }

        private static Step ask(Connection connection) {
            try (connection;
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select 1")) {
                return Step.empty();
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** */
    @Expect(of = "ProcessBuilder.start")
    public static final class StartsAProcess extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws IOException {
            new ProcessBuilder("true").start();
            return done();
        }
    }

    /** */
    @Expect(of = "System.in")
    public static final class AsksItsUser extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws IOException {
            return context.http().get("/" + System.in.read()).thenApply(reply -> Step.empty());
        }
    }

    /** */
    @Expect(of = "CompletableFuture.join", rule = Rule.WAITS)
    public static final class JoinsAStage extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            HttpReply reply = context.http().get("/").toCompletableFuture().join();
            return context.http().get("/" + reply.status()).thenApply(next -> Step.empty());
        }
    }

    /** */
    @Expect(of = "CompletableFuture.get", rule = Rule.WAITS)
    public static final class GetsAStage extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws Exception {
            context.http().get("/").toCompletableFuture().get(1, TimeUnit.SECONDS);
            return done();
        }
    }

    /** */
    @Expect(of = "CompletableFuture.join", rule = Rule.WAITS)
    public static final class JoinsByReference extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            List.of(context.http().get("/").toCompletableFuture()).forEach(CompletableFuture::join);
            return done();
        }
    }

    /** */
    @Expect(of = "new Thread", rule = Rule.THREADS)
    public static final class StartsAThread extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            CompletableFuture<Step> step = new CompletableFuture<>();
            new Thread(() -> {
                        nap();
                        step.complete(Step.empty());
                    })
                    .start();
            return step;
        }
    }

    /** */
    @Expect(of = "Executors.newFixedThreadPool", rule = Rule.THREADS)
    public static final class HasAPool extends Sample {
        private final ExecutorService pool = Executors.newFixedThreadPool(4);

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return CompletableFuture.supplyAsync(
                    () -> {
                        nap();
                        return Step.empty();
                    },
                    pool);
        }
    }

    /** */
    @Expect(of = "new Timer", rule = Rule.THREADS)
    public static final class OpensWithATimer extends Sample {
        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            Timer timer = new Timer();
            return this;
        }
    }

    /** */
    @Expect(of = "CompletableFuture.supplyAsync", rule = Rule.THREADS)
    public static final class UsesTheCommonPool extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return CompletableFuture.supplyAsync(Step::empty);
        }
    }

    /** */
    @Expect(of = "Http.get", rule = Rule.DROPS)
    public static final class DropsAStage extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            context.http().get("/warm-up");
            return context.http().get("/").thenApply(reply -> Step.empty());
        }
    }

    /** */
    @Expect(of = "CompletionStage.thenAccept", rule = Rule.DROPS)
    public static final class DropsTheTailOfAStage extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            CompletionStage<HttpReply> answer = context.http().get("/");
            answer.thenAccept(reply -> context.cancellation());
            return answer.thenApply(reply -> Step.empty());
        }
    }

    /** */
    @Expect(of = "Http.get", rule = Rule.DROPS)
    public static final class ForgetsAStageInAVariable extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            CompletionStage<HttpReply> forgotten = context.http().get("/warm-up");
            return context.http().get("/").thenApply(reply -> Step.empty());
        }
    }

    /** */
    @Expect(of = "Http.get", rule = Rule.DROPS)
    public static final class DropsAStageForEachInput extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            List.of("/a", "/b").forEach(context.http()::get);
            return done();
        }
    }

    /** As most small connectors are written. */
    @Expect(of = "Thread.sleep")
    public static final class NamesAConstructor extends SimpleProvider {
        public NamesAConstructor() {
            super(ConnectorInfo.of("named", "1.0.0", "A sample"), "http://127.0.0.1", SleepsItself::new);
        }
    }

    /** Handing work over does not help where it is called as well. */
    @Expect(of = "Thread.sleep")
    public static final class HandsOverWhatItCalls extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws Exception {
            Callable<Step> work = () -> {
                nap();
                return Step.empty();
            };
            return item.kind().isEmpty() ? context.blocking(work) : CompletableFuture.completedFuture(work.call());
        }
    }

    /** Not every method called {@code execute} is an executor's. */
    @Expect(of = "Thread.sleep")
    public static final class ExecutesHere extends Sample {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            execute(Bad::nap);
            return done();
        }

        private static void execute(Runnable work) {
            work.run();
        }
    }

    /** An interface of its own, with a method that all inherit. */
    @Expect(of = "Thread.sleep")
    public static final class InheritsFromAnInterface extends Sample implements Napping {
        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            pause();
            return done();
        }
    }

    interface Napping {
        default void pause() {
            nap();
        }
    }

    /** Made by a provider of its own, as most are. */
    @Expect(of = "Thread.sleep")
    public static final class OpensASleeper extends Sample {
        @Override
        public Connector open(ConnectorConfig config, ConnectorContext context) {
            return new SleepsItself();
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return done();
        }
    }
}
