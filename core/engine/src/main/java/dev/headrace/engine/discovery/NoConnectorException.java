package dev.headrace.engine.discovery;

import java.util.List;
import java.util.stream.Collectors;

/** There is not a single connector that can be used. */
public final class NoConnectorException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<RejectedProvider> rejected;

    NoConnectorException(String places, List<RejectedProvider> rejected) {
        super("no connector can be used; looked in " + places
                + rejected.stream()
                        .map(one -> System.lineSeparator() + "  " + one)
                        .collect(Collectors.joining()));
        this.rejected = List.copyOf(rejected);
    }

    /** Those that are there and cannot be used; empty when there are none at all. */
    public List<RejectedProvider> rejected() {
        return rejected;
    }
}
