package dev.headrace.connectors;

import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigProblem;
import dev.headrace.spi.ConnectorConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is wrong with the options of an instance, all of it at once. For one thread. */
public final class OptionChecks {
    private final ConnectorConfig config;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private OptionChecks(ConnectorConfig config) {
        this.config = config;
    }

    /** Nothing is wrong so far. */
    public static OptionChecks of(ConnectorConfig config) {
        return new OptionChecks(config);
    }

    /**
     * Every text of a list has a form.
     *
     * @param form a regular expression for the whole text
     * @param otherwise the end of a sentence that begins with the text, such as {@code is not of the form OWNER/NAME}
     */
    public OptionChecks each(String option, String form, String otherwise) {
        config.strings(option).stream()
                .filter(text -> !text.matches(form))
                .forEach(text -> problems.add(config.problem(option, "'%s' %s".formatted(text, otherwise))));
        return this;
    }

    /** Every text of the list {@code repositories} is one of GitHub's. */
    public OptionChecks repositories() {
        return each("repositories", "[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+", "is not of the form OWNER/NAME");
    }

    /** Every text of a list is one of these. */
    public OptionChecks eachOf(String option, Collection<String> names) {
        config.strings(option).stream()
                .filter(text -> !names.contains(text))
                .forEach(text -> problems.add(config.problem(option, "'%s' is none of %s".formatted(text, names))));
        return this;
    }

    /** Adds what was found elsewhere. */
    public OptionChecks and(Collection<ConfigProblem> found) {
        problems.addAll(found);
        return this;
    }

    /** @throws ConfigException with everything that is wrong, if anything is */
    public void done() {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
