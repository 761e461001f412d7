package dev.headrace.engine.sink;

import dev.headrace.spi.CollectedRecord;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The records of one step as lines of JSON, by stream. */
record EncodedLines(String connector, List<Lines> parts, int count, long bytes) implements EncodedRecords {
    static EncodedLines of(String connector, List<CollectedRecord> records) {
        Map<String, Lines> byStream = new LinkedHashMap<>();
        for (CollectedRecord record : records) {
            byStream.computeIfAbsent(record.stream(), Lines::new).add(record);
        }
        long bytes = byStream.values().stream().mapToLong(Lines::size).sum();
        return new EncodedLines(connector, List.copyOf(byStream.values()), records.size(), bytes);
    }

    /** The lines of one stream. Written by one carrier thread, then only read. */
    static final class Lines extends ByteArrayOutputStream {
        private final String stream;

        Lines(String stream) {
            super(1024);
            this.stream = stream;
        }

        private void add(CollectedRecord record) {
            writeBytes(Json.bytes(record));
            write('\n');
        }

        String stream() {
            return stream;
        }

        /** The lines without a copy; for reading only. */
        ByteBuffer bytes() {
            return ByteBuffer.wrap(buf, 0, count);
        }
    }
}
