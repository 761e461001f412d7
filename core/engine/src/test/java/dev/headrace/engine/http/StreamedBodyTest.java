package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Limit;
import dev.headrace.spi.RecordReader;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StreamedBodyTest {
    private static final int RECORDS = 5_000;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final RecordReader LINES =
            (body, type) -> MAPPER.readerFor(JsonNode.class).readValues(body);

    private volatile Reply answer = lines("\"1\"", 0);
    private final FakeUpstream upstream =
            FakeUpstream.builder().route("/*", request -> answer).start();
    private final Network network = Network.open().limit(Limit.named("one").concurrency(1));

    @AfterEach
    void close() {
        network.close();
        upstream.close();
    }

    private static Reply lines(String etag, int first) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < RECORDS; i++) {
            text.append(first + i).append('\n');
        }
        return Reply.bytes("application/x-ndjson", text.toString().getBytes(StandardCharsets.US_ASCII))
                .withHeader("ETag", etag);
    }

    private static HttpReply batch(Http http, String from) throws Exception {
        return Network.reply(http, HttpCall.get("/lines").streamedBy(LINES, from));
    }

    /** Reads on to the end. */
    private static List<Integer> all(Http http, String from) throws Exception {
        List<Integer> found = new ArrayList<>();
        HttpReply reply = batch(http, from);
        reply.json().forEach(record -> found.add(record.asInt()));
        while (reply.rest().isPresent()) {
            reply = batch(http, reply.rest().get());
            reply.json().forEach(record -> found.add(record.asInt()));
        }
        return found;
    }

    private static List<Integer> numbers(int first, int end) {
        return java.util.stream.IntStream.range(first, end).boxed().toList();
    }

    @Test
    void theBatchesOfOneAnswerAreItsRecords() throws Exception {
        Http http = network.http(upstream.uri());

        assertThat(batch(http, "").json().size()).isEqualTo(LiveBody.MOST_RECORDS);
        assertThat(all(http, "")).isEqualTo(numbers(0, RECORDS));
        assertThat(upstream.traffic().requests()).isEqualTo(2);
    }

    @Test
    void aCompressedBodyIsReadAsWell() throws Exception {
        answer = lines("\"1\"", 0).gzipped();
        assertThat(all(network.http(upstream.uri()), "")).isEqualTo(numbers(0, RECORDS));
    }

    @Test
    void anotherRunAsksAgainAndSkipsWhatWasRead() throws Exception {
        String rest = batch(network.http(upstream.uri()), "").rest().orElseThrow();
        try (Network next = Network.open()) {
            assertThat(all(next.http(upstream.uri()), rest)).isEqualTo(numbers(LiveBody.MOST_RECORDS, RECORDS));
        }
        assertThat(upstream.traffic().requests()).isEqualTo(2);
    }

    @Test
    void aBodyThatHasChangedMeanwhileIsReadAnew() throws Exception {
        String rest = batch(network.http(upstream.uri()), "").rest().orElseThrow();
        answer = lines("\"2\"", 70_000);
        try (Network next = Network.open()) {
            assertThat(all(next.http(upstream.uri()), rest)).isEqualTo(numbers(70_000, 70_000 + RECORDS));
        }
    }

    @Test
    void aBodyThatIsCutOffIsAskedForAgain() throws Exception {
        AtomicInteger times = new AtomicInteger();
        try (FakeUpstream cutting = FakeUpstream.builder()
                .route(
                        "/*",
                        request ->
                                times.getAndIncrement() == 0 ? lines("\"1\"", 0).truncatedAfter(20_000) : answer)
                .start()) {
            Http http = network.http(cutting.uri());
            assertThat(all(http, "")).isEqualTo(numbers(0, RECORDS));
            assertThat(times).hasValue(2);
        }
    }

    @Test
    void aRecordThatIsTooLargeFailsTheCallAndNothingElse() throws Exception {
        answer = Reply.bytes(
                "application/x-ndjson", ("1\n\"" + "x".repeat(300_000) + "\"\n").getBytes(StandardCharsets.US_ASCII));
        Http http = network.http(
                UpstreamSettings.of("a", "a", upstream.uri()).bounds(ExchangeBounds.DEFAULTS.maxBody(100_000)));
        HttpFailure failure = Network.failure(http, HttpCall.get("/lines").streamedBy(LINES, ""));

        assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.TOO_LARGE);
        assertThat(failure)
                .hasMessageContaining("/lines")
                .hasMessageContaining("one record of the body is larger than");
    }

    @Test
    void aBodyThatIsNotWhatItShouldBeIsMalformed() throws Exception {
        answer = Reply.bytes("application/x-ndjson", "{]".getBytes(StandardCharsets.US_ASCII));
        HttpFailure failure = Network.failure(
                network.http(upstream.uri()), HttpCall.get("/lines").streamedBy(LINES, ""));

        assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.MALFORMED);
        assertThat(failure.mayRetry()).isFalse();
    }

    @Test
    void theRequestKeepsItsPermitToTheEndOfTheBody() throws Exception {
        Http http = network.http(UpstreamSettings.of("a", "a", upstream.uri()).limits(List.of("one")));
        String rest = batch(http, "").rest().orElseThrow();
        CompletableFuture<HttpReply> other = http.get("/other").toCompletableFuture();
        network.awaitWaiting("one", 1);
        assertThat(other).isNotDone();

        all(http, rest);
        assertThat(other.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
    }

    @Test
    void aBodyThatNobodyComesForGivesItsPermitBack() throws Exception {
        HandTicker ticker = new HandTicker();
        try (Network waiting = Network.on(ticker).limit(Limit.named("one").concurrency(1))) {
            Http http =
                    waiting.http(UpstreamSettings.of("a", "a", upstream.uri()).limits(List.of("one")));
            batch(http, "");
            CompletableFuture<HttpReply> other = http.get("/other").toCompletableFuture();
            waiting.awaitWaiting("one", 1);
            ticker.advance(LiveBodies.PARKING.plusSeconds(1));

            assertThat(other.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
    }

    @Test
    void noMoreIsAskedForThanWasRead() throws Exception {
        BodyPipe pipe = new BodyPipe(Duration.ofSeconds(30));
        AtomicInteger allowed = new AtomicInteger();
        pipe.capacity(allowed::addAndGet);
        assertThat(allowed).hasValue(BodyPipe.ROOM);

        byte[] piece = new byte[BodyPipe.ROOM / 8];
        int read = 0;
        for (int i = 0; i < 40; i++) {
            pipe.offer(ByteBuffer.wrap(piece));
            read += pipe.read(piece);
            assertThat(allowed.get() - read).isBetween(BodyPipe.ROOM / 2, BodyPipe.ROOM);
        }
    }
}
