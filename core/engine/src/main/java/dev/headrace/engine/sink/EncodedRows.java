package dev.headrace.engine.sink;

import dev.headrace.spi.CollectedRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The records of one step as rows. */
record EncodedRows(String connector, String collectedAt, List<Row> rows, long bytes) implements EncodedRecords {
    /** One record; {@code data} is UTF-8 and no one changes it. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared; a list of bytes would cost eight times as much.
    record Row(String stream, String id, byte[] data) {}

    static EncodedRows of(String connector, List<CollectedRecord> records) {
        List<Row> rows = new ArrayList<>(records.size());
        long bytes = 0;
        for (CollectedRecord record : records) {
            byte[] data = Json.bytes(record);
            rows.add(new Row(record.stream(), record.id(), data));
            bytes += data.length + record.id().length();
        }
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        return new EncodedRows(connector, now, rows, bytes);
    }

    @Override
    public int count() {
        return rows.size();
    }
}
