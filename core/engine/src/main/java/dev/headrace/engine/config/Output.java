package dev.headrace.engine.config;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import java.nio.file.Path;

/**
 * Where records go.
 *
 * @param type name of the sink
 * @param directory where the sink writes, absolute
 * @param config the options of the sink, checked against its own specification
 */
public record Output(String type, Path directory, ConnectorConfig config) {
    /** The options that every sink has beside its own; a sink cannot declare one of their names. */
    public static final ConfigSpec SPEC = ConfigSpec.empty()
            .optional("type", ConfigSpec.Type.STRING, "jsonl", "Which sink takes the records")
            .optional("directory", ConfigSpec.Type.STRING, "out", "Where the sink writes");
}
