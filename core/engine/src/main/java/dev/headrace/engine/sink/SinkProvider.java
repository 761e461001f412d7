package dev.headrace.engine.sink;

import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import java.nio.file.Path;

/**
 * A kind of sink, found by {@link java.util.ServiceLoader}: public, with a public constructor without parameters that does
 * nothing. Thread-safe.
 */
public interface SinkProvider {
    /** The name by which a configuration chooses it: lower-case words joined by {@code -}. */
    String name();

    /** What it writes, in one sentence for {@code headrace describe}. */
    String description();

    /** The options it understands. */
    default ConfigSpec configSpec() {
        return ConfigSpec.empty();
    }

    /**
     * A new sink. No I/O; that comes with {@link Sink#begin}.
     *
     * @param directory where it writes if it writes files; absolute, perhaps not there yet
     * @param config its own options, checked
     * @throws ConfigException if the options do not fit together
     */
    Sink open(Path directory, ConnectorConfig config);
}
