package dev.headrace.connectors.rest;

import dev.headrace.spi.ConnectorConfig;

/** What does not go together in a stream. Stateless. */
final class StreamChecks {
    private StreamChecks() {}

    static void of(Options options) {
        records(options);
        streamed(options);
        incremental(options);
        paging(options);
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
