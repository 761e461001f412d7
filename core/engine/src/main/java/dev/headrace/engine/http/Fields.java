package dev.headrace.engine.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Header fields in their order: name, value, name, value. Immutable; names are compared without regard to case. */
final class Fields {
    static final Fields NONE = new Fields(new String[0]);

    private final String[] pairs;

    /** @param pairs not changed after it was handed over */
    Fields(String[] pairs) {
        this.pairs = pairs;
    }

    Optional<String> first(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equalsIgnoreCase(name)) {
                return Optional.of(pairs[i + 1]);
            }
        }
        return Optional.empty();
    }

    void forEach(BiConsumer<String, String> line) {
        for (int i = 0; i < pairs.length; i += 2) {
            line.accept(pairs[i], pairs[i + 1]);
        }
    }

    List<String> all(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equalsIgnoreCase(name)) {
                values.add(pairs[i + 1]);
            }
        }
        return List.copyOf(values);
    }
}
