package dev.headrace.connectors.rest;

import dev.headrace.spi.ConnectorConfig;
import java.util.List;

/** What does not go together in a stream. Stateless. */
final class StreamChecks {
    private static final String NEVER_WHOLE =
            "is looked for in the whole answer, which is never there with stream = true; take out one of the two";

    private StreamChecks() {}

    static void of(Options options) {
        records(options);
        streamed(options);
        incremental(options);
        paging(options);
        conditional(options);
        if (options.has("each") && options.has("parent")) {
            options.wrong("each", "a child has a list for each record of its parent; take out one of the two");
        }
        if (options.text("separator").length() != 1) {
            options.wrong("separator", "must be one character, was '%s'".formatted(options.text("separator")));
        }
    }

    private static void records(Options options) {
        String objection = Locating.objection(options.text("records"));
        if (!objection.isEmpty()) {
            options.wrong("records", objection);
        }
        if (options.has("key-field") && !options.text("records").contains("*")) {
            options.wrong("key-field", "needs a '*' in 'records': the names that it stands for are the keys");
        }
    }

    private static void streamed(Options options) {
        ConnectorConfig section = options.config();
        if (!section.bool("stream")) {
            return;
        }
        if (options.has("pagination")) {
            options.wrong(
                    "stream",
                    "a list with pages is not read record by record; take out one of 'stream' and 'pagination'");
        }
        if (section.string("format").equals("xml") && options.text("records").isEmpty()) {
            options.wrong("records", "is needed for XML with stream = true: the element that repeats");
        }
        if (options.text("records").contains("*") || section.bool("single")) {
            options.wrong("records", "with stream = true it leads to one array, without '*' and without 'single'");
        }
        unseen(options);
    }

    /** A body that is read record by record is never there as a whole. */
    private static void unseen(Options options) {
        for (String key : List.of("columns", "columns-at")) {
            if (options.has(key)) {
                options.wrong(key, NEVER_WHOLE);
            }
        }
        if (!options.config().sections("failures").isEmpty()) {
            options.wrong("failures", NEVER_WHOLE);
        }
        if (options.has("windows")) {
            Options split = options.section("windows").section("split");
            if (split.has("total-at") && !split.has("path")) {
                split.wrong("total-at", NEVER_WHOLE + ", or ask for it at a 'path' of its own");
            }
        }
        if (options.has("incremental") && options.section("incremental").has("at")) {
            options.section("incremental").wrong("at", NEVER_WHOLE);
        }
        if (options.has("body") && options.section("body").has("rpc")) {
            options.section("body").wrong("rpc", NEVER_WHOLE);
        }
        if (options.has("body") && options.section("body").has("graphql")) {
            options.section("body").wrong("graphql", NEVER_WHOLE);
        }
    }

    private static void conditional(Options options) {
        if (options.config().bool("conditional") && options.has("pagination")) {
            options.wrong(
                    "conditional",
                    "that the first page is the same says nothing about the others; take out one of 'conditional'"
                            + " and 'pagination'");
        }
    }

    private static void incremental(Options options) {
        if (!options.has("incremental")) {
            return;
        }
        Options section = options.section("incremental");
        if (section.has("field") == section.has("at")) {
            section.wrong("field", "one of 'field' and 'at' says where the cursor comes from");
        }
        section.pointer("at");
        if (options.has("windows")) {
            options.wrong("incremental", "windows go on where the last run ended; take out one of the two");
        }
    }

    private static void paging(Options options) {
        if (!options.has("pagination")) {
            return;
        }
        Options section = options.section("pagination");
        boolean json = options.section("body").has("json")
                || options.section("body").has("graphql")
                || options.section("body").has("rpc");
        boolean form = options.section("body").has("form");
        if (section.text("in").equals("body") && !json && !form) {
            section.wrong("in", "there is no body of JSON or of a form for 'param'");
        } else if (section.text("in").equals("body") && json) {
            section.pointer("param");
        }
    }
}
