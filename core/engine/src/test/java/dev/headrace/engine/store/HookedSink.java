package dev.headrace.engine.store;

import dev.headrace.engine.sink.EncodedRecords;
import dev.headrace.engine.sink.Sink;
import dev.headrace.engine.sink.SinkContext;
import dev.headrace.spi.CollectedRecord;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Another sink with something of a test's own in between. */
class HookedSink implements Sink {
    private final Sink sink;

    HookedSink(Sink sink) {
        this.sink = sink;
    }

    @Override
    public String name() {
        return sink.name();
    }

    @Override
    public EncodedRecords encode(String connector, List<CollectedRecord> records) {
        return sink.encode(connector, records);
    }

    @Override
    public void begin(SinkContext context) throws IOException, SQLException {
        sink.begin(context);
    }

    @Override
    public void append(EncodedRecords records) throws IOException, SQLException {
        sink.append(records);
    }

    @Override
    public void prepareCommit() throws IOException, SQLException {
        sink.prepareCommit();
    }

    @Override
    public void committed() throws IOException, SQLException {
        sink.committed();
    }

    @Override
    public void close() throws IOException, SQLException {
        sink.close();
    }
}
