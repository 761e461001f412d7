package dev.headrace.engine.cause;

import java.util.Arrays;

/** Some spans by cause, kept in ascending order of their causes. Filled again and again. */
final class Spans {
    private int[] causes;
    private long[] nanos;
    private int size;
    private long sum;

    Spans(int room) {
        causes = new int[room];
        nanos = new long[room];
    }

    void clear() {
        size = 0;
        sum = 0;
    }

    void add(int cause, long span) {
        if (span <= 0) {
            return;
        }
        if (size == causes.length) {
            causes = Arrays.copyOf(causes, 2 * size);
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        int place = size++;
        for (; place > 0 && causes[place - 1] > cause; place--) {
            causes[place] = causes[place - 1];
            nanos[place] = nanos[place - 1];
        }
        causes[place] = cause;
        nanos[place] = span;
        sum += span;
    }

    int size() {
        return size;
    }

    int cause(int index) {
        return causes[index];
    }

    long nanos(int index) {
        return nanos[index];
    }

    long sum() {
        return sum;
    }
}
