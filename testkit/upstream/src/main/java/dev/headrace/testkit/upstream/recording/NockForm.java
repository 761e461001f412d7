package dev.headrace.testkit.upstream.recording;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Fixtures of nock, as in the npm package {@code @octokit/fixtures}: a list of {@code {"method", "path", "status", "response"}}. */
final class NockForm {
    private NockForm() {}

    static List<RecordedExchange> read(JsonNode fixtures) {
        return fixtures.valueStream().map(NockForm::exchange).toList();
    }

    private static RecordedExchange exchange(JsonNode fixture) {
        return new RecordedExchange(
                RequestShape.of(
                        fixture.path("method").asString("GET"),
                        fixture.path("path").asString()),
                fixture.path("status").asInt(200),
                Fields.read(fixture.path("headers")),
                body(fixture.path("response")));
    }

    private static byte[] body(JsonNode response) {
        String text = response.isString() ? response.asString() : response.isNull() ? "" : response.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
