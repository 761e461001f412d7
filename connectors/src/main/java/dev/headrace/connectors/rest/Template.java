package dev.headrace.connectors.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A text with values to be put in, in braces: {@code /teams/{id}/members}, {@code {window.from|yyyy-MM-dd}}. There is no code in it:
 * a value, and filters after bars. Immutable.
 */
final class Template {
    /** A piece of text, or a value in its place. */
    private sealed interface Part {}

    private record Text(String text) implements Part {}

    private record Value(Reference reference) implements Part {}

    private final String source;
    private final List<Part> parts;

    private Template(String source, List<Part> parts) {
        this.source = source;
        this.parts = parts;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static Template parse(String source, Vocabulary vocabulary) {
        List<Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            boolean doubled = at + 1 < source.length() && source.charAt(at + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                text.append(c);
                at += 2;
            } else if (c == '{') {
                int end = end(source, at);
                parts.add(new Text(text.toString()));
                text.setLength(0);
                parts.add(new Value(vocabulary.read(source.substring(at + 1, end))));
                at = end + 1;
            } else {
                text.append(c);
                at++;
            }
        }
        parts.add(new Text(text.toString()));
        parts.removeIf(part -> part instanceof Text piece && piece.text().isEmpty());
        return new Template(source, List.copyOf(parts));
    }

    /** A text without values. */
    static Template fixed(String text) {
        return new Template(text, List.of(new Text(text)));
    }

    private static int end(String source, int begin) {
        int end = source.indexOf('}', begin);
        if (end < 0) {
            throw new IllegalArgumentException(
                    "the brace at position %d of '%s' is not closed; a brace of its own is written '{{'"
                            .formatted(begin, source));
        }
        return end;
    }

    /** What it takes values from. */
    Stream<Reference> references() {
        return parts.stream().filter(Value.class::isInstance).map(part -> ((Value) part).reference());
    }

    /** True if it is the same text each time. */
    boolean isFixed() {
        return references().findAny().isEmpty();
    }

    /** @throws dev.headrace.spi.PermanentException if a value is missing, naming it and this template */
    String fill(Known known, Encoding encoding) {
        StringBuilder filled = new StringBuilder(source.length() + 16);
        for (Part part : parts) {
            filled.append(
                    part instanceof Value value
                            ? encoding.encode(known.text(value.reference(), source), value.reference())
                            : ((Text) part).text());
        }
        return filled.toString();
    }

    /** As {@link #fill}, but a value that stands alone keeps its type. */
    JsonNode node(Known known) {
        if (parts.size() == 1 && parts.get(0) instanceof Value value) {
            return known.node(value.reference(), source);
        }
        return StringNode.valueOf(fill(known, Encoding.NONE));
    }

    @Override
    public String toString() {
        return source;
    }
}
