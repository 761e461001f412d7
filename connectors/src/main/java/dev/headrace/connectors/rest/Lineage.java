package dev.headrace.connectors.rest;

import dev.headrace.spi.ConnectorConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who is whose parent. Stateless. */
final class Lineage {
    private Lineage() {}

    /** Reports a parent that is missing, or that is its own descendant: it would never begin. True if there is neither. */
    static boolean check(String name, Options options, Map<String, ConnectorConfig> siblings) {
        List<String> line = new ArrayList<>(List.of(name));
        ConnectorConfig at = options.config();
        while (at.has("parent")) {
            String parent = at.string("parent");
            ConnectorConfig next = siblings.get(parent);
            if (next == null) {
                // Told once, where it stands.
                if (at == options.config()) {
                    options.wrong("parent", "there is no stream '%s', but %s".formatted(parent, siblings.keySet()));
                }
                return false;
            }
            if (line.contains(parent)) {
                options.wrong("parent", "the streams %s are parents of each other".formatted(line));
                return false;
            }
            line.add(parent);
            at = next;
        }
        return true;
    }

    /** The parent, its parent and so on, of a stream that {@link #check} found well. */
    static List<String> of(String name, Map<String, ConnectorConfig> siblings) {
        List<String> line = new ArrayList<>();
        ConnectorConfig at = siblings.get(name);
        while (at != null && at.has("parent")) {
            line.add(at.string("parent"));
            at = siblings.get(at.string("parent"));
        }
        return line;
    }
}
