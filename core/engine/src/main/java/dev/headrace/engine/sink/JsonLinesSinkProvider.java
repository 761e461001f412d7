package dev.headrace.engine.sink;

import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The sink {@code jsonl}. */
final class JsonLinesSinkProvider implements SinkProvider {
    @Override
    public String name() {
        return JsonLinesSink.NAME;
    }

    @Override
    public String description() {
        return "JSON Lines: DIRECTORY/INSTANCE/STREAM.jsonl, a line for each record";
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .optional("directory", ConfigSpec.Type.STRING, "out", "Where the files go; made when it is not there");
    }

    @Override
    public Sink open(ConnectorConfig config) {
        try {
            return JsonLinesSink.into(Path.of(config.string("directory")));
        } catch (InvalidPathException invalid) {
            throw new ConfigException(config.problem("directory", "is not a path: " + invalid.getReason()));
        }
    }
}
