package dev.headrace.spi;

import org.slf4j.Logger;

/** What an instance of a connector is told when it opens. Immutable and thread-safe. */
public interface ConnectorContext {
    /** The name of the instance in the configuration, for example {@code github-internal}; unique in a run. */
    String instance();

    /** A logger that carries the instance's name. Logging is the one kind of blocking that is allowed on a strand. */
    Logger log();
}
