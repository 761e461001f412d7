package dev.headrace.runner.cli;

import dev.headrace.engine.ConnectorCatalog;
import dev.headrace.runner.view.Table;
import dev.headrace.spi.ConfigSpec;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headrace describe}. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        header = "Show the options, limits and streams of a connector.")
final class DescribeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "The connector.")
    private String name;

    @Mixin
    private PluginsOption plugins;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    DescribeCommand() {}

    @Override
    public Integer call() {
        ConnectorCatalog catalog = plugins.catalog();
        ConnectorCatalog.Entry entry = catalog.entry(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "There is no connector '%s', but: %s"
                                .formatted(
                                        name,
                                        catalog.entries().stream()
                                                .map(ConnectorCatalog.Entry::name)
                                                .collect(Collectors.joining(", ")))));
        describe(entry, spec.commandLine().getOut());
        return ExitCode.OK;
    }

    private static void describe(ConnectorCatalog.Entry entry, PrintWriter out) {
        out.println("%s %s: %s".formatted(entry.name(), entry.version(), entry.description()));
        out.println("%s from %s".formatted(entry.className(), entry.location()));
        out.println();
        out.println("Streams");
        if (entry.streams().isEmpty()) {
            out.println("  as the configuration says");
        }
        entry.streams().forEach((stream, description) -> out.println("  %s: %s".formatted(stream, description)));
        out.println();
        out.println("Limits");
        if (entry.limits().isEmpty()) {
            out.println("  as the configuration says");
        }
        entry.limits().forEach(limit -> out.println("  " + limit));
        out.println();
        out.println("Options");
        Table table = Table.of("OPTION", "TYPE", "DEFAULT", "");
        rows(table, "", entry.options());
        table.lines().forEach(out::println);
    }

    /** Full keys, as they stand in a configuration below the instance; NAME is for the user to choose. */
    private static void rows(Table table, String prefix, ConfigSpec options) {
        for (ConfigSpec.Option option : options.options()) {
            String key = prefix + option.key();
            ConfigSpec nested = option.nested();
            if (nested == null) {
                table.row(key, type(option), standard(option), option.description());
            } else {
                table.row(
                        key + (option.type() == ConfigSpec.Type.SECTIONS ? ".NAME" : ""), "", "", option.description());
                rows(table, key + (option.type() == ConfigSpec.Type.SECTIONS ? ".NAME." : "."), nested);
            }
        }
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
