package dev.headrace.connectors.rest;

import dev.headrace.spi.ConfigSpec;
import java.time.Duration;
import java.util.List;

/** The options of a stream. Stateless. */
final class StreamSpec {
    static final ConfigSpec SPEC = shaping(locating(asking(ConfigSpec.empty())));

    private StreamSpec() {}

    private static ConfigSpec asking(ConfigSpec spec) {
        return spec.optional(
                        "each", ConfigSpec.Type.STRING_LIST, "Values for which the list is asked; {each} in templates")
                .required(
                        "path",
                        ConfigSpec.Type.STRING,
                        "The first page; a template: for a child, {field} is a field of the parent's record")
                .optional("params", ConfigSpec.Type.STRING_MAP, "Parameters of the query of the first page; templates")
                .optional(
                        "headers",
                        ConfigSpec.Type.STRING_MAP,
                        "Header fields of every request, not for secrets; templates")
                .section("body", RestBody.SPEC, "What is posted; without it requests are a GET")
                .section("pagination", RestPaging.SPEC, "How to get from page to page; without it there is one page")
                .section("incremental", RestCursor.SPEC, "How to ask only for what has changed since the last run")
                .section(
                        "windows",
                        RestWindows.SPEC,
                        "Ask for spans of time, one after the other, and for new ones in later runs")
                .optional(
                        "conditional",
                        ConfigSpec.Type.BOOLEAN,
                        false,
                        "Ask with ETag or Last-Modified whether anything has changed")
                .optional("parent", ConfigSpec.Type.STRING, "The stream that has one such list for each of its records")
                .optional(
                        "limits",
                        ConfigSpec.Type.STRING_LIST,
                        "Further limits by name, of the configuration's section 'limits'");
    }

    private static ConfigSpec locating(ConfigSpec spec) {
        return spec.choice("format", RestFormat.names(), "What the body is")
                .optional("separator", ConfigSpec.Type.STRING, ",", "For CSV: what stands between two values")
                .optional(
                        "stream",
                        ConfigSpec.Type.BOOLEAN,
                        false,
                        "Read the body record by record while it arrives, however large it is")
                .optional(
                        "records",
                        ConfigSpec.Type.STRING,
                        "",
                        "JSON Pointer to the records of a page, empty for the whole body; '*' is any name")
                .optional("single", ConfigSpec.Type.BOOLEAN, false, "What 'records' leads to is the one record")
                .optional(
                        "key-field",
                        ConfigSpec.Type.STRING,
                        "With '*': the field that takes the name under which a record stood")
                .choice("missing", List.of("fail", "empty"), "What an answer without anything at 'records' is")
                .optional("columns", ConfigSpec.Type.STRING_LIST, "For records that are rows: the names of the columns")
                .optional(
                        "columns-at",
                        ConfigSpec.Type.STRING,
                        "For records that are rows: JSON Pointer to the names of the columns")
                .optional(
                        "none-on",
                        ConfigSpec.Type.STRING_LIST,
                        "Statuses that mean that there are no records, or no more")
                .optional(
                        "retry-on",
                        ConfigSpec.Type.STRING_LIST,
                        "Statuses after which the same is asked again, as of an upstream that throttles by 403")
                .optional(
                        "retry-wait",
                        ConfigSpec.Type.DURATION,
                        Duration.ofSeconds(30),
                        "For retry-on: the least time until then")
                .sections("failures", RestFailures.SPEC, "Failures that look like successes, by names of your own");
    }

    private static ConfigSpec shaping(ConfigSpec spec) {
        return spec.optional(
                        "id",
                        ConfigSpec.Type.STRING,
                        "id",
                        "Field of a record that identifies it, JSON Pointer into it, or a template of several: {owner}/{number}")
                .optional("only", ConfigSpec.Type.STRING_MAP, "Keep records only whose fields have these values")
                .optional("skip", ConfigSpec.Type.STRING_MAP, "Drop records of which a field has such a value")
                .optional("base64", ConfigSpec.Type.STRING_LIST, "Fields that are decoded from base64 to text")
                .optional(
                        "add",
                        ConfigSpec.Type.STRING_MAP,
                        "Fields to add; templates: {field} is the record's own, {stream.field} an ancestor's")
                .optional(
                        "fields", ConfigSpec.Type.STRING_LIST, "Fields to keep, names or JSON Pointers; without it all")
                .optional("drop", ConfigSpec.Type.STRING_LIST, "Fields to leave out");
    }
}
