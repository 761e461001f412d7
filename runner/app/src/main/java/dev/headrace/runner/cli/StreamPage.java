package dev.headrace.runner.cli;

import dev.headrace.runner.view.Table;
import dev.headrace.spi.StreamSchema;
import java.util.List;
import java.util.Map;

/** What a connector says of its streams: their ids, their fields, where the rest is described. Stateless. */
final class StreamPage {
    private static final String MARGIN = "    ";

    private StreamPage() {}

    static void text(List<String> lines, Map<String, StreamSchema> streams) {
        ConnectorPage.section(
                lines,
                "Streams",
                streams.entrySet().stream()
                        .map(stream ->
                                stream.getKey() + ": " + stream.getValue().description())
                        .toList());
        streams.forEach((stream, schema) -> {
            if (schema.isDocumented()) {
                lines.add("");
                lines.add("A record of " + stream);
                fields(lines, schema);
            }
        });
    }

    private static void fields(List<String> lines, StreamSchema schema) {
        if (!schema.id().isEmpty()) {
            lines.add("  Its id is " + schema.id());
        }
        if (!schema.fields().isEmpty()) {
            Table table = Table.of("FIELD", "TYPE", "");
            schema.fields().forEach(field -> table.row(field.pointer(), type(field), field.meaning()));
            table.lines().forEach(line -> lines.add(MARGIN + line));
        }
        if (!schema.source().isEmpty()) {
            lines.add("  All of it: " + schema.source());
        }
    }

    static void markdown(List<String> lines, Map<String, StreamSchema> streams) {
        ConnectorPage.table(
                lines,
                "Streams",
                List.of("stream", "a record", "its id"),
                streams.entrySet().stream()
                        .map(stream -> List.of(
                                code(stream.getKey()),
                                stream.getValue().description(),
                                code(stream.getValue().id())))
                        .toList());
        streams.forEach((stream, schema) -> {
            if (!schema.fields().isEmpty()) {
                section(lines, stream, schema);
            }
        });
    }

    private static void section(List<String> lines, String stream, StreamSchema schema) {
        lines.add("");
        lines.add("### A record of " + code(stream));
        lines.add("");
        ConnectorPage.rows(
                lines,
                List.of("field", "type", "what it is"),
                schema.fields().stream()
                        .map(field -> List.of(code(field.pointer()), type(field), field.meaning()))
                        .toList());
        if (!schema.source().isEmpty()) {
            lines.add("");
            lines.add("All of it: %s.".formatted(schema.source()));
        }
    }

    private static String type(StreamSchema.Field field) {
        return field.type().word() + (field.optional() ? " or none" : "");
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }
}
