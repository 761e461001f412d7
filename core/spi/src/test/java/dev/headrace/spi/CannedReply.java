package dev.headrace.spi;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer made by hand. */
record CannedReply(int status, URI uri, String body, Map<String, String> fields) implements HttpReply {
    private static final JsonMapper JSON = new JsonMapper();

    static CannedReply of(String uri, String body) {
        return new CannedReply(200, URI.create(uri), body.replace('\'', '"'), Map.of());
    }

    CannedReply with(String field, String value) {
        return new CannedReply(status, uri, body, Map.of(field, value));
    }

    CannedReply status(int code) {
        return new CannedReply(code, uri, body, fields);
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    @Override
    public List<String> headers(String name) {
        return header(name).stream().toList();
    }

    @Override
    public Optional<URI> link(String rel) {
        return header("link:" + rel).map(uri::resolve);
    }

    @Override
    public JsonNode json() {
        return body.isEmpty() ? JSON.missingNode() : JSON.readTree(body);
    }

    @Override
    public String text() {
        return body;
    }

    @Override
    public byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Instant receivedAt() {
        return Instant.EPOCH;
    }
}
