package dev.headrace.testkit.upstream.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A mapping of WireMock: {@code {"request": {"url": ...}, "response": {"status": ...}}}. */
final class WireMockForm {
    private WireMockForm() {}

    static RecordedExchange read(JsonNode mapping, Path file) {
        JsonNode response = mapping.path("response");
        return new RecordedExchange(
                shape(mapping.path("request"), file),
                response.path("status").asInt(200),
                Fields.read(response.path("headers")),
                body(response, file));
    }

    private static RequestShape shape(JsonNode request, Path file) {
        String method = request.path("method").asString("GET");
        if (request.has("url")) {
            return RequestShape.of(method, request.path("url").asString());
        }
        if (!request.has("urlPath")) {
            throw new IllegalArgumentException("The mapping " + file
                    + " names no request: \"url\" and \"urlPath\" are understood, patterns are not.");
        }
        RequestShape shape = RequestShape.of(method, request.path("urlPath").asString());
        for (Map.Entry<String, JsonNode> parameter :
                request.path("queryParameters").properties()) {
            shape = shape.with(parameter.getKey(), values(parameter.getValue()));
        }
        return shape;
    }

    private static List<String> values(JsonNode matcher) {
        if (matcher.has("equalTo")) {
            return List.of(matcher.path("equalTo").asString());
        }
        List<String> values = new ArrayList<>();
        for (JsonNode one : matcher.path("hasExactly")) {
            values.add(one.path("equalTo").asString());
        }
        return values;
    }

    private static byte[] body(JsonNode response, Path file) {
        if (response.has("base64Body")) {
            return Base64.getDecoder().decode(response.path("base64Body").asString());
        }
        if (response.has("bodyFileName")) {
            return beside(file, response.path("bodyFileName").asString());
        }
        String text = response.has("jsonBody")
                ? response.path("jsonBody").toString()
                : response.path("body").asString("");
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] beside(Path file, String name) {
        Path body = file.resolveSibling("../__files").resolve(name).normalize();
        try {
            return Files.readAllBytes(body);
        } catch (IOException failure) {
            throw new IllegalArgumentException(
                    "The mapping " + file + " has its body in " + body + ", which could not be read.", failure);
        }
    }
}
