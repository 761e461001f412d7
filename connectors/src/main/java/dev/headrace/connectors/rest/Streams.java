package dev.headrace.connectors.rest;

import dev.headrace.connectors.rest.Reference.Kind;
import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigProblem;
import dev.headrace.spi.ConnectorConfig;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the section {@code streams}: all problems at once. Confined to one thread. */
final class Streams {
    private final Map<String, ConnectorConfig> sections;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private Streams(Map<String, ConnectorConfig> sections) {
        this.sections = sections;
    }

    /** All streams of an instance by name. */
    static Map<String, RestStream> of(ConnectorConfig config) {
        Streams reading = new Streams(config.sections("streams"));
        if (reading.sections.isEmpty()) {
            reading.problems.add(config.problem("streams", "needs at least one stream"));
        }
        Map<String, RestStream> streams = new TreeMap<>();
        reading.sections.forEach((name, section) -> streams.put(name, reading.stream(name, section)));
        if (!reading.problems.isEmpty()) {
            throw new ConfigException(reading.problems);
        }
        streams.replaceAll((name, stream) -> stream.carrying(carried(stream, streams)));
        return streams;
    }

    private RestStream stream(String name, ConnectorConfig section) {
        Options options = new Options(section, problems);
        boolean line = Lineage.check(name, options, sections);
        List<String> ancestors = line ? Lineage.of(name, sections) : List.of();
        StreamChecks.of(options);
        Vocabulary asking = asking(section, ancestors);
        Vocabulary showing = showing(name, ancestors, section.has("each"));
        return new RestStream(
                name,
                request(options, asking),
                reading(options),
                identity(options, showing),
                shaping(options, showing),
                walk(options),
                section.has("incremental")
                        ? Optional.of(RestCursor.of(section.section("incremental")))
                        : Optional.empty(),
                RestWindows.of(options, asking),
                section.has("parent") ? Optional.of(section.string("parent")) : Optional.empty(),
                List.of(),
                section.strings("each"),
                section.strings("limits"));
    }

    /** What requests may say: times, the cursor, fields of ancestors; a bare name is the parent's. */
    private static Vocabulary asking(ConnectorConfig section, List<String> ancestors) {
        Set<Kind> kinds = EnumSet.of(Kind.NOW);
        if (section.has("each")) {
            kinds.add(Kind.EACH);
        }
        if (section.has("incremental")) {
            kinds.add(Kind.CURSOR);
        }
        if (section.has("windows")) {
            kinds.add(Kind.WINDOW_FROM);
            kinds.add(Kind.WINDOW_TO);
        }
        return new Vocabulary(ancestors.stream().findFirst(), ancestors, kinds);
    }

    /** What is made of a record: a bare name is its own. */
    private static Vocabulary showing(String name, List<String> ancestors, boolean each) {
        return new Vocabulary(Optional.of(name), ancestors, each ? Set.of(Kind.EACH) : Set.of());
    }

    private Request request(Options options, Vocabulary asking) {
        ConnectorConfig section = options.config();
        Request request = new Request(
                options.template("path", asking),
                options.templates("params", asking),
                options.templates("headers", asking),
                RestBody.of(options, asking),
                section.has("incremental") ? options.section("incremental").text("param") : "",
                section.has("pagination") ? RestPaging.place(section.section("pagination")) : Place.NONE);
        if (request.needsCursor() && !options.section("incremental").has("initial")) {
            options.section("incremental")
                    .wrong("initial", "is needed for the first run where 'path', 'headers' or 'body' have {cursor}");
        }
        return request;
    }

    private Reading reading(Options options) {
        ConnectorConfig section = options.config();
        Set<Integer> further = section.has("windows")
                ? options.section("windows").section("split").statuses("statuses")
                : Set.of();
        return new Reading(
                new Reading.Format(
                        RestFormat.named(section.string("format")),
                        section.string("separator").charAt(0)),
                section.bool("stream"),
                section.bool("conditional"),
                options.statuses("none-on"),
                further,
                new Reading.Refusals(options.statuses("retry-on"), section.duration("retry-wait")),
                RestFailures.of(options),
                new Locating(
                        options.text("records"),
                        section.bool("single"),
                        options.text("key-field"),
                        section.string("missing").equals("empty")),
                new Columns(section.strings("columns"), options.pointer("columns-at")));
    }

    private static Identity identity(Options options, Vocabulary showing) {
        String id = options.text("id");
        boolean made = id.contains("{") && !id.startsWith("/");
        return new Identity(id, made ? Optional.of(options.template("id", showing)) : Optional.empty());
    }

    private static Shaping shaping(Options options, Vocabulary showing) {
        ConnectorConfig section = options.config();
        return new Shaping(
                section.stringMap("only"),
                section.stringMap("skip"),
                section.strings("base64"),
                options.templates("add", showing),
                section.strings("fields"),
                section.strings("drop"));
    }

    private Walk walk(Options options) {
        if (!options.has("pagination")) {
            return Walk.NONE;
        }
        try {
            Options section = options.section("pagination");
            Stops stops = RestPaging.stops(section);
            ConnectorConfig pagination = section.config();
            return new Walk(RestPaging.of(pagination, options.config()), stops, pagination.strings("first-only"));
        } catch (ConfigException wrong) {
            problems.addAll(wrong.problems());
            return Walk.NONE;
        }
    }

    /** What the items of a stream must carry: what its own templates take later, and what its descendants take of its ancestors. */
    private static List<Reference> carried(RestStream stream, Map<String, RestStream> all) {
        Stream<Reference> own = stream.isLate()
                ? stream.wanted()
                : Stream.concat(stream.shaping().references(), stream.id().references());
        Stream<Reference> later = all.values().stream()
                .filter(child -> child.parent().filter(stream.name()::equals).isPresent())
                .flatMap(child -> Stream.concat(child.wanted(), carried(child, all).stream())
                        .filter(reference -> !reference.stream().equals(child.name())));
        Map<String, Reference> distinct = new LinkedHashMap<>();
        Stream.concat(own, later)
                .filter(reference -> reference.isField() && !reference.stream().equals(stream.name()))
                .forEach(reference -> distinct.putIfAbsent(reference.key(), reference));
        return List.copyOf(distinct.values());
    }
}
