package dev.headrace.connectors.rest;

import dev.headrace.connectors.rest.Reference.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What braces may stand for in one place of a stream. Immutable.
 *
 * @param atHand the stream whose record a bare name is a field of; empty when there is no record at hand
 * @param streams those whose fields can be named with a dot
 * @param kinds the other words that there are
 */
record Vocabulary(Optional<String> atHand, List<String> streams, Set<Kind> kinds) {
    private static final Pattern SHIFTED = Pattern.compile("([a-z.]+?) ?([+-] ?\\d+[a-z]+)?");

    /** @throws IllegalArgumentException saying what is wrong with what stands in the braces */
    Reference read(String inside) {
        List<String> parts =
                Arrays.stream(inside.split("\\|", -1)).map(String::strip).toList();
        List<Filter> filters = new ArrayList<>();
        parts.subList(1, parts.size()).forEach(name -> filters.add(Filter.named(name)));
        Matcher word = SHIFTED.matcher(parts.get(0));
        if (word.matches()) {
            for (Kind kind : kinds) {
                if (kind.word().equals(word.group(1))) {
                    return new Reference(kind, "", "", shift(word.group(2)), filters);
                }
            }
        }
        return field(parts.get(0), filters);
    }

    private static Duration shift(@org.jspecify.annotations.Nullable String span) {
        return span == null ? Duration.ZERO : Times.span(span.replace(" ", ""));
    }

    private Reference field(String name, List<Filter> filters) {
        int dot = name.indexOf('.');
        if (name.startsWith("/") || dot < 0) {
            return new Reference(
                    Kind.FIELD, atHand.orElseThrow(() -> unknown(name)), checked(name), Duration.ZERO, filters);
        }
        String stream = name.substring(0, dot);
        if (!streams.contains(stream)) {
            throw unknown(name);
        }
        return new Reference(Kind.FIELD, stream, checked(name.substring(dot + 1)), Duration.ZERO, filters);
    }

    private static String checked(String field) {
        if (field.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is nothing in the braces; a brace of its own is written '{{' or '}}'");
        }
        return field;
    }

    private IllegalArgumentException unknown(String name) {
        List<String> known = new ArrayList<>(
                kinds.stream().map(kind -> "{" + kind.word() + "}").sorted().toList());
        streams.forEach(stream -> known.add("{" + stream + ".FIELD}"));
        return new IllegalArgumentException(
                "'{%s}' stands for nothing here; there is %s. A brace of its own is written '{{' or '}}'"
                        .formatted(
                                name,
                                known.isEmpty() ? "nothing that could stand in braces" : String.join(", ", known)));
    }
}
