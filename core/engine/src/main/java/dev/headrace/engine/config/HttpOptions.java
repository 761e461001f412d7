package dev.headrace.engine.config;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import java.time.Duration;

/**
 * The section {@code http} of an instance: what one exchange may cost.
 *
 * @param connectTimeout name look-up, connect and TLS together
 * @param attemptTimeout one attempt, from the request's first byte to the answer's last
 * @param idleTimeout the longest silence within an answer
 * @param attempts the most times one request is sent, the first included
 * @param redirects the most redirects that are followed for one request
 * @param connections the most connections to one origin
 * @param maxBodyBytes the largest body, after decompression
 * @param maxRatio the most that a compressed body may grow
 */
public record HttpOptions(
        Duration connectTimeout,
        Duration attemptTimeout,
        Duration idleTimeout,
        int attempts,
        int redirects,
        int connections,
        long maxBodyBytes,
        int maxRatio) {

    /** The options of the section, with their defaults. */
    public static final ConfigSpec SPEC = ConfigSpec.empty()
            .optional(
                    "connect-timeout",
                    ConfigSpec.Type.DURATION,
                    Duration.ofSeconds(5),
                    "Name look-up, connect and TLS together")
            .optional(
                    "attempt-timeout",
                    ConfigSpec.Type.DURATION,
                    Duration.ofSeconds(30),
                    "One attempt, from the request's first byte to the answer's last")
            .optional(
                    "idle-timeout",
                    ConfigSpec.Type.DURATION,
                    Duration.ofSeconds(15),
                    "The longest silence within an answer")
            .integer("attempts", 3, 1, 100, "The most times one request is sent, the first included")
            .integer("redirects", 5, 0, 20, "The most redirects that are followed for one request")
            .integer("connections", 8, 1, 1_000, "The most connections to one origin")
            .optional("max-body", ConfigSpec.Type.SIZE, 16L << 20, "The largest body, after decompression")
            .integer("max-ratio", 100, 1, 100_000, "The most times its size that a compressed body may grow to");

    static HttpOptions of(ConnectorConfig config) {
        return new HttpOptions(
                config.duration("connect-timeout"),
                config.duration("attempt-timeout"),
                config.duration("idle-timeout"),
                config.integer("attempts"),
                config.integer("redirects"),
                config.integer("connections"),
                config.bytes("max-body"),
                config.integer("max-ratio"));
    }
}
