package dev.headrace.connectors.rest;

import dev.headrace.spi.CollectException;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The section {@code windows}. */
final class RestWindows {
    private static final ConfigSpec SPLIT = ConfigSpec.empty()
            .integer("above", 1, Integer.MAX_VALUE, "The most records that the upstream gives of one window")
            .optional(
                    "total-at",
                    ConfigSpec.Type.STRING,
                    "JSON Pointer to how many there are; in the first page, or in the answer of 'path'")
            .optional(
                    "path",
                    ConfigSpec.Type.STRING,
                    "Where to ask how many there are before asking for the list; a template")
            .optional("params", ConfigSpec.Type.STRING_MAP, "Parameters for 'path'; templates")
            .optional(
                    "statuses",
                    ConfigSpec.Type.STRING_LIST,
                    "Statuses by which the upstream refuses a window that is too large")
            .optional("least", ConfigSpec.Type.DURATION, Duration.ofSeconds(1), "The shortest window");

    static final ConfigSpec SPEC = ConfigSpec.empty()
            .required("from", ConfigSpec.Type.STRING, "Where the first run begins: 2026-01-31 or 2026-01-31T12:00:00Z")
            .required(
                    "size",
                    ConfigSpec.Type.DURATION,
                    "The length of a window; {window.from} and {window.to} stand for its ends")
            .optional(
                    "gap",
                    ConfigSpec.Type.DURATION,
                    Duration.ZERO,
                    "How much before the next window {window.to} lies, where both ends count")
            .optional(
                    "lag", ConfigSpec.Type.DURATION, Duration.ZERO, "How long before the present the last window ends")
            .section("split", SPLIT, "How a window that is too large is known; it is cut into halves");

    private RestWindows() {}

    static Optional<Windows> of(Options stream, Vocabulary vocabulary) {
        if (!stream.has("windows")) {
            return Optional.empty();
        }
        Options options = stream.section("windows");
        ConnectorConfig section = options.config();
        if (section.duration("size").toSeconds() < 1) {
            options.wrong("size", "must be at least 1 second, was " + section.duration("size"));
        }
        return Optional.of(new Windows(
                first(options),
                section.duration("size"),
                section.duration("gap"),
                section.duration("lag"),
                split(options.section("split"), vocabulary)));
    }

    private static Instant first(Options options) {
        try {
            return Times.instant(options.text("from"));
        } catch (CollectException broken) {
            options.wrong("from", String.valueOf(broken.getMessage()));
            return Instant.EPOCH;
        }
    }

    private static Optional<Split> split(Options options, Vocabulary vocabulary) {
        boolean counts = options.has("above");
        if (counts != options.has("total-at")) {
            options.wrong(counts ? "total-at" : "above", "'above' and 'total-at' go together");
        }
        if (!counts && options.statuses("statuses").isEmpty()) {
            return Optional.empty();
        }
        Optional<Request> count = options.has("path")
                ? Optional.of(new Request(
                        options.template("path", vocabulary),
                        options.templates("params", vocabulary),
                        Map.of(),
                        Optional.empty(),
                        "",
                        Place.NONE))
                : Optional.empty();
        return Optional.of(new Split(
                options.number("above"),
                options.pointer("total-at"),
                count,
                options.statuses("statuses"),
                options.config().duration("least")));
    }
}
