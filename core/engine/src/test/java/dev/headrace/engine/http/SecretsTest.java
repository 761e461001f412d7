package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.Auth;
import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Secret;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A secret goes to its upstream and nowhere else: not into replies, messages, or the log at its finest. */
class SecretsTest {
    private static final String SECRET = "s3cr3t/with+signs=";
    private static final String ENCODED = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    private static final String BASIC = SignedBy.basic("user", SECRET).value().substring(6);
    private static final List<Auth> ALL = List.of(
            Auth.bearer(Secret.of(SECRET)),
            Auth.basic("user", Secret.of(SECRET)),
            Auth.header("X-Api-Key", Secret.of(SECRET)),
            Auth.query("api_key", Secret.of(SECRET)));

    private static void assertClean(@org.jspecify.annotations.Nullable Object shown) {
        assertThat(String.valueOf(shown)).doesNotContain(SECRET, ENCODED, BASIC);
    }

    private static void assertClean(HttpFailure failure) {
        java.io.StringWriter trace = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(trace));
        assertClean(trace.toString());
        assertClean(failure.uri());
    }

    /** An upstream that tells everybody what it was sent. */
    private static FakeUpstream indiscreet() {
        return FakeUpstream.builder()
                .route(
                        "/ok",
                        request -> Reply.json("[]")
                                .withHeader("X-Echo", request.target() + request.headers())
                                .withHeader(
                                        "Link", "<" + request.absolute(request.target()) + "&page=2>; rel=\"next\""))
                .route(
                        "/bad",
                        request -> Reply.text("you sent " + request.target() + request.headers())
                                .withStatus(400))
                .route("/html", request -> Reply.text("<p>" + request.target() + request.headers()))
                .route("/json", request -> Reply.json("{ oops " + request.target() + request.headers()))
                .route("/moved", request -> Reply.redirect(302, "/ok?from=moved&" + query(request.target())))
                .route("/away", request -> Reply.redirect(302, "ftp://elsewhere" + request.target()))
                .route("/gone", Reply.reset())
                .start();
    }

    private static String query(String target) {
        return target.substring(target.indexOf('?') + 1);
    }

    @Test
    void anIndiscreetUpstreamGivesNoSecretAway() throws Exception {
        for (Auth auth : ALL) {
            try (FakeUpstream upstream = indiscreet();
                    Network network = Network.open()) {
                Http http = network.http(upstream.uri(), auth);
                HttpReply reply = Network.reply(http, "/ok?x=1");
                assertThat(upstream.traffic().exchanges("/ok").get(0).request().toString()
                                + upstream.traffic()
                                        .exchanges("/ok")
                                        .get(0)
                                        .request()
                                        .headers())
                        .containsAnyOf(SECRET, ENCODED, BASIC);
                assertThat(reply.uri()).isEqualTo(upstream.uri("/ok?x=1"));
                assertThat(reply.link("next")).contains(upstream.uri("/ok?x=1&page=2"));
                assertClean(reply);
                assertClean(reply.header("X-Echo"));
                assertClean(reply.headers("Link"));
                assertClean(Network.reply(http, "/moved").uri());
                for (String path : List.of("/bad", "/json", "/away", "/gone", "/missing")) {
                    assertClean(Network.failure(http, path + "?x=1"));
                }
                assertClean(Network.failure(http, HttpCall.get("/json?x=1").decodedBy((body, type) -> {
                    throw new IllegalStateException("not understood: " + new String(body, StandardCharsets.UTF_8));
                })));
                assertClean(failureOf(Network.reply(http, "/html")));
            }
        }
    }

    private static String failureOf(HttpReply reply) {
        try {
            return "decoded " + reply.json();
        } catch (HttpFailure failure) {
            return failure.getMessage();
        }
    }

    @Test
    void aLinkThatCarriesTheKeyCanBeFollowed() throws Exception {
        try (FakeUpstream upstream = indiscreet();
                Network network = Network.open()) {
            Http http = network.http(upstream.uri(), Auth.query("api_key", Secret.of(SECRET)));
            // The upstream put the key into an address in its body, and a connector made a target of it.
            String target = upstream.uri("/ok?api_key=" + ENCODED + "&page=2").toString();
            HttpReply reply = Network.reply(http, target);

            assertThat(reply.uri()).isEqualTo(upstream.uri("/ok?page=2"));
            assertThat(upstream.traffic().exchanges("/ok").get(0).request().target())
                    .isEqualTo("/ok?page=2&api_key=" + ENCODED);
        }
    }

    @Test
    void aRefusedTargetIsShownWithoutItsKey() throws Exception {
        try (Network network = Network.open()) {
            Http http = network.http(URI.create("http://127.0.0.1:1"), Auth.query("api_key", Secret.of(SECRET)));
            for (String target : List.of(
                    "ftp://h/x?api_key=" + ENCODED, "http://user:" + ENCODED + "@h/x", "/%zz?api_key=" + SECRET)) {
                HttpFailure failure = Network.failure(http, target);
                assertThat(failure.kind()).isEqualTo(HttpFailure.Kind.REFUSED);
                assertClean(failure);
            }
        }
    }

    @Test
    void theLogAtItsFinestHoldsNoSecret() throws Exception {
        Process child = child();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(output).isZero();

        // The log was really on: HttpClient's pool writes at level debug.
        assertThat(output).contains("PoolingAsyncClientConnectionManager");
        assertClean(output);
    }

    private static Process child() throws IOException {
        String path = Stream.of("java.class.path", "jdk.module.path")
                .map(System::getProperty)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.joining(java.io.File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=trace");
        // The fake upstream's own log shows what it receives; it is not ours.
        command.add("-Dorg.slf4j.simpleLogger.log.org.eclipse.jetty=warn");
        command.addAll(List.of("-cp", path + java.io.File.pathSeparator + testClasses(), Talkative.class.getName()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Tests that are patched into a module are not on its path. */
    private static String testClasses() {
        return Optional.ofNullable(SecretsTest.class.getProtectionDomain().getCodeSource())
                .map(source -> Path.of(URI.create(source.getLocation().toString())))
                .map(path -> path.resolveSibling("classes")
                        + java.io.File.pathSeparator
                        + path.resolveSibling("test-classes"))
                .orElse("");
    }

    /** A JVM of its own, whose log is at its finest from the first line on. */
    static final class Talkative {
        private Talkative() {}

        public static void main(String[] arguments) throws Exception {
            for (Auth auth : ALL) {
                try (FakeUpstream upstream = FakeUpstream.builder()
                                .route("/ok", Reply.json("[]"))
                                .route("/bad", Reply.status(500))
                                .start();
                        Network network = Network.open()) {
                    Http http = network.http(upstream.uri(), auth);
                    Network.reply(http, "/ok");
                    Network.failure(http, HttpCall.get("/bad"));
                }
            }
        }
    }
}
