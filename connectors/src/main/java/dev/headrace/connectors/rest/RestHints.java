package dev.headrace.connectors.rest;

import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.LimitHints;
import dev.headrace.spi.LimitHints.About;
import dev.headrace.spi.LimitHints.Reset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The section {@code limit.hints}: where answers tell what is left, if not in the usual places. */
final class RestHints {
    private static final Map<String, About> FIELDS =
            Map.of("remaining-field", About.REMAINING, "reset-field", About.RESET, "wait-field", About.WAIT);

    private static final Map<String, About> POINTERS = Map.of(
            "remaining-at",
            About.REMAINING,
            "reset-at",
            About.RESET,
            "wait-at",
            About.WAIT,
            "full-at",
            About.FULL,
            "restored-at",
            About.RESTORED_PER_SECOND,
            "cost-at",
            About.COST);

    private static final ConfigSpec.Type TEXT = ConfigSpec.Type.STRING;

    static final ConfigSpec SPEC = ConfigSpec.empty()
            .choice(
                    "reset",
                    List.of("auto", "epoch-seconds", "delta", "millis", "iso"),
                    "What fields about resets hold; auto tells by their looks")
            .optional("remaining-field", TEXT, "The header field with the requests that are left")
            .optional("reset-field", TEXT, "The header field that says when all are there again")
            .optional("wait-field", TEXT, "The header field with seconds to wait, in any answer")
            .optional("remaining-at", TEXT, "JSON pointer to what is left")
            .optional("reset-at", TEXT, "JSON pointer to when all is there again")
            .optional("wait-at", TEXT, "JSON pointer to seconds to wait, in any answer; Stack Exchange: /backoff")
            .optional("full-at", TEXT, "JSON pointer to what is left when nothing was used")
            .optional("restored-at", TEXT, "JSON pointer to how much comes back each second")
            .optional("cost-at", TEXT, "JSON pointer to what the request cost")
            .optional("refusal-at", TEXT, "JSON pointer to a text by which an answer that seems to succeed refuses")
            .optional("refusal", TEXT, "What that text is then; Shopify: THROTTLED");

    private RestHints() {}

    /** @throws IllegalArgumentException if a pointer or a name is none */
    static LimitHints of(ConnectorConfig section) {
        if (section.has("refusal-at") != section.has("refusal")) {
            String missing = section.has("refusal") ? "refusal-at" : "refusal";
            throw new ConfigException(section.problem(missing, "'refusal-at' and 'refusal' go together"));
        }
        String form = section.string("reset").toUpperCase(Locale.ROOT).replace('-', '_');
        LimitHints hints = LimitHints.usual().reset(Reset.valueOf(form));
        for (Map.Entry<String, About> field : FIELDS.entrySet()) {
            hints = section.has(field.getKey()) ? hints.field(field.getValue(), section.string(field.getKey())) : hints;
        }
        for (Map.Entry<String, About> pointer : POINTERS.entrySet()) {
            hints = section.has(pointer.getKey())
                    ? hints.at(pointer.getValue(), section.string(pointer.getKey()))
                    : hints;
        }
        return section.has("refusal") ? hints.refusal(section.string("refusal-at"), section.string("refusal")) : hints;
    }
}
