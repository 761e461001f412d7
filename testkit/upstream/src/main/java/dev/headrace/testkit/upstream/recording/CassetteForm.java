package dev.headrace.testkit.upstream.recording;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Cassettes of betamax and VCR in JSON. Those in YAML have to be turned into JSON first, which is the same tree. */
final class CassetteForm {
    private CassetteForm() {}

    static List<RecordedExchange> read(JsonNode cassette) {
        JsonNode interactions =
                cassette.has("interactions") ? cassette.path("interactions") : cassette.path("http_interactions");
        return interactions.valueStream().map(CassetteForm::exchange).toList();
    }

    private static RecordedExchange exchange(JsonNode interaction) {
        JsonNode request = interaction.path("request");
        JsonNode response = interaction.path("response");
        JsonNode status = response.has("status") ? response.path("status") : response;
        JsonNode code = status.has("code") ? status.path("code") : status.path("status_code");
        return new RecordedExchange(
                RequestShape.of(
                        request.path("method").asString("GET"),
                        request.path(request.has("uri") ? "uri" : "url").asString()),
                code.asInt(200),
                Fields.read(response.path("headers")),
                body(response.path("body")));
    }

    private static byte[] body(JsonNode body) {
        if (body.has("base64_string")) {
            return Base64.getDecoder().decode(body.path("base64_string").asString());
        }
        String text = body.isString() ? body.asString() : body.path("string").asString("");
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
