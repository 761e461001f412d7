package dev.headrace.runner.draft;

import dev.headrace.engine.ConnectorCatalog;
import dev.headrace.spi.ConfigSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The section of one connector in a draft: each option on a line of its own with its whole key, so that one can be taken alone. */
final class InstanceDraft {
    private static final String MARGIN = "    ";
    /** Where the reader has to choose a name. */
    private static final String EXAMPLE = "example";

    private final ConnectorCatalog.Entry entry;
    private final List<String> lines = new ArrayList<>();

    InstanceDraft(ConnectorCatalog.Entry entry) {
        this.entry = entry;
    }

    /** Ends with an empty line. */
    List<String> lines() {
        lines.add("  # %s. All about it: headrace describe %s".formatted(entry.description(), entry.name()));
        entry.streams().forEach((stream, schema) -> lines.add("  #   %s: %s".formatted(stream, schema.description())));
        lines.add("  %s {".formatted(entry.name()));
        options(entry.options(), "", true);
        lines.add(MARGIN
                + "# Of every instance: the most work items under way at once, further limits, tries of one request.");
        lines.add(MARGIN + "#concurrency = 16");
        lines.add(MARGIN + "#under = [shared]");
        lines.add(MARGIN + "#http.attempts = 3");
        lines.add("  }");
        lines.add("");
        lines.add("  # A second instance has a name of its own; what the upstream allows it shares with the first.");
        lines.add("  #%s-2 = ${connectors.%1$s} { connector = %1$s }".formatted(entry.name()));
        lines.add("");
        return lines;
    }

    /** @param needed whether the section that they are in has to be there */
    private void options(ConfigSpec spec, String prefix, boolean needed) {
        for (ConfigSpec.Option option : spec.options()) {
            String key = prefix + option.key();
            ConfigSpec nested = option.nested();
            if (nested == null) {
                option(option, key, needed && option.required());
            } else if (option.type() == ConfigSpec.Type.SECTIONS) {
                sections(option, key, nested, prefix.isEmpty());
            } else {
                comment(option.description() + ":");
                options(nested, key + ".", false);
            }
        }
    }

    /** A connector that has named sections at its top needs one of them at least, or why would it have them. */
    private void sections(ConfigSpec.Option option, String key, ConfigSpec nested, boolean atTop) {
        comment("%s; '%s' is a name to replace:".formatted(option.description(), EXAMPLE));
        options(nested, key + "." + EXAMPLE + ".", atTop);
    }

    private void option(ConfigSpec.Option option, String key, boolean needed) {
        String said = option.defaultValue() == null ? (option.required() ? ", required" : "") : ", this is the default";
        comment("%s. %s%s".formatted(option.description(), Shown.type(option), said));
        String value = option.type() == ConfigSpec.Type.SECRET ? variable(key) : Shown.example(option, needed);
        lines.add(MARGIN + (needed ? "" : "#") + key + " = " + value);
        lines.add("");
    }

    private String variable(String key) {
        String name = (entry.name() + "_" + key).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
        return "${?%s}".formatted(name);
    }

    private void comment(String text) {
        lines.add(MARGIN + "# " + text);
    }
}
