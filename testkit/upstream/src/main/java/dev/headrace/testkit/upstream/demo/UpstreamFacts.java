package dev.headrace.testkit.upstream.demo;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a demo upstream says about itself: enough to collect from it, to check the result and to judge the time it took.
 *
 * @param kind how it hands out its records
 * @param baseUrl its address without a path, {@code http://127.0.0.1:PORT}
 * @param records how many records it holds
 * @param requests how many requests a complete collection needs, the repeated ones of the flaky upstream included
 * @param latency how long each answer takes
 * @param bound the least time in which it can be collected: answers that cannot be asked for before the one before them
 *     has come, and the upstream's limits, but no time for the collector itself or its pauses before a retry
 * @param sequential the time it takes to whoever asks for one answer after the other
 */
public record UpstreamFacts(
        UpstreamKind kind,
        URI baseUrl,
        int records,
        int requests,
        Duration latency,
        Duration bound,
        Duration sequential) {

    /** Its name in reports and configurations, for example {@code link-header}. */
    public String name() {
        return kind.label();
    }

    /** The address of its records: base URL and path. */
    public URI url() {
        return URI.create(baseUrl + kind.path());
    }

    /** The header that every request must carry, as {@code Name: value}; empty if it asks for no credential. */
    public Optional<String> credential() {
        return switch (kind) {
            case OPAQUE_CURSOR -> Optional.of("Authorization: Bearer " + UpstreamKind.BEARER_TOKEN);
            case KEYSET -> Optional.of("X-Api-Key: " + UpstreamKind.API_KEY);
            default -> Optional.empty();
        };
    }

    /** One line of JSON with all of this; {@link #parse} reads it. Durations are in milliseconds. */
    public String toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", name()).put("kind", kind.name()).put("url", baseUrl.toString());
        json.put("path", kind.path()).put("records", records).put("requests", requests);
        json.put("latency_ms", latency.toMillis()).put("bound_ms", bound.toMillis());
        json.put("sequential_ms", sequential.toMillis())
                .put("credential", credential().orElse(null));
        return json.toString();
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @param line one line of JSON
     * @throws IllegalArgumentException if it is none of those; quotes it
     */
    public static UpstreamFacts parse(String line) {
        try {
            JsonNode json = JsonMapper.shared().readTree(line);
            return new UpstreamFacts(
                    UpstreamKind.valueOf(json.required("kind").stringValue()),
                    URI.create(json.required("url").stringValue()),
                    json.required("records").intValue(),
                    json.required("requests").intValue(),
                    Duration.ofMillis(json.required("latency_ms").longValue()),
                    Duration.ofMillis(json.required("bound_ms").longValue()),
                    Duration.ofMillis(json.required("sequential_ms").longValue()));
        } catch (RuntimeException failure) {
            throw new IllegalArgumentException("This line does not describe a demo upstream: " + line, failure);
        }
    }
}
