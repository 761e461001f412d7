package dev.headrace.engine.config;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import java.time.Duration;

/**
 * The section {@code http} of an instance: what one request may cost.
 *
 * @param attemptTimeout one attempt, from the connection to the answer's last byte
 * @param attempts the most times one request is sent when it fails, the first included
 * @param throttles how often the upstream may throttle one request before it fails
 * @param connections the most requests under way at once to one origin
 * @param maxBodyBytes the largest body, before and after decompression
 * @param maxRatio the most times its size that a compressed body may grow to
 * @param way how requests leave
 */
public record HttpOptions(
        Duration attemptTimeout,
        int attempts,
        int throttles,
        int connections,
        long maxBodyBytes,
        int maxRatio,
        WayOptions way) {

    /** The options of the section, with their defaults. */
    public static final ConfigSpec SPEC = WayOptions.addTo(ConfigSpec.empty()
            .optional(
                    "attempt-timeout",
                    ConfigSpec.Type.DURATION,
                    Duration.ofSeconds(30),
                    "One attempt, from the connection to the answer's last byte")
            .integer("attempts", 3, 1, 100, "The most times one request is sent when it fails, the first included")
            .integer("throttles", 10, 0, 1_000, "How often the upstream may throttle one request before it fails")
            .integer("connections", 20, 1, 1_000, "The most requests under way at once to one origin")
            .optional("max-body", ConfigSpec.Type.SIZE, 16L << 20, "The largest body, before and after decompression")
            .integer("max-ratio", 100, 1, 100_000, "The most times its size that a compressed body may grow to"));

    static HttpOptions of(ConnectorConfig config) {
        return new HttpOptions(
                config.duration("attempt-timeout"),
                config.integer("attempts"),
                config.integer("throttles"),
                config.integer("connections"),
                config.bytes("max-body"),
                config.integer("max-ratio"),
                WayOptions.of(config));
    }
}
