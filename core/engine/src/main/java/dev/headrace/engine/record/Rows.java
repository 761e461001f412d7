package dev.headrace.engine.record;

import java.util.Arrays;

/** Rows in columns of primitives, which grow as needed. Guarded by the stripe that has them. */
final class Rows {
    /** What a row takes, its target of usual length and the room of growing arrays counted in. */
    static final int BYTES_PER_ROW = 384;

    private static final int FIRST = 64;
    private static final AttemptResult[] RESULTS = AttemptResult.values();

    private int size;
    private long[] drawn = new long[FIRST];
    private long[] startMicros = new long[FIRST];
    private final float[][] phaseMicros = new float[AttemptPhases.COUNT][FIRST];
    private long[] bytes = new long[FIRST];
    private short[] connector = new short[FIRST];
    private short[] budget = new short[FIRST];
    private short[] status = new short[FIRST];
    private byte[] attempt = new byte[FIRST];
    private byte[] result = new byte[FIRST];
    private String[] target = new String[FIRST];

    int size() {
        return size;
    }

    /**
     * Adds a row.
     *
     * @param number what it has drawn
     * @param microsAfterStart of the run
     */
    void add(
            long number, long microsAfterStart, int connectorNumber, int budgetNumber, RecordedAttempt row, String to) {
        if (size == drawn.length) {
            grow(2 * size);
        }
        drawn[size] = number;
        startMicros[size] = microsAfterStart;
        for (int part = 0; part < AttemptPhases.COUNT; part++) {
            phaseMicros[part][size] = Math.max(0, row.phases().nanos(part)) / 1_000f;
        }
        bytes[size] = row.bytes();
        connector[size] = (short) connectorNumber;
        budget[size] = (short) budgetNumber;
        status[size] = (short) row.status();
        attempt[size] = (byte) Math.min(Byte.MAX_VALUE, row.attempt());
        result[size] = (byte) row.result().ordinal();
        target[size] = to;
        size++;
    }

    private void grow(int room) {
        drawn = Arrays.copyOf(drawn, room);
        startMicros = Arrays.copyOf(startMicros, room);
        for (int part = 0; part < AttemptPhases.COUNT; part++) {
            phaseMicros[part] = Arrays.copyOf(phaseMicros[part], room);
        }
        bytes = Arrays.copyOf(bytes, room);
        connector = Arrays.copyOf(connector, room);
        budget = Arrays.copyOf(budget, room);
        status = Arrays.copyOf(status, room);
        attempt = Arrays.copyOf(attempt, room);
        result = Arrays.copyOf(result, room);
        target = Arrays.copyOf(target, room);
    }

    /** How many rows are of trouble. */
    int troubles() {
        int count = 0;
        for (int row = 0; row < size; row++) {
            count += result(row).isTrouble() ? 1 : 0;
        }
        return count;
    }

    /** Drops the rows that the bounds do not admit. */
    void keep(Bounds bounds) {
        int kept = 0;
        for (int row = 0; row < size; row++) {
            if (bounds.admits(drawn[row], result(row).isTrouble())) {
                move(row, kept++);
            }
        }
        Arrays.fill(target, kept, size, null);
        size = kept;
    }

    private void move(int from, int to) {
        drawn[to] = drawn[from];
        startMicros[to] = startMicros[from];
        for (float[] part : phaseMicros) {
            part[to] = part[from];
        }
        bytes[to] = bytes[from];
        connector[to] = connector[from];
        budget[to] = budget[from];
        status[to] = status[from];
        attempt[to] = attempt[from];
        result[to] = result[from];
        target[to] = target[from];
    }

    long startMicros(int row) {
        return startMicros[row];
    }

    float phaseMicros(int part, int row) {
        return phaseMicros[part][row];
    }

    long bytes(int row) {
        return bytes[row];
    }

    int connector(int row) {
        return connector[row];
    }

    int budget(int row) {
        return budget[row];
    }

    int status(int row) {
        return status[row];
    }

    int attempt(int row) {
        return attempt[row];
    }

    AttemptResult result(int row) {
        return RESULTS[result[row]];
    }

    String target(int row) {
        return target[row];
    }
}
