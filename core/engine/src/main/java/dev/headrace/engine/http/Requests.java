package dev.headrace.engine.http;

import dev.headrace.spi.HttpCall;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the requests of an upstream: the call's fields, those of the engine, and the credentials where they belong.
 *
 * @param signedBy for requests to {@code home} that need no token
 * @param home the only origin that gets credentials; {@code null} for none
 */
record Requests(
        String userAgent, SignedBy signedBy, @Nullable Origin home) {
    /** What the engine says itself: a second one would confuse the server, or smuggle a request. */
    private static final Set<String> OURS = Set.of(
            "accept-encoding",
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** What other origins may see of a call after a redirect; anything else may be a key. */
    private static final Set<String> HARMLESS = Set.of("accept", "accept-language", "range", "user-agent");

    private static final String JSON = "application/json, */*;q=0.5";

    /** @throws IllegalArgumentException if a field cannot be sent, saying why */
    static void check(HttpCall call) {
        call.headers().forEach((name, value) -> {
            if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("the header field %s is set by the engine".formatted(name));
            }
            if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ':')) {
                throw new IllegalArgumentException("a header field has an invalid name");
            }
            if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f)) {
                throw new IllegalArgumentException(
                        "the header field %s has a line break or control character in its value".formatted(name));
            }
        });
    }

    Request of(HttpCall call, Hop hop, Tokens.@Nullable Token token, @Nullable Validator validator) {
        boolean ours = hop.origin().equals(home);
        SignedBy signature = token == null ? signedBy : token.signature();
        String target =
                ours ? signature.requestTarget(hop.uri()) : SignedBy.token(null).requestTarget(hop.uri());
        Request request = Request.of(hop.method(), hop.origin(), target);
        addFields(request, call, hop, ours && signature.inHeader() ? signature.name() : "");
        addCondition(request, validator);
        if (ours && signature.inHeader()) {
            request.field(signature.name(), signature.value());
        }
        return hop.body() == null ? request : request.with(hop.body());
    }

    /** @param signedField the field that the engine signs with: not the call's to set */
    private void addFields(Request request, HttpCall call, Hop hop, String signedField) {
        Map<String, String> fields = call.headers();
        if (!fields.containsKey("User-Agent")) {
            request.field("User-Agent", userAgent);
        }
        if (!fields.containsKey("Accept")) {
            request.field("Accept", call.decoder().isPresent() ? "*/*" : JSON);
        }
        request.field("Accept-Encoding", Decompression.ACCEPTED);
        fields.forEach((name, value) -> {
            if (!name.equalsIgnoreCase(signedField)
                    && (hop.home() || HARMLESS.contains(name.toLowerCase(Locale.ROOT)))) {
                request.field(name, value);
            }
        });
    }

    private static void addCondition(Request request, @Nullable Validator validator) {
        if (validator != null && validator.etag() != null) {
            request.field("If-None-Match", validator.etag());
        }
        if (validator != null && validator.lastModified() != null) {
            request.field("If-Modified-Since", validator.lastModified());
        }
    }

    @Override
    public String toString() {
        return "requests as " + userAgent;
    }
}
