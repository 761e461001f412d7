package dev.headrace.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * What the records of a stream are: a sentence for people and, where the author gives them, what the id is made of, the fields that
 * a user works with, and where the whole record is described. Shown by {@code headrace describe}; the contract suite of the testkit
 * holds the connector to it. Immutable.
 *
 * <pre>{@code
 * StreamSchema.of("One issue as it is now")
 *         .id("{/id}")
 *         .field("/number", FieldType.INTEGER, "Its number in the repository")
 *         .optional("/closed_at", FieldType.TIME, "When it was closed")
 *         .source("docs.github.com, REST API endpoints for issues, read 2026-11-23")
 * }</pre>
 */
public final class StreamSchema {
    private static final Pattern PLACE = Pattern.compile("\\{(/[^{}]*)}");

    /**
     * A field that is told of.
     *
     * @param pointer where it is in the record (RFC 6901), for example {@code /user/login}
     * @param type what it is when it is there
     * @param optional whether it may be missing or null
     * @param meaning a few words for people
     */
    public record Field(String pointer, FieldType type, boolean optional, String meaning) {
        /** @throws IllegalArgumentException if the pointer is none, or leads to the whole record */
        public Field {
            Objects.requireNonNull(type, "type is null");
            Objects.requireNonNull(meaning, "meaning is null");
            requirePointer(pointer);
        }

        /** The field of a record; missing where there is none. */
        public JsonNode of(JsonNode data) {
            return data.at(pointer);
        }

        /** What is wrong with the field in a record, as the end of a sentence; empty if nothing is. */
        Optional<String> problem(JsonNode data) {
            JsonNode value = of(data);
            boolean absent = value.isMissingNode() || value.isNull();
            if (absent ? optional : type.accepts(value)) {
                return Optional.empty();
            }
            return Optional.of("%s %s, and is documented as %s%s"
                    .formatted(
                            pointer,
                            value.isMissingNode() ? "is not there" : "is " + shortened(value),
                            type.word(),
                            optional ? " or none" : ""));
        }

        private static String shortened(JsonNode value) {
            String text = value.toString();
            return text.length() <= 60 ? text : text.substring(0, 60) + "...";
        }
    }

    private final String description;
    private final String id;
    private final List<Field> fields;
    private final String source;

    private StreamSchema(String description, String id, List<Field> fields, String source) {
        this.description = description;
        this.id = id;
        this.fields = fields;
        this.source = source;
    }

    /** @param description what a record is, in one sentence */
    public static StreamSchema of(String description) {
        return new StreamSchema(Objects.requireNonNull(description, "description is null"), "", List.of(), "");
    }

    /**
     * Says what the id is made of.
     *
     * @param template pointers in braces, and what is between them: <code>{/id}</code>, <code>{/_index}/{/_id}</code>
     * @throws IllegalArgumentException if no pointer is in it, or one that is none
     */
    public StreamSchema id(String template) {
        Matcher place = PLACE.matcher(Objects.requireNonNull(template, "template is null"));
        if (!place.find()) {
            throw new IllegalArgumentException(
                    "the id '%s' has no pointer in braces, such as {/id}, to what it is made of".formatted(template));
        }
        place.reset().results().forEach(found -> requirePointer(found.group(1)));
        return new StreamSchema(description, template, fields, source);
    }

    /**
     * Adds a field that every record has.
     *
     * @param pointer where it is, for example {@code /user/login}
     * @param meaning a few words
     * @throws IllegalArgumentException if the pointer is none, or is documented already
     */
    public StreamSchema field(String pointer, FieldType type, String meaning) {
        return with(new Field(pointer, type, false, meaning));
    }

    /** As {@link #field}, for a field that is missing or null in some records. */
    public StreamSchema optional(String pointer, FieldType type, String meaning) {
        return with(new Field(pointer, type, true, meaning));
    }

    private StreamSchema with(Field field) {
        if (fields.stream().anyMatch(known -> known.pointer().equals(field.pointer()))) {
            throw new IllegalArgumentException("the field '%s' is documented twice".formatted(field.pointer()));
        }
        return new StreamSchema(
                description,
                id,
                Stream.concat(fields.stream(), Stream.of(field)).toList(),
                source);
    }

    /** @param page the vendor's page that describes the whole record, and when it was read */
    public StreamSchema source(String page) {
        return new StreamSchema(description, id, fields, Objects.requireNonNull(page, "page is null"));
    }

    /** What a record is, in one sentence. */
    public String description() {
        return description;
    }

    /** What the id is made of, as in {@link #id(String)}; empty if the author does not say. */
    public String id() {
        return id;
    }

    /** The fields that are told of, in the order of declaration; unmodifiable. */
    public List<Field> fields() {
        return fields;
    }

    /** Where the whole record is described; empty if the author does not say. */
    public String source() {
        return source;
    }

    /** Whether the author said more than the sentence. */
    public boolean isDocumented() {
        return !id.isEmpty() || !fields.isEmpty();
    }

    /**
     * What a record has otherwise than it is documented.
     *
     * @return a sentence each; empty if nothing
     */
    public List<String> problems(CollectedRecord record) {
        String name = record.stream() + " " + record.id();
        List<String> problems = new ArrayList<>();
        if (!id.isEmpty() && idOf(record.data()).filter(record.id()::equals).isEmpty()) {
            problems.add("%s: the id is documented as %s, which is %s here"
                    .formatted(name, id, idOf(record.data()).orElse("not there")));
        }
        fields.stream()
                .flatMap(field -> field.problem(record.data()).stream())
                .forEach(problem -> problems.add(name + ": " + problem));
        return problems;
    }

    /** The id that the data has by {@link #id()}; empty if that leads to nothing, or is empty itself. */
    public Optional<String> idOf(JsonNode data) {
        boolean whole =
                !id.isEmpty() && places().allMatch(place -> data.at(place).isValueNode());
        return whole
                ? Optional.of(PLACE.matcher(id)
                        .replaceAll(place ->
                                Matcher.quoteReplacement(data.at(place.group(1)).asString())))
                : Optional.empty();
    }

    private Stream<String> places() {
        return PLACE.matcher(id).results().map(place -> place.group(1));
    }

    private static void requirePointer(String pointer) {
        Objects.requireNonNull(pointer, "pointer is null");
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException(
                    "the field '%s' is no JSON pointer below the record: write /%1$s".formatted(pointer));
        }
        JsonPointer.compile(pointer);
    }

    @Override
    public String toString() {
        return description;
    }
}
