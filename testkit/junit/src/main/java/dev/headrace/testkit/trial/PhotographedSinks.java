package dev.headrace.testkit.trial;

import dev.headrace.engine.sink.EncodedRecords;
import dev.headrace.engine.sink.JsonLinesSink;
import dev.headrace.engine.sink.Sink;
import dev.headrace.engine.sink.SinkContext;
import dev.headrace.engine.sink.SinkProvider;
import dev.headrace.spi.CollectedRecord;
import dev.headrace.spi.ConnectorConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The sink {@code photographed}: JSON Lines, with a copy of the run's directory around each commit. */
public final class PhotographedSinks implements SinkProvider {
    static final String NAME = "photographed";

    private final CrashImages images;

    /** Called by the engine while a trial loads it, with the trial's loader as the context class loader. */
    public PhotographedSinks() {
        images = ((TrialLoader) Thread.currentThread().getContextClassLoader()).images();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "JSON Lines, with a copy around each commit";
    }

    @Override
    public Sink open(Path directory, ConnectorConfig config) {
        return new Photographed(JsonLinesSink.into(directory), images);
    }

    private record Photographed(Sink lines, CrashImages images) implements Sink {
        @Override
        public String name() {
            return lines.name();
        }

        @Override
        public EncodedRecords encode(String connector, List<CollectedRecord> records) {
            return lines.encode(connector, records);
        }

        @Override
        public void begin(SinkContext context) throws IOException, SQLException {
            lines.begin(context);
        }

        @Override
        public void append(EncodedRecords records) throws IOException, SQLException {
            lines.append(records);
        }

        @Override
        public void prepareCommit() throws IOException, SQLException {
            images.take();
            lines.prepareCommit();
            images.take();
        }

        @Override
        public void committed() throws IOException, SQLException {
            lines.committed();
            images.take();
        }

        @Override
        public void close() throws IOException, SQLException {
            lines.close();
        }
    }
}
