package dev.headrace.runner.probe;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What the upstream answered, as it is kept between the fetching and the looking. Immutable. */
record Answer(JsonNode json) {
    /** Where the target of the {@code Link} with {@code rel="next"} is kept. */
    static final String NEXT = "Link next";

    static final int MOST_TEXT = 65_536;

    /** The header fields that tell something. */
    static final List<String> FIELDS = List.of(
            "Content-Type",
            "ETag",
            "Last-Modified",
            "WWW-Authenticate",
            "X-Total",
            "X-Total-Count",
            "X-Total-Pages",
            "X-WP-TotalPages",
            "RateLimit-Policy",
            "RateLimit",
            "RateLimit-Limit",
            "RateLimit-Remaining",
            "RateLimit-Reset",
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset",
            "X-Rate-Limit-Limit",
            "X-Rate-Limit-Interval",
            "Retry-After");

    int status() {
        return json.path("status").asInt();
    }

    URI url() {
        return URI.create(json.path("url").asString());
    }

    Optional<String> field(String name) {
        JsonNode value = json.path("fields").path(name);
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.asString());
    }

    /** The header fields about limits that there are. */
    Map<String, String> limits() {
        Map<String, String> limits = new TreeMap<>();
        FIELDS.stream()
                .filter(name -> name.contains("Rate") || name.startsWith("Retry"))
                .forEach(name -> field(name).ifPresent(value -> limits.put(name, value)));
        return limits;
    }

    /** The decoded body; null where it is no JSON. */
    JsonNode body() {
        return json.path("body");
    }

    String text() {
        return json.path("text").asString("");
    }

    /** The value of a parameter in the address, as it is written there. */
    Optional<String> parameter(String name) {
        String query = url().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }
}
