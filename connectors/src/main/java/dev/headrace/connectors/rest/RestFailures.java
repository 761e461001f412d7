package dev.headrace.connectors.rest;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The sections {@code failures}: what an answer is known by that looks like a success. */
final class RestFailures {
    static final ConfigSpec SPEC = ConfigSpec.empty()
            .required("at", ConfigSpec.Type.STRING, "JSON Pointer to what it is known by")
            .optional(
                    "equals",
                    ConfigSpec.Type.STRING_LIST,
                    "What stands there then; without it, anything but nothing, false or empty")
            .optional("not", ConfigSpec.Type.STRING_LIST, "What stands there if all is well, in place of 'equals'")
            .optional("message-at", ConfigSpec.Type.STRING, "JSON Pointer to what the upstream says about it")
            .choice("then", List.of("fail", "retry", "empty"), "What is done: empty takes it as a page without records")
            .optional("wait", ConfigSpec.Type.DURATION, Duration.ZERO, "For retry: the least time until then");

    private RestFailures() {}

    /** In the order of their names; the first that concerns an answer decides. */
    static List<Verdict> of(Options stream) {
        List<Verdict> verdicts = new ArrayList<>();
        stream.config().sections("failures").forEach((name, section) -> verdicts.add(one(name, stream.of(section))));
        verdicts.addAll(RestBody.verdicts(stream));
        return verdicts;
    }

    private static Verdict one(String name, Options options) {
        ConnectorConfig section = options.config();
        if (options.has("equals") && options.has("not")) {
            options.wrong("not", "'equals' and 'not' say the same thing in two ways; take out one");
        }
        return new Verdict(
                name,
                options.pointer("at"),
                section.strings("equals"),
                section.strings("not"),
                options.pointer("message-at"),
                Verdict.Then.named(section.string("then")),
                section.duration("wait"));
    }
}
