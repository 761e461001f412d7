package dev.headrace.connectors.rest;

import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigProblem;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One list of an API.
 *
 * @param path of the first page; a child's has fields of its parent's record in braces
 * @param params of the query of the first page
 * @param headers of every request
 * @param records JSON Pointer (RFC 6901) to the records of a page
 * @param id field of a record, or JSON Pointer into it
 * @param streamed whether the body is read record by record while it arrives
 * @param parent the stream whose every record has such a list; empty for a list of its own
 */
record RestStream(
        String name,
        String path,
        Map<String, String> params,
        Map<String, String> headers,
        String records,
        String id,
        RestFormat format,
        Pages pages,
        boolean conditional,
        boolean streamed,
        Optional<RestCursor> cursor,
        Optional<String> parent) {

    static final ConfigSpec SPEC = ConfigSpec.empty()
            .required(
                    "path",
                    ConfigSpec.Type.STRING,
                    "The first page; for a child, {field} stands for a field of the parent's record")
            .optional("params", ConfigSpec.Type.STRING_MAP, "Parameters of the query of the first page")
            .optional("headers", ConfigSpec.Type.STRING_MAP, "Header fields of every request, not for secrets")
            .optional(
                    "records",
                    ConfigSpec.Type.STRING,
                    "",
                    "JSON Pointer to the records of a page; empty for the whole body")
            .optional(
                    "id",
                    ConfigSpec.Type.STRING,
                    "id",
                    "Field of a record that identifies it, or JSON Pointer into the record")
            .choice("format", RestFormat.names(), "What the body is")
            .section("pagination", RestPaging.SPEC, "How to get from page to page; without it there is one page")
            .section("incremental", RestCursor.SPEC, "How to ask only for what has changed since the last run")
            .optional(
                    "conditional",
                    ConfigSpec.Type.BOOLEAN,
                    false,
                    "Ask with ETag or Last-Modified whether anything has changed")
            .optional(
                    "stream",
                    ConfigSpec.Type.BOOLEAN,
                    false,
                    "Read the body record by record while it arrives, however large it is")
            .optional("parent", ConfigSpec.Type.STRING, "The stream that has one such list for each of its records");

    /** All streams of an instance by name; all problems at once. */
    static Map<String, RestStream> all(ConnectorConfig config) {
        List<ConfigProblem> problems = new ArrayList<>();
        Map<String, ConnectorConfig> sections = config.sections("streams");
        if (sections.isEmpty()) {
            problems.add(config.problem("streams", "needs at least one stream"));
        }
        Map<String, RestStream> streams = new TreeMap<>();
        sections.forEach((name, section) -> {
            List<ConfigProblem> wrong = wrong(name, section, sections);
            Pages pages = Pages.none();
            try {
                pages = section.has("pagination") ? RestPaging.of(section.section("pagination"), section) : pages;
            } catch (ConfigException e) {
                wrong.addAll(e.problems());
            }
            problems.addAll(wrong);
            streams.put(name, of(name, section, pages));
        });
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return streams;
    }

    private static List<ConfigProblem> wrong(
            String name, ConnectorConfig section, Map<String, ConnectorConfig> siblings) {
        List<ConfigProblem> wrong = new ArrayList<>();
        wrongPointer(section, "records").ifPresent(wrong::add);
        wrongParent(name, section, siblings).ifPresent(wrong::add);
        if (section.bool("stream") && section.has("pagination")) {
            wrong.add(section.problem(
                    "stream",
                    "a list with pages is not read record by record; take out one of 'stream' and 'pagination'"));
        }
        boolean xml = section.string("format").equals("xml");
        if (section.bool("stream") && xml && section.string("records").isEmpty()) {
            wrong.add(section.problem("records", "is needed for XML with stream = true: the element that repeats"));
        }
        if (section.has("parent") && section.has("incremental")) {
            wrong.add(section.problem(
                    "incremental", "a child is collected for each record of its parent; make the parent incremental"));
        }
        return wrong;
    }

    private static RestStream of(String name, ConnectorConfig section, Pages pages) {
        return new RestStream(
                name,
                section.string("path"),
                section.stringMap("params"),
                section.stringMap("headers"),
                section.string("records"),
                section.string("id"),
                RestFormat.named(section.string("format")),
                pages,
                section.bool("conditional"),
                section.bool("stream"),
                section.has("incremental")
                        ? Optional.of(RestCursor.of(section.section("incremental")))
                        : Optional.empty(),
                section.has("parent") ? Optional.of(section.string("parent")) : Optional.empty());
    }

    /** What is wrong with an option that is a JSON Pointer (RFC 6901). */
    static Optional<ConfigProblem> wrongPointer(ConnectorConfig section, String key) {
        String pointer = section.has(key) ? section.string(key) : "";
        return pointer.isEmpty() || pointer.startsWith("/")
                ? Optional.empty()
                : Optional.of(section.problem(
                        key, "'%s' is not a JSON Pointer: it must be empty or begin with '/'".formatted(pointer)));
    }

    /** A parent that is missing, or that is its own descendant, would never begin. */
    private static Optional<ConfigProblem> wrongParent(
            String name, ConnectorConfig section, Map<String, ConnectorConfig> siblings) {
        List<String> line = new ArrayList<>(List.of(name));
        ConnectorConfig at = section;
        while (at.has("parent")) {
            String parent = at.string("parent");
            ConnectorConfig next = siblings.get(parent);
            if (next == null) {
                // Told once, where it stands.
                return at == section
                        ? Optional.of(section.problem(
                                "parent", "there is no stream '%s', but %s".formatted(parent, siblings.keySet())))
                        : Optional.empty();
            }
            if (line.contains(parent)) {
                return Optional.of(
                        section.problem("parent", "the streams %s are parents of each other".formatted(line)));
            }
            line.add(parent);
            at = next;
        }
        return Optional.empty();
    }

    /**
     * The call made ready to read its body.
     *
     * @param from where to go on in a body that is streamed; empty text for the beginning
     */
    HttpCall reading(HttpCall call, String from) {
        return streamed ? call.streamedBy(format.reader(records), from) : call.decodedBy(format.decoder());
    }
}
