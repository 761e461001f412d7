package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.record.AttemptResult;
import dev.headrace.engine.record.Recorder;
import dev.headrace.engine.record.Recording;
import dev.headrace.spi.Auth;
import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Limit;
import dev.headrace.spi.Secret;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each attempt leaves one row, before anybody hears of its result. */
class RecordedAttemptsTest {
    private final Network network = Network.open();
    private final Recorder recorder = Recorder.of(network.ticker.nanoTime());

    RecordedAttemptsTest() {
        network.transport.recordInto(recorder);
    }

    private Recording recording() {
        return recorder.end(network.ticker.nanoTime());
    }

    private static List<AttemptResult> results(Recording recording) {
        return IntStream.range(0, recording.shown()).mapToObj(recording::result).toList();
    }

    private static List<String> targets(Recording recording) {
        return IntStream.range(0, recording.shown()).mapToObj(recording::target).toList();
    }

    private static List<Integer> numbers(Recording recording) {
        return IntStream.range(0, recording.shown())
                .mapToObj(recording::attempt)
                .toList();
    }

    @Test
    void anAnswerIsRecordedWithWhereItWentAndHowLongItTook() throws Exception {
        try (FakeUpstream upstream =
                        FakeUpstream.answering(Reply.json("[1,2,3]").delayedBy(Duration.ofMillis(30)));
                network) {
            assertThat(Network.reply(network.http(upstream.uri()), "/items?page=2")
                            .status())
                    .isEqualTo(200);

            Recording recording = recording();
            assertThat(results(recording)).containsExactly(AttemptResult.OK);
            assertThat(targets(recording)).containsExactly("/items?page=2");
            assertThat(recording.connectors()).containsExactly("test");
            assertThat(recording.status(0)).isEqualTo(200);
            assertThat(recording.bytes(0)).isEqualTo(7);
            double waited = IntStream.of(5, 6)
                    .mapToDouble(part -> recording.phaseMicros(part, 0))
                    .sum();
            assertThat(waited).as("microseconds until the last byte").isGreaterThan(29_000);
            assertThat(recording.sent().get("test")).containsExactly(1);
        }
    }

    @Test
    void aFailureThatIsMadeUpForIsARowOfItsOwn() throws Exception {
        Responder once = Responder.sequence(Reply.status(503), Reply.json("{}"));
        try (FakeUpstream upstream = FakeUpstream.builder().route("/", once).start();
                network) {
            assertThat(Network.reply(network.http(upstream.uri()), "/").status())
                    .isEqualTo(200);
            Recording recording = recording();
            assertThat(recording.total()).isEqualTo(2);
            assertThat(results(recording).get(1)).isEqualTo(AttemptResult.OK);
            assertThat(results(recording).get(0)).isIn(AttemptResult.RETRIED, AttemptResult.THROTTLED);
            assertThat(numbers(recording)).containsExactly(1, 2);
        }
    }

    @Test
    void aRefusalForTheRateIsThrottledAndWhatNoAttemptCanMendHasFailed() throws Exception {
        Responder slow = Responder.sequence(Reply.tooManyRequests(Duration.ofSeconds(1)), Reply.json("{}"));
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route("/slow", slow)
                        .route("/gone", Reply.status(404))
                        .start();
                network) {
            Http http = network.http(upstream.uri());
            Network.reply(http, "/slow");
            Network.failure(http, "/gone");
            Recording recording = recording();
            assertThat(results(recording))
                    .containsExactly(AttemptResult.THROTTLED, AttemptResult.OK, AttemptResult.FAILED);
            assertThat(recording.status(0)).isEqualTo(429);
        }
    }

    @Test
    void anAttemptThatWaitedNamesItsLimitAndOneThatDidNotNamesNone() throws Exception {
        CompletableFuture<Void> signal = new CompletableFuture<>();
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("{}").heldUntil(signal));
                network) {
            network.limit(Limit.named("narrow").concurrency(1));
            Http http = network.http(
                    UpstreamSettings.of("test", "test", upstream.uri()).limits(List.of("narrow")));
            CompletableFuture<HttpReply> first = http.get("/1").toCompletableFuture();
            CompletableFuture<HttpReply> second = http.get("/2").toCompletableFuture();
            network.awaitWaiting("narrow", 1);
            signal.complete(null);
            first.get(60, TimeUnit.SECONDS);
            second.get(60, TimeUnit.SECONDS);

            Recording recording = recording();
            assertThat(recording.budgets()).containsExactly("narrow");
            int waited = recording.budget(0) < 0 ? 1 : 0;
            assertThat(recording.budget(waited)).isZero();
            assertThat(recording.phaseMicros(0, waited)).isPositive();
            assertThat(recording.budget(1 - waited)).isEqualTo(-1);
        }
    }

    @Test
    void whatCannotBeReachedIsARowWithoutAStatus() throws Exception {
        FakeUpstream gone = FakeUpstream.answering(Reply.json("{}"));
        gone.close();
        try (network) {
            Network.failure(network.http(gone.uri()), "/");
            Recording recording = recording();
            assertThat(results(recording)).endsWith(AttemptResult.FAILED);
            assertThat(IntStream.range(0, recording.shown()).map(recording::status))
                    .containsOnly(0);
        }
    }

    @Test
    void aNameThatDoesNotResolveIsARowToo() throws Exception {
        try (network;
                Network nameless = new Network(null, TransportSettings.defaults(), host -> {
                    throw new UnknownHostException(host);
                })) {
            Recorder own = Recorder.of(nameless.ticker.nanoTime());
            nameless.transport.recordInto(own);
            Network.failure(nameless.http(URI.create("http://api.shop.example")), "/");
            Recording recording = own.end(nameless.ticker.nanoTime());
            assertThat(results(recording)).isNotEmpty().endsWith(AttemptResult.FAILED);
            assertThat(recording.sent().get("test")).containsOnly(0);
        }
    }

    @Test
    void anAnswerThatNothingHasChangedIsToldApart() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.status(304));
                network) {
            Network.reply(network.http(upstream.uri()), HttpCall.get("/").accepting(304));
            assertThat(results(recording())).containsExactly(AttemptResult.UNCHANGED);
        }
    }

    @Test
    void noTargetTellsASecret() throws Exception {
        Auth key = Auth.query("key", Secret.of("sesame-sesame"));
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route("/here", Reply.redirect(302, "/there?signature=made-by-the-server"))
                        .route("/there", Reply.json("{}"))
                        .start();
                network) {
            network.limit(Limit.named("other"));
            Network.reply(network.http(upstream.uri(), key), "/here?page=1&echo=sesame-sesame");
            assertThat(targets(recording()))
                    .containsExactly("/here?page=1&echo=******", "/there?…")
                    .noneMatch(target -> target.contains("sesame"));
        }
    }
}
