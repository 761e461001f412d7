package dev.headrace.engine.sink;

import dev.headrace.spi.ConnectorConfig;
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
    public Sink open(Path directory, ConnectorConfig config) {
        return JsonLinesSink.into(directory);
    }
}
