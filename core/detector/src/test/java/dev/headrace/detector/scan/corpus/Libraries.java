package dev.headrace.detector.scan.corpus;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.google.gson.Gson;
import dev.headrace.detector.scan.Rule;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import java.io.IOException;
import java.net.URISyntaxException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.net.URIBuilder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.util.UriComponentsBuilder;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.commands.StringCommands;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Blocking calls of well-known libraries, and what of them does not block. */
@SuppressWarnings({
    // To do what may not be done is what they are for; none of it is run.
    "FutureReturnValueIgnored",
    "CheckReturnValue",
    "UnusedVariable",
    "unused"
})
public final class Libraries {
    private Libraries() {}

    /** */
    @Expect(of = "Call.execute")
    public static final class AsksWithOkHttp extends Sample {
        private final Call.Factory client;

        public AsksWithOkHttp(Call.Factory client) {
            this.client = client;
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws IOException {
            try (Response response = client.newCall(
                            new Request.Builder().url("http://127.0.0.1").build())
                    .execute()) {
                return done();
            }
        }
    }

    /** */
    @Expect(of = "new OkHttpClient", rule = Rule.CLIENT)
    public static final class HasOkHttp extends Sample {
        private final OkHttpClient client = new OkHttpClient();
    }

    /** */
    @Expect(of = "HttpClient.execute")
    public static final class AsksWithApache extends Sample {
        private final CloseableHttpClient client;

        public AsksWithApache(CloseableHttpClient client) {
            this.client = client;
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws IOException {
            return context.http()
                    .get(client.execute(new HttpGet("http://127.0.0.1"), response -> response.getReasonPhrase()))
                    .thenApply(reply -> Step.empty());
        }
    }

    /** */
    @Expect(of = "HttpClients.createDefault", rule = Rule.CLIENT)
    public static final class HasApache extends Sample {
        private final CloseableHttpClient client = HttpClients.createDefault();
    }

    /** */
    @Expect(of = "DataSource.getConnection")
    public static final class AsksADatabase extends Sample {
        private final DataSource source;

        public AsksADatabase(DataSource source) {
            this.source = source;
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws SQLException {
            try (Connection connection = source.getConnection()) {
                return done();
            }
        }
    }

    /** */
    @Expect(of = "ResultSet.next")
    public static final class ReadsRows extends Sample {
        private ResultSet rows;

        public ReadsRows(ResultSet rows) {
            this.rows = rows;
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws SQLException {
            return context.http().get("/" + rows.next()).thenApply(reply -> Step.empty());
        }
    }

    /** */
    @Expect(of = "Transport.send")
    public static final class SendsMail extends Sample {
        private Message message;

        public SendsMail(Message message) {
            this.message = message;
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws MessagingException {
            Transport.send(message);
            return done();
        }
    }

    /** */
    @Expect(of = "Store.connect")
    public static final class OpensAMailbox extends Sample {
        private Store store;

        public OpensAMailbox(Store store) {
            this.store = store;
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws MessagingException {
            store.connect();
            return done();
        }
    }

    /** */
    @Expect(of = "UnifiedJedis.get")
    public static final class AsksRedis extends Sample {
        private final UnifiedJedis redis;

        public AsksRedis(UnifiedJedis redis) {
            this.redis = redis;
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http().get(redis.get("key")).thenApply(reply -> Step.empty());
        }
    }

    /** */
    @Expect(of = "StringCommands.set")
    public static final class TellsRedisThroughItsInterface extends Sample {
        private final StringCommands redis;

        public TellsRedisThroughItsInterface(StringCommands redis) {
            this.redis = redis;
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http().get(redis.set("key", "value")).thenApply(reply -> Step.empty());
        }
    }

    /** */
    @Expect(of = "new Jedis", rule = Rule.CLIENT)
    public static final class HasRedis extends Sample {
        private final Jedis redis = new Jedis("127.0.0.1", 1);
    }

    /** */
    @Expect(of = "StsClient.getCallerIdentity")
    public static final class AsksAws extends Sample {
        private final StsClient client;

        public AsksAws(StsClient client) {
            this.client = client;
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http().get(client.getCallerIdentity().arn()).thenApply(reply -> Step.empty());
        }
    }

    /** */
    @Expect(of = "StsClient.create", rule = Rule.CLIENT)
    public static final class HasAws extends Sample {
        private final StsClient client = StsClient.create();
    }

    /** */
    @Expect(of = "RestTemplate.getForObject")
    public static final class AsksWithRestTemplate extends Sample {
        private final RestTemplate client;

        public AsksWithRestTemplate(RestTemplate client) {
            this.client = client;
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http()
                    .get(client.getForObject("http://127.0.0.1", String.class))
                    .thenApply(reply -> Step.empty());
        }
    }

    /** */
    @Expect(of = "RestClient.ResponseSpec.body")
    public static final class AsksWithRestClient extends Sample {
        private final RestClient client;

        public AsksWithRestClient(RestClient client) {
            this.client = client;
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            return context.http()
                    .get(client.get().uri("http://127.0.0.1").retrieve().body(String.class))
                    .thenApply(reply -> Step.empty());
        }
    }

    /** Asked without waiting, with clients that somebody else has made. */
    public static final class AsksWithoutWaiting extends Sample {
        private final StsAsyncClient aws;
        private final Call.Factory okHttp;

        public AsksWithoutWaiting(StsAsyncClient aws, Call.Factory okHttp) {
            this.aws = aws;
            this.okHttp = okHttp;
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            CompletableFuture<Step> step = new CompletableFuture<>();
            okHttp.newCall(new Request.Builder().url("http://127.0.0.1").build())
                    .enqueue(new Completing(step));
            return step.thenCombine(aws.getCallerIdentity(), (done, identity) -> done);
        }
    }

    /** What only computes. */
    public static final class UsesHarmlessPartsOfLibraries extends Sample {
        private final Cache<String, String> paths =
                CacheBuilder.newBuilder().maximumSize(10).build();

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) throws URISyntaxException {
            List<String> parts = ImmutableList.copyOf(Splitter.on('/').split(item.kind()));
            paths.put(item.kind(), Joiner.on('-').join(Lists.reverse(parts)));
            HttpUrl parsed = HttpUrl.parse("http://127.0.0.1/" + paths.getIfPresent(item.kind()));
            String built =
                    new URIBuilder("http://127.0.0.1").addParameter("a", "b").toString();
            String buffered = new Buffer().writeUtf8(built).readUtf8();
            String path = UriComponentsBuilder.fromUriString(buffered)
                    .queryParam("p", parsed)
                    .toUriString();
            return context.http().get(path).thenApply(reply -> Step.empty());
        }
    }

    /** A reader of JSON knows how to look up addresses, for whoever has them in JSON. */
    public static final class ReadsJson extends Sample {
        private final Gson gson = new Gson();

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            String[] paths = gson.fromJson("[\"/\"]", String[].class);
            return context.http().get(paths[0] + gson.toJson(paths)).thenApply(reply -> Step.empty());
        }
    }

    private record Completing(CompletableFuture<Step> step) implements Callback {
        @Override
        public void onFailure(Call call, IOException failure) {
            step.completeExceptionally(failure);
        }

        @Override
        public void onResponse(Call call, Response response) {
            step.complete(Step.empty());
        }
    }
}
