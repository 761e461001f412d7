package dev.headrace.spi;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with all its problems at once. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<ConfigProblem> problems;

    /** @param problems at least one */
    public ConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining(System.lineSeparator())));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a ConfigException needs at least one problem");
        }
        this.problems = List.copyOf(problems);
    }

    /** @param problem the only problem */
    public ConfigException(ConfigProblem problem) {
        this(List.of(problem));
    }

    /** All problems, in the order in which they were found; never empty. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
