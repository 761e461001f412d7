package dev.headrace.runner.cli;

import dev.headrace.engine.ConnectorCatalog;
import dev.headrace.runner.view.Table;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorInfo.Trait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a connector says of itself: for a terminal, as a page in Markdown, and as a row of the table of all. Stateless. */
final class ConnectorPage {
    private static final String DECIDED = "as the configuration says";

    private ConnectorPage() {}

    static List<String> text(ConnectorCatalog.Entry entry) {
        List<String> lines = new ArrayList<>();
        lines.add("%s %s: %s".formatted(entry.name(), entry.version(), entry.description()));
        lines.add("%s from %s".formatted(entry.className(), entry.location()));
        StreamPage.text(lines, entry.streams());
        if (!entry.traits().isEmpty()) {
            section(
                    lines,
                    "How",
                    entry.traits().entrySet().stream()
                            .map(trait -> word(trait.getKey()) + ": " + trait.getValue())
                            .toList());
        }
        section(lines, "Limits", entry.limits());
        lines.add("");
        lines.add("Options");
        Table table = Table.of("OPTION", "TYPE", "DEFAULT", "");
        options(entry.options(), "").forEach(table::row);
        lines.addAll(table.lines());
        return lines;
    }

    static void section(List<String> lines, String title, List<String> texts) {
        lines.add("");
        lines.add(title);
        (texts.isEmpty() ? List.of(DECIDED) : texts).forEach(text -> lines.add("  " + text));
    }

    static List<String> markdown(ConnectorCatalog.Entry entry) {
        List<String> lines = new ArrayList<>();
        lines.add("# " + entry.name());
        lines.add("");
        lines.add("<!-- Made by 'headrace describe %s --markdown': change the connector, not this page. -->"
                .formatted(entry.name()));
        lines.add("");
        lines.add(entry.description() + ".");
        StreamPage.markdown(lines, entry.streams());
        table(
                lines,
                "How",
                List.of("what", "how"),
                entry.traits().entrySet().stream()
                        .map(trait -> List.of(word(trait.getKey()), trait.getValue()))
                        .toList());
        lines.add("");
        lines.add("## Limits");
        lines.add("");
        (entry.limits().isEmpty() ? List.of(DECIDED) : entry.limits()).forEach(limit -> lines.add("- " + limit));
        table(
                lines,
                "Options",
                List.of("option", "type", "default", "what it is"),
                options(entry.options(), "").stream()
                        .map(row -> List.of("`" + row[0] + "`", row[1], row[2], row[3]))
                        .toList());
        return lines;
    }

    /** The table of all: what each supports. */
    static List<String> overview(List<ConnectorCatalog.Entry> entries) {
        List<String> lines = new ArrayList<>();
        List<String> columns = new ArrayList<>(List.of("connector", "streams"));
        Arrays.stream(Trait.values()).map(ConnectorPage::word).forEach(columns::add);
        rows(
                lines,
                columns,
                entries.stream()
                        .map(entry -> {
                            List<String> row = new ArrayList<>();
                            row.add("[%s](%1$s.md)".formatted(entry.name()));
                            row.add(
                                    entry.streams().isEmpty()
                                            ? DECIDED
                                            : String.join(", ", entry.streams().keySet()));
                            Arrays.stream(Trait.values())
                                    .map(trait -> entry.traits().getOrDefault(trait, ""))
                                    .forEach(row::add);
                            return row;
                        })
                        .toList());
        return lines;
    }

    static void table(List<String> lines, String title, List<String> columns, List<List<String>> rows) {
        lines.add("");
        lines.add("## " + title);
        lines.add("");
        if (rows.isEmpty()) {
            lines.add(DECIDED);
        } else {
            rows(lines, columns, rows);
        }
    }

    static void rows(List<String> lines, List<String> columns, List<? extends List<String>> rows) {
        lines.add(row(columns));
        lines.add(row(columns.stream().map(column -> "---").toList()));
        rows.forEach(row -> lines.add(row(row)));
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String word(Trait trait) {
        return trait.name().toLowerCase(Locale.ROOT);
    }

    /** Full keys, as they stand in a configuration below the instance; NAME is for the user to choose. */
    private static List<String[]> options(ConfigSpec options, String prefix) {
        List<String[]> rows = new ArrayList<>();
        for (ConfigSpec.Option option : options.options()) {
            ConfigSpec nested = option.nested();
            boolean named = option.type() == ConfigSpec.Type.SECTIONS;
            String key = prefix + option.key() + (named ? ".NAME" : "");
            if (nested == null) {
                rows.add(new String[] {key, type(option), standard(option), option.description()});
            } else {
                rows.add(new String[] {key, "", "", option.description()});
                rows.addAll(options(nested, key + "."));
            }
        }
        return rows;
    }

    private static String type(ConfigSpec.Option option) {
        if (!option.allowed().isEmpty()) {
            return String.join("|", option.allowed());
        }
        String type = option.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        ConfigSpec.Range range = option.range();
        return range == null ? type : "%s %s..%s".formatted(type, range.least(), range.most());
    }

    private static String standard(ConfigSpec.Option option) {
        if (option.required()) {
            return "(required)";
        }
        Object value = option.defaultValue();
        return value == null ? "" : value.toString();
    }
}
