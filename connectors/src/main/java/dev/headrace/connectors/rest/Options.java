package dev.headrace.connectors.rest;

import dev.headrace.spi.ConfigProblem;
import dev.headrace.spi.ConnectorConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the options of a section that need a closer look, and collects what is wrong with them. Confined to one thread. */
final class Options {
    private final ConnectorConfig section;
    private final List<ConfigProblem> problems;

    Options(ConnectorConfig section, List<ConfigProblem> problems) {
        this.section = section;
        this.problems = problems;
    }

    /** A section within this one, which must be there or have defaults. */
    Options section(String key) {
        return new Options(section.section(key), problems);
    }

    Options of(ConnectorConfig other) {
        return new Options(other, problems);
    }

    ConnectorConfig config() {
        return section;
    }

    boolean has(String key) {
        return section.has(key);
    }

    /** Empty text where nothing was given. */
    String text(String key) {
        return section.has(key) ? section.string(key) : "";
    }

    int number(String key) {
        return section.has(key) ? section.integer(key) : 0;
    }

    void wrong(String key, String message) {
        problems.add(section.problem(key, message));
    }

    /** A JSON Pointer (RFC 6901); empty text where nothing was given. */
    String pointer(String key) {
        String pointer = text(key);
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            wrong(key, "'%s' is not a JSON Pointer: it must be empty or begin with '/'".formatted(pointer));
        }
        return pointer;
    }

    Template template(String key, Vocabulary vocabulary) {
        return template(key, text(key), vocabulary);
    }

    private Template template(String key, String source, Vocabulary vocabulary) {
        try {
            return Template.parse(source, vocabulary);
        } catch (IllegalArgumentException broken) {
            wrong(key, String.valueOf(broken.getMessage()));
            return Template.fixed(source);
        }
    }

    Map<String, Template> templates(String key, Vocabulary vocabulary) {
        Map<String, Template> templates = new LinkedHashMap<>();
        section.stringMap(key).forEach((name, source) -> templates.put(name, template(key, source, vocabulary)));
        return templates;
    }

    /** Status codes (RFC 9110, 15) in texts. */
    Set<Integer> statuses(String key) {
        Set<Integer> statuses = new TreeSet<>();
        for (String status : section.strings(key)) {
            if (status.matches("[1-5]\\d\\d")) {
                statuses.add(Integer.valueOf(status));
            } else {
                wrong(key, "'%s' is no status of HTTP; 404 is".formatted(status));
            }
        }
        return statuses;
    }

    /** What only reading it shows to be wrong. */
    <T> Optional<T> read(String key, java.util.function.Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (IllegalArgumentException broken) {
            wrong(key, String.valueOf(broken.getMessage()));
            return Optional.empty();
        }
    }
}
