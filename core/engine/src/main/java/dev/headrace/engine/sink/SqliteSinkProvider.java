package dev.headrace.engine.sink;

import dev.headrace.spi.ConnectorConfig;
import java.nio.file.Path;

/** The sink {@code sqlite}. */
final class SqliteSinkProvider implements SinkProvider {
    @Override
    public String name() {
        return SqliteSink.NAME;
    }

    @Override
    public String description() {
        return "SQLite: a table for each instance and stream in the state file, a row for each record";
    }

    @Override
    public Sink open(Path directory, ConnectorConfig config) {
        return SqliteSink.inStateFile();
    }
}
