package dev.headrace.engine.sink;

import dev.headrace.spi.CollectedRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends each record as one line to {@code DIRECTORY/INSTANCE/STREAM.jsonl}. A line is the record's data and nothing else.
 *
 * <p>The committed length of each file is its position; {@link #begin} cuts off what a crash left beyond it. A file is called
 * {@code STREAM.jsonl.part} until its first commit, so that a file without a position is never one of a crash.
 */
public final class JsonLinesSink implements Sink {
    static final String NAME = "jsonl";
    private static final Logger LOG = LoggerFactory.getLogger(JsonLinesSink.class);

    private final Path directory;
    private @Nullable Begun begun;

    private JsonLinesSink(Path directory) {
        this.directory = directory;
    }

    /** What there is from {@link #begin} on. */
    private record Begun(Positions positions, FileKeys keys, LineFiles files) {}

    /** @param directory made when it is not there */
    public static JsonLinesSink into(Path directory) {
        return new JsonLinesSink(directory.toAbsolutePath().normalize());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public EncodedRecords encode(String connector, List<CollectedRecord> records) {
        return EncodedLines.of(connector, records);
    }

    @Override
    public void begin(SinkContext context) throws IOException {
        for (Map.Entry<String, String> position : context.positions().all().entrySet()) {
            recover(position.getKey(), Long.parseLong(position.getValue()));
        }
        begun = new Begun(
                context.positions(),
                new FileKeys(context.positions().all().keySet()),
                new LineFiles(context.durable()));
    }

    private void recover(String key, long committed) throws IOException {
        long cut = LineFile.recover(directory.resolve(key), committed);
        if (cut > 0) {
            LOG.info("Cut {} bytes off {}: they were written after the last commit and come again", cut, key);
        }
    }

    @Override
    public void append(EncodedRecords records) throws IOException {
        EncodedLines lines = (EncodedLines) records;
        for (EncodedLines.Lines part : lines.parts()) {
            begun().files().append(file(lines.connector(), part.stream()), part);
        }
    }

    private LineFile file(String connector, String stream) throws IOException {
        String key = begun().keys().of(connector, stream);
        LineFile open = begun().files().find(key);
        return open != null ? open : open(key);
    }

    private LineFile open(String key) throws IOException {
        Positions positions = begun().positions();
        long committed = positions.get(key).map(Long::valueOf).orElse(0L);
        LineFile opened =
                new LineFile(directory.resolve(key), committed, length -> positions.put(key, Long.toString(length)));
        begun().files().add(key, opened);
        return opened;
    }

    @Override
    public void prepareCommit() throws IOException {
        begun().files().settle();
    }

    @Override
    public void committed() throws IOException {
        begun().files().committed();
    }

    @Override
    public void forget(String connector, SinkContext context) throws IOException {
        for (String key : context.positions().all().keySet()) {
            if (FileKeys.isOf(connector, key) && !LineFile.exists(directory.resolve(key))) {
                context.positions().remove(key);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (begun != null) {
            begun.files().close();
        }
    }

    private Begun begun() {
        if (begun == null) {
            throw new IllegalStateException("the sink has not begun");
        }
        return begun;
    }
}
