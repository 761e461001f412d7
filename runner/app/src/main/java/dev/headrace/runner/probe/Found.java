package dev.headrace.runner.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said of the records in JSON. Stateless. */
final class Found {
    private Found() {}

    static List<String> lines(Answer answer, Records records) {
        List<String> lines = new ArrayList<>();
        if (answer.status() >= 400) {
            lines.add("  # unsure: it answered %d, so nothing is known of its records".formatted(answer.status()));
            return lines;
        }
        if (records.elements().isEmpty()) {
            lines.add("  # unsure: no list was seen; this takes the whole answer as one record");
            lines.add("  single = true");
            return lines;
        }
        if (!records.pointer().isEmpty()) {
            lines.add("  records = \"%s\"".formatted(records.pointer()));
        }
        if (!records.others().isEmpty()) {
            lines.add("  # There are other lists: " + String.join(", ", records.others()));
        }
        lines.addAll(id(records));
        return lines;
    }

    private static List<String> id(Records records) {
        if (!records.areObjects()) {
            boolean rows = records.elements().get(0).isArray();
            return rows
                    ? List.of(
                            "  # unsure: records are rows; are their names in the first one?",
                            "  columns-at = \"%s/0\"".formatted(records.pointer()))
                    : List.of("  id = value");
        }
        Optional<String> id = records.id();
        if (id.isEmpty()) {
            return List.of("  # unsure: no field tells all records apart; make an id of several: id = \"{a}/{b}\"");
        }
        if (id.get().equals("id")) {
            return List.of();
        }
        return List.of("  # unsure: is this what a record is known by?", "  id = \"%s\"".formatted(id.get()));
    }
}
