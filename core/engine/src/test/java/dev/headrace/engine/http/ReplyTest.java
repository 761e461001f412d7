package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.StringNode;

class ReplyTest {
    private static final String CSV = "id,name\n1,a\n";

    private static final String DECIMALS = "[2.50,0.1234567890123456789,123456789012345678901,1E+400]";

    private final Network network = Network.open();
    private final FakeUpstream upstream = FakeUpstream.builder()
            .route("/csv", Reply.text(CSV))
            .route(
                    "/latin",
                    Reply.bytes("text/plain; charset=\"ISO-8859-1\"", "é".getBytes(StandardCharsets.ISO_8859_1)))
            .route("/text-json", Reply.text("[1,2]"))
            .route("/broken", Reply.json("{\"a\":"))
            .route("/trailing", Reply.json("{\"a\":1}\n{\"a\":2}"))
            .route("/decimals", Reply.json(DECIMALS))
            .route("/empty", Reply.status(204))
            .route("/zipped", Reply.json("[" + "1,".repeat(500) + "1]").gzipped())
            .route("/none", Reply.text("no such thing").withStatus(404))
            .route("/twice", Reply.json("[]").andHeader("X-A", "1").andHeader("x-a", "2"))
            .start();
    private final Http http = network.http(upstream.uri());

    @AfterEach
    void close() {
        network.close();
        upstream.close();
    }

    @Test
    void textIsThereWithoutADecoderAndJsonIsNot() throws Exception {
        HttpReply reply = Network.reply(http, "/csv");
        assertThat(reply.text()).isEqualTo(CSV);
        assertThat(reply.bytes()).isEqualTo(CSV.getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(HttpFailure.class)
                .isThrownBy(reply::json)
                .matches(failure -> failure.kind() == HttpFailure.Kind.MALFORMED)
                .withMessageContaining(
                        "answered 200 with content type text/plain; charset=utf-8, which cannot be decoded");
    }

    @Test
    void jsonUnderAnotherTypeIsJson() throws Exception {
        assertThat(Network.reply(http, "/text-json").json().size()).isEqualTo(2);
    }

    @Test
    void numbersKeepEveryDigit() throws Exception {
        assertThat(Network.reply(http, "/decimals").json().toString()).isEqualTo(DECIMALS);
    }

    @Test
    void whatClaimsToBeJsonMustBe() throws Exception {
        for (String path : List.of("/broken", "/trailing")) {
            HttpFailure failure = Network.failure(http, path);
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.MALFORMED);
            assertThat(failure).hasMessageContaining("the body begins: {\"a\":");
        }
    }

    @Test
    void nothingIsAMissingNode() throws Exception {
        HttpReply reply = Network.reply(http, "/empty");
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.json().isMissingNode()).isTrue();
        assertThat(reply.text()).isEmpty();
    }

    @Test
    void aZippedBodyIsUnzipped() throws Exception {
        assertThat(Network.reply(http, "/zipped").json().size()).isEqualTo(501);
        assertThat(upstream.traffic().exchanges("/zipped").get(0).request().header("Accept-Encoding"))
                .contains("gzip, deflate");
    }

    @Test
    void theCharsetOfTheAnswerCounts() throws Exception {
        assertThat(Network.reply(http, "/latin").text()).isEqualTo("é");
    }

    @Test
    void anAcceptedStatusIsAReplyWhateverItsBody() throws Exception {
        HttpReply reply = Network.reply(http, HttpCall.get("/none").accepting(404));
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text()).isEqualTo("no such thing");
    }

    @Test
    void aDecoderOfTheCallIsUsedOnACarrier() throws Exception {
        String[] thread = new String[1];
        HttpReply reply = Network.reply(http, HttpCall.get("/csv").decodedBy((body, type) -> {
            thread[0] = Thread.currentThread().getName();
            return StringNode.valueOf(type + body.length);
        }));
        assertThat(reply.json().asString()).isEqualTo("text/plain; charset=utf-8" + CSV.length());
        assertThat(thread[0]).startsWith("test-carrier");
        assertThat(upstream.traffic().exchanges("/csv").get(0).request().header("Accept"))
                .contains("*/*");
    }

    @Test
    void aFieldMayComeTwice() throws Exception {
        HttpReply reply = Network.reply(http, "/twice");
        assertThat(reply.headers("X-A")).containsExactly("1", "2");
        assertThat(reply.header("X-a")).contains("1");
        assertThat(reply.headers("X-B")).isEmpty();
    }

    @Test
    void theRequestSaysWhoAsks() throws Exception {
        Network.reply(http, HttpCall.get("/csv").header("X-More", "1"));
        ReceivedRequest request = upstream.traffic().exchanges("/csv").get(0).request();
        assertThat(request.header("User-Agent").orElseThrow()).matches("headrace/\\S+ \\(test\\)");
        assertThat(request.header("X-More")).contains("1");
        assertThat(request.headers()).doesNotContainKeys("Upgrade", "Expect", "Cookie");
    }

    @Test
    void fieldsThatWouldSmuggleARequestAreRefused() throws Exception {
        for (HttpCall call : List.of(
                HttpCall.get("/csv").header("X", "a\r\nHost: evil"),
                HttpCall.get("/csv").header("X Y", "a"),
                HttpCall.get("/csv").header("Content-Length", "5"),
                HttpCall.get("/csv").header("host", "evil"))) {
            HttpFailure failure = Network.failure(http, call);
            assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.REFUSED);
            assertThat(failure).hasMessageContaining("GET /csv was not sent: ");
        }
        assertThat(upstream.traffic().requests()).isZero();
    }

    @Test
    void anUnknownLimitIsRefusedByName() throws Exception {
        HttpFailure failure = Network.failure(http, HttpCall.get("/csv").under("no-such-limit"));
        assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.REFUSED);
        assertThat(failure).hasMessageContaining("no-such-limit");
    }
}
