package dev.headrace.testkit.upstream.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.TestClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of our own making, in the forms that recorders write. */
class RecordingTest {
    @TempDir
    private Path directory;

    private final TestClient client = new TestClient();

    private Path write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static FakeUpstream serving(Recording recording) {
        return FakeUpstream.builder().route("/*", recording).start();
    }

    private HttpResponse<String> get(FakeUpstream upstream, String target) throws Exception {
        return client.get(upstream.uri(target));
    }

    @Test
    void fixturesOfNockAreReplayedByMethodPathAndQueryWithTheirAddressesMadeLocal() throws Exception {
        Path file = write("fixtures.json", """
                [ { "method": "get", "path": "/things?page=1&size=3", "status": 200, "response": [1, 2, 3],
                    "headers": { "content-type": "application/json", "content-length": "99",
                                 "link": "<https://api.example.com/things?page=2&size=3>; rel=\\"next\\"" } },
                  { "method": "get", "path": "/things?page=2&size=3", "status": 200, "response": [4] } ]
                """);
        try (FakeUpstream upstream = serving(Recording.read(file).servedFrom("https://api.example.com"))) {
            HttpResponse<String> first = get(upstream, "/things?size=3&page=1");
            assertThat(first.body()).isEqualTo("[1,2,3]");
            assertThat(first.headers().firstValue("link"))
                    .contains("<" + upstream.uri("/things?page=2&size=3") + ">; rel=\"next\"");
            assertThat(get(upstream, "/things?page=2&size=3").body()).isEqualTo("[4]");
        }
    }

    @Test
    void whatWasRecordedTwiceIsAnsweredInThatOrderAndThenForEver() throws Exception {
        Path file = write("cassette.json", """
                { "interactions": [
                  { "request": { "method": "GET", "uri": "https://api.example.com/a" },
                    "response": { "status": { "code": 503, "message": "no" }, "headers": { "Retry-After": ["1"] },
                                  "body": { "string": "later" } } },
                  { "request": { "method": "GET", "uri": "https://api.example.com/a" },
                    "response": { "status": { "code": 200 }, "headers": {}, "body": { "string": "now" } } } ] }
                """);
        try (FakeUpstream upstream = serving(Recording.read(file))) {
            HttpResponse<String> first = get(upstream, "/a");
            assertThat(first.statusCode()).isEqualTo(503);
            assertThat(first.headers().firstValue("Retry-After")).contains("1");
            assertThat(get(upstream, "/a").body()).isEqualTo("now");
            assertThat(get(upstream, "/a").body()).isEqualTo("now");
        }
    }

    @Test
    void compressedBodiesOfCassettesAreInflatedAndNoLongerSaidToBeCompressed() throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        }
        Path file = write("cassette.json", """
                { "http_interactions": [
                  { "request": { "method": "post", "uri": "https://api.example.com/token" },
                    "response": { "status": { "status_code": 201 }, "headers": { "Content-Encoding": ["gzip"] },
                                  "body": { "base64_string": "%s" } } } ] }
                """.formatted(Base64.getEncoder().encodeToString(compressed.toByteArray())));
        try (FakeUpstream upstream = serving(Recording.read(file))) {
            HttpResponse<String> response = client.post(upstream.uri("/token"), "grant_type=x");
            assertThat(response.body()).isEqualTo("{\"a\":1}");
            assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
        }
    }

    @Test
    void mappingsOfWireMockAreReadFromADirectoryWithTheirBodiesBesideThem() throws Exception {
        write("wm/mappings/1.json", """
                { "request": { "method": "GET", "urlPath": "/a", "queryParameters": {
                      "tag": { "hasExactly": [ { "equalTo": "x" }, { "equalTo": "y" } ] } } },
                  "response": { "status": 200, "bodyFileName": "a.json", "headers": { "Vary": ["A", "B"] } } }
                """);
        write("wm/__files/a.json", "{\"file\":true}");
        write("wm/mappings/2.json", """
                { "request": { "method": "GET", "url": "/limited" },
                  "response": { "status": 429, "jsonBody": {"slow": "down"}, "headers": {
                      "Date": "{{now timezone='GMT' format='EEE, dd MMM yyyy HH:mm:ss z'}}",
                      "X-RateLimit-Reset": "{{testStartDate offset='3 seconds' format='unix'}}" } } }
                """);
        try (FakeUpstream upstream = serving(Recording.read(directory.resolve("wm")))) {
            HttpResponse<String> found = get(upstream, "/a?tag=y&tag=x");
            assertThat(found.body()).isEqualTo("{\"file\":true}");
            assertThat(found.headers().allValues("Vary")).containsExactly("A", "B");
            HttpResponse<String> limited = get(upstream, "/limited");
            assertThat(limited.statusCode()).isEqualTo(429);
            assertThat(limited.body()).isEqualTo("{\"slow\":\"down\"}");
            long reset = Long.parseLong(
                    limited.headers().firstValue("X-RateLimit-Reset").orElseThrow());
            assertThat(Instant.ofEpochSecond(reset))
                    .isBetween(Instant.now().minusSeconds(20), Instant.now().plusSeconds(4));
            assertThat(limited.headers().firstValue("Date").orElseThrow()).endsWith(" GMT");
        }
    }

    @Test
    void anUnknownRequestIsToldWhichRecordingsAreNear() throws Exception {
        Path file = write("fixtures.json", """
                [ { "method": "get", "path": "/orders?page=1", "status": 200, "response": [] },
                  { "method": "get", "path": "/customers", "status": 200, "response": [] } ]
                """);
        try (FakeUpstream upstream = serving(Recording.read(file))) {
            HttpResponse<String> unknown = get(upstream, "/orders?page=3");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.body()).isEqualTo("""
                    This recording has no GET /orders?page=3. Its 2 requests that are nearest:
                      GET /orders?page=1
                      GET /customers
                    """);
        }
    }

    @Test
    void parametersThatDoNotMatterCanBeIgnored() throws Exception {
        Path file = write(
                "fixtures.json",
                "[ { \"method\": \"get\", \"path\": \"/a?key=secret\", \"status\": 200, \"response\": 7 } ]");
        try (FakeUpstream upstream = serving(Recording.read(file).ignoring("key", "time"))) {
            assertThat(get(upstream, "/a?key=other&time=9").body()).isEqualTo("7");
        }
    }

    @Test
    void aFileThatIsNoRecordingIsNamed() throws Exception {
        Path file = write("package.json", "{ \"name\": \"x\" }");
        assertThatThrownBy(() -> Recording.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("package.json is no recording that is understood");
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThatThrownBy(() -> Recording.read(empty)).hasMessageContaining("There is no recording in");
        Path broken = write("broken.json", "{");
        assertThatThrownBy(() -> Recording.read(broken)).hasMessageContaining("broken.json could not be read");
    }

    @Test
    void aBodyThatIsMissingBesideItsMappingIsNamed() throws Exception {
        write("wm/mappings/1.json", """
                { "request": { "url": "/a" }, "response": { "bodyFileName": "gone.json" } }
                """);
        assertThatThrownBy(() -> Recording.read(directory.resolve("wm")))
                .hasMessageContaining("gone.json, which could not be read");
    }
}
