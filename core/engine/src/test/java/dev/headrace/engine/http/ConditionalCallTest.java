package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Auth;
import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Secret;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConditionalCallTest {
    private static final String DATE = "Sun, 01 Jun 2025 12:00:00 GMT";

    private final Map<String, Validator> known = new TreeMap<>();
    private final Map<String, String> threads = new TreeMap<>();
    private final Network network = Network.open().validators(new Validators() {
        @Override
        public Optional<Validator> find(String address) {
            threads.put("find", Thread.currentThread().getName());
            return Optional.ofNullable(known.get(address));
        }

        @Override
        public void captured(String address, Validator validator) {
            threads.put("captured", Thread.currentThread().getName());
            known.put(address, validator);
        }
    });
    private final FakeUpstream upstream = FakeUpstream.builder()
            .route("/items", ConditionalCallTest::items)
            .route("/plain", Reply.json("[]"))
            .route("/moved", Reply.redirect(302, "/items"))
            .start();

    private static Reply items(ReceivedRequest request) {
        if (request.header("If-None-Match").equals(Optional.of("\"v1\""))) {
            return Reply.status(304).withHeader("ETag", "\"v1\"");
        }
        return Reply.json("[1]").withHeader("ETag", "\"v1\"").withHeader("Last-Modified", DATE);
    }

    @AfterEach
    void close() {
        network.close();
        upstream.close();
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() throws Exception {
        Http http = network.http(upstream.uri(), Auth.query("key", Secret.of("sesame-sesame")));
        HttpCall call = HttpCall.get("/items?page=1").conditional();
        HttpReply first = Network.reply(http, call);
        assertThat(first.notModified()).isFalse();
        assertThat(known).containsOnlyKeys(upstream.uri("/items?page=1").toString());
        assertThat(known).containsValue(new Validator("\"v1\"", DATE));

        HttpReply second = Network.reply(http, call);
        assertThat(second.notModified()).isTrue();
        assertThat(second.json().isMissingNode()).isTrue();
        assertThat(upstream.traffic().exchanges("/items").get(1).request().header("If-Modified-Since"))
                .contains(DATE);
        assertThat(threads.values()).allMatch(name -> name.startsWith("test-strand"));
    }

    @Test
    void anotherAddressHasAnotherValidator() throws Exception {
        Http http = network.http(upstream.uri());
        Network.reply(http, HttpCall.get("/items?page=1").conditional());
        assertThat(Network.reply(http, HttpCall.get("/items?page=2").conditional())
                        .notModified())
                .isFalse();
    }

    @Test
    void aCallThatIsNotConditionalAsksForEverything() throws Exception {
        Http http = network.http(upstream.uri());
        Network.reply(http, HttpCall.get("/items").conditional());
        assertThat(Network.reply(http, "/items").status()).isEqualTo(200);
        assertThat(upstream.traffic().exchanges("/items").get(1).request().header("If-None-Match"))
                .isEmpty();
    }

    @Test
    void anAnswerWithoutValidatorsLeavesNone() throws Exception {
        Network.reply(network.http(upstream.uri()), HttpCall.get("/plain").conditional());
        assertThat(known).isEmpty();
    }

    @Test
    void theConditionGoesWhereARedirectLeads() throws Exception {
        Http http = network.http(upstream.uri());
        HttpCall call = HttpCall.get("/moved").conditional();
        Network.reply(http, call);
        assertThat(known).containsOnlyKeys(upstream.uri("/moved").toString());

        assertThat(Network.reply(http, call).notModified()).isTrue();
    }
}
