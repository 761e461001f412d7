package dev.headrace.runner.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How an answer seems to lead to the next page. Immutable.
 *
 * @param lines of the section {@code pagination}; empty when nothing was seen
 * @param address of the next page, where the answer tells it
 * @param doubt what is to be checked; empty text for nothing
 */
record Paging(List<String> lines, Optional<String> address, String doubt) {
    private static final Paging NONE = new Paging(List.of(), Optional.empty(), "");

    // What the value is called in the answer, and what the parameter is then called that takes it.
    private static final Map<String, String> CURSORS = Map.of(
            "next_cursor", "cursor",
            "nextcursor", "cursor",
            "cursor", "cursor",
            "endcursor", "after",
            "end_cursor", "after",
            "after", "after",
            "nextpagetoken", "pageToken",
            "next_page_token", "page_token",
            "continuation", "continuation",
            "resumptiontoken", "resumptionToken");
    private static final List<String> FLAGS =
            List.of("has_more", "hasmore", "has_next", "hasnext", "hasnextpage", "has_next_page");
    private static final List<String> PAGE_COUNTS =
            List.of("total_pages", "totalpages", "pages", "page_count", "last_page", "lastpage");
    private static final List<String> RECORD_COUNTS =
            List.of("total", "total_count", "totalcount", "totalresults", "count", "total_results");
    private static final List<String> OFFSETS = List.of("offset", "start", "skip", "startIndex", "from");
    private static final List<String> NUMBERS = List.of("page", "p", "pageNumber", "page_number");

    private record Leaf(String pointer, String name, JsonNode value) {}

    static Paging of(Answer answer, Records records) {
        Optional<String> linked = answer.field(Answer.NEXT);
        if (linked.isPresent()) {
            return new Paging(List.of("type = link"), linked, "");
        }
        List<Leaf> leaves = new ArrayList<>();
        leaves(answer.body(), "", 0, leaves);
        return nextUrl(leaves)
                .or(() -> cursor(leaves))
                .or(() -> counted(answer, records, leaves))
                .orElse(NONE);
    }

    /** Values beside the lists. */
    private static void leaves(JsonNode node, String pointer, int depth, List<Leaf> found) {
        if (!node.isObject() || depth > 3) {
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String at = pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
            if (field.getValue().isValueNode()) {
                found.add(new Leaf(at, field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
            }
            leaves(field.getValue(), at, depth + 1, found);
        }
    }

    private static Optional<Paging> nextUrl(List<Leaf> leaves) {
        return leaves.stream()
                .filter(leaf -> leaf.pointer().toLowerCase(Locale.ROOT).contains("next")
                        && leaf.value().isString())
                .filter(leaf -> leaf.value().stringValue().matches("(https?://|/|\\?).*"))
                .findFirst()
                .map(leaf -> new Paging(
                        List.of("type = next-url", "at = \"%s\"".formatted(leaf.pointer())),
                        Optional.of(leaf.value().stringValue()),
                        ""));
    }

    private static Optional<Paging> cursor(List<Leaf> leaves) {
        Optional<Leaf> cursor = leaves.stream()
                .filter(leaf -> CURSORS.containsKey(leaf.name())
                        && !leaf.value().isNull()
                        && !leaf.value().isBoolean())
                .filter(leaf -> !leaf.value().asString().isEmpty())
                .findFirst();
        return cursor.map(leaf -> {
            List<String> lines = new ArrayList<>();
            lines.add("type = cursor");
            lines.add("param = %s".formatted(CURSORS.get(leaf.name())));
            lines.add("at = \"%s\"".formatted(leaf.pointer()));
            flag(leaves).ifPresent(lines::add);
            return new Paging(lines, Optional.empty(), "the name of the parameter is a guess");
        });
    }

    private static Optional<String> flag(List<Leaf> leaves) {
        return named(leaves, FLAGS).map(leaf -> "more-at = \"%s\"".formatted(leaf.pointer()));
    }

    private static Optional<Leaf> named(List<Leaf> leaves, List<String> names) {
        return leaves.stream().filter(leaf -> names.contains(leaf.name())).findFirst();
    }

    private static Optional<Paging> counted(Answer answer, Records records, List<Leaf> leaves) {
        Optional<String> offset = asked(answer, OFFSETS);
        Optional<String> number = asked(answer, NUMBERS);
        Optional<Leaf> pages =
                named(leaves, PAGE_COUNTS).filter(leaf -> leaf.value().asInt(0) > 1);
        Optional<Leaf> total = named(leaves, RECORD_COUNTS)
                .filter(leaf -> leaf.value().asInt(0) > records.elements().size());
        boolean header = answer.field("X-Total-Pages").isPresent()
                || answer.field("X-WP-TotalPages").isPresent();
        boolean more = flag(leaves).isPresent();
        if (offset.isEmpty() && number.isEmpty() && pages.isEmpty() && total.isEmpty() && !header && !more) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        lines.add(offset.isPresent() ? "type = offset" : "type = page");
        lines.add("param = " + offset.or(() -> number).orElse("page"));
        first(answer, offset, number).ifPresent(lines::add);
        lines.add("size = " + Math.max(1, records.elements().size()));
        if (offset.isEmpty() && header) {
            lines.add("total-pages-header = "
                    + (answer.field("X-Total-Pages").isPresent() ? "X-Total-Pages" : "X-WP-TotalPages"));
        } else if (offset.isEmpty() && pages.isPresent()) {
            lines.add("total-pages = \"%s\"".formatted(pages.get().pointer()));
        } else if (total.isPresent()) {
            lines.add("total-records = \"%s\"".formatted(total.get().pointer()));
        }
        flag(leaves).ifPresent(lines::add);
        boolean guessed = offset.or(() -> number).isEmpty();
        return Optional.of(new Paging(
                lines,
                Optional.empty(),
                (guessed ? "the name of the parameter is a guess; " : "")
                        + "the size is that of the page that was seen"));
    }

    /** Pages that are counted from 0, and offsets that are counted from 1. */
    private static Optional<String> first(Answer answer, Optional<String> offset, Optional<String> number) {
        String unusual = offset.isPresent() ? "1" : "0";
        return offset.or(() -> number)
                .flatMap(answer::parameter)
                .filter(unusual::equals)
                .map(value -> "first = " + value);
    }

    private static Optional<String> asked(Answer answer, List<String> names) {
        return names.stream().filter(name -> answer.parameter(name).isPresent()).findFirst();
    }
}
