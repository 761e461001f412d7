package dev.headrace.runner.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.runner.live.Progresses;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(180)
class LiveServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ShownRun run = new ShownRun();
    private LiveServer server;

    @BeforeEach
    void start() throws IOException {
        server = LiveServer.start(0);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = server.address().resolve(path);
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What the client of the JDK would not send. */
    private String raw(String request) throws IOException {
        try (Socket socket = socket(request)) {
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    private Socket socket(String request) throws IOException {
        Socket socket = new Socket(
                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                server.address().getPort());
        OutputStream out = socket.getOutputStream();
        out.write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    private BufferedReader events() throws IOException, InterruptedException {
        return new BufferedReader(new InputStreamReader(
                client.send(
                                HttpRequest.newBuilder(server.address().resolve("events"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofInputStream())
                        .body(),
                StandardCharsets.UTF_8));
    }

    /** The data of the next event of a kind. */
    private static JsonNode next(BufferedReader events, String kind) throws IOException {
        String line = events.readLine();
        while (!line.equals("event: " + kind)) {
            line = events.readLine();
        }
        return new JsonMapper().readTree(events.readLine().substring("data: ".length()));
    }

    @ParameterizedTest
    @CsvSource({"'',text/html", "live.css,text/css", "live.js,text/javascript", "uplot.js,text/javascript"})
    void thePageAndItsPartsAreServedUnderAStrictPolicy(String path, String type) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(type + "; charset=utf-8");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe", "http", "*"));
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(answer.body()).doesNotContainPattern("(src|href)=\"(https?:)?//");
    }

    @Test
    void everyTokenIsAnother() throws IOException {
        try (LiveServer other = LiveServer.start(0)) {
            assertThat(other.address().getPath())
                    .isNotEqualTo(server.address().getPath())
                    .hasSizeGreaterThan(30);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/events", "/live.js", "/%2f/", "/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/", "/x/events"})
    void withoutTheTokenNothingIsServed(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        assertThat(get("live.html").statusCode()).isEqualTo(404);
        assertThat(get("../x").statusCode()).isEqualTo(403);
        assertThat(get("report.html").statusCode()).as("before the end").isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:PORT", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:PORT"})
    void aNameThatIsNotThisMachinesIsRefused(String host) throws IOException {
        String named = host.replace("PORT", "" + server.address().getPort());
        String path = server.address().getPath();
        assertThat(raw("GET " + path + " HTTP/1.1\nHost: " + named + "\n\n")).contains(" 403 ");
        assertThat(raw("GET " + path + " HTTP/1.0\n\n")).contains(" 403 ");
        assertThat(raw("GET " + path + " HTTP/1.1\nHost: localhost:"
                        + server.address().getPort() + "\n\n"))
                .contains(" 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1:PORT", "http://localhost:PORT"})
    void aPageFromElsewhereIsRefused(String origin) throws IOException {
        String port = "" + server.address().getPort();
        String head = "GET " + server.address().getPath() + "events HTTP/1.1\nHost: 127.0.0.1:" + port + "\nOrigin: ";
        assertThat(raw(head + origin.replace("PORT", port) + "\n\n")).contains(" 403 ");
        assertThat(raw(head + "http://127.0.0.1:" + port + "\n\n")).contains(" 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD", "OPTIONS"})
    void nothingCanBeWritten(String method) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(server.address())
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void aPortThatIsTakenIsTold() {
        assertThatThrownBy(() -> LiveServer.start(server.address().getPort())).isInstanceOf(IOException.class);
    }

    @Test
    void severalBrowsersFollowAndHearTheEnd() throws Exception {
        try (BrowserView view = (BrowserView) BrowserView.start(server, run);
                BufferedReader first = events();
                BufferedReader second = events()) {
            JsonNode state = next(first, "state");
            assertThat(state.path("progress").path("records").asLong()).isEqualTo(8_250);
            assertThat(state.path("history").get(0).get(1).asLong()).isEqualTo(8_250);
            assertThat(next(second, "state")
                            .path("progress")
                            .path("blocking")
                            .get(0)
                            .asString())
                    .contains("Glossary.java:26");
            run.progress(Progresses.of(Duration.ofSeconds(80), Progresses.done("feed", 9_000)));
            JsonNode later = next(first, "progress");
            while (later.path("records").asLong() != 9_000) {
                later = next(first, "progress");
            }
            Thread ending = new Thread(() -> view.ended(ShownRun.REPORT));
            ending.start();
            assertThat(next(first, "end").path("sentence").asString()).isEqualTo(ShownRun.REPORT.sentence());
            assertThat(next(second, "end").path("reportMade").asBoolean()).isTrue();
            first.close();
            second.close();
            ending.join();
        }
    }

    @Test
    void aBrowserThatComesAfterTheEndIsToldOfIt() throws Exception {
        try (BrowserView view = (BrowserView) BrowserView.start(server, run);
                BufferedReader first = events()) {
            next(first, "state");
            Thread ending = new Thread(() -> view.ended(ShownRun.REPORT));
            ending.start();
            next(first, "end");
            try (BufferedReader late = events()) {
                assertThat(next(late, "state").path("end").path("status").asString())
                        .isEqualTo("complete");
            }
            first.close();
            ending.join();
        }
    }

    @Test
    void aBrowserThatNeverReadsKeepsNobodyWaiting() throws Exception {
        String host = "127.0.0.1:" + server.address().getPort();
        String large = Follower.message("progress", "x".repeat(1 << 20));
        try (Socket silent = socket("GET " + server.address().getPath() + "events HTTP/1.1\nHost: " + host + "\n\n")) {
            while (!server.followed()) {
                Thread.onSpinWait();
            }
            // Many times what any buffer between the two takes; would one of these wait, the test would not end.
            for (int i = 0; i < 2_000; i++) {
                server.tell(large);
            }
            try (BufferedReader other = events()) {
                server.tell(Follower.message("progress", "{\"records\":7}"));
                assertThat(next(other, "progress").path("records").asInt()).isEqualTo(7);
            }
            assertThat(silent.isConnected()).isTrue();
        }
    }

    @Test
    void moreThanAFewBrowsersAreToldToComeLater() throws Exception {
        List<BufferedReader> many = new java.util.ArrayList<>();
        for (int i = 0; i < 8; i++) {
            many.add(events());
        }
        HttpResponse<String> refused = get("events");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(get("").statusCode()).as("the page is still there").isEqualTo(200);
        for (BufferedReader one : many) {
            one.close();
        }
    }

    @Test
    void aLongHistoryIsThinnedAndNotForgotten() {
        History history = new History();
        for (int second = 0; second < 20_000; second++) {
            history.add(Progresses.of(Duration.ofSeconds(second), Progresses.done("feed", second)));
        }
        assertThat(history.json().size()).isBetween(500, 1_201);
        assertThat(history.json().get(0).get(0).asLong()).isZero();
        assertThat(history.json().get(history.json().size() - 1).get(0).asLong())
                .isGreaterThan(19_900_000);
    }
}
