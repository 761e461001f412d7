package dev.headrace.engine.cause;

import java.util.Arrays;

/**
 * All that lay between the start of the run and an event, by cause. Immutable, and bounded: beyond {@value #MOST} causes the least are
 * kept as one.
 */
final class Path {
    static final int MOST = 32;
    static final Path EMPTY = new Path(new int[0], new long[0], 0, 0);

    /** In ascending order. */
    private final int[] causes;

    private final long[] nanos;
    private final long others;
    private final long length;

    private Path(int[] causes, long[] nanos, long others, long length) {
        this.causes = causes;
        this.nanos = nanos;
        this.others = others;
        this.length = length;
    }

    /** All of it, in nanoseconds. */
    long length() {
        return length;
    }

    /** What has no cause of its own any more. */
    long others() {
        return others;
    }

    int size() {
        return causes.length;
    }

    int cause(int index) {
        return causes[index];
    }

    long nanos(int index) {
        return nanos[index];
    }

    /** What a cause takes of it. */
    long of(int cause) {
        int index = Arrays.binarySearch(causes, cause);
        return index < 0 ? 0 : nanos[index];
    }

    /** The same with more spans. */
    Path plus(Spans more) {
        int[] ids = new int[causes.length + more.size()];
        long[] sums = new long[ids.length];
        int size = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < causes.length || theirs < more.size()) {
            boolean takeMine = theirs == more.size() || mine < causes.length && causes[mine] <= more.cause(theirs);
            int id = takeMine ? causes[mine] : more.cause(theirs);
            long span = takeMine ? nanos[mine++] : more.nanos(theirs++);
            if (size > 0 && ids[size - 1] == id) {
                sums[size - 1] += span;
            } else {
                ids[size] = id;
                sums[size++] = span;
            }
        }
        return cut(ids, sums, size, length + more.sum());
    }

    private Path cut(int[] ids, long[] sums, int size, long whole) {
        int left = size;
        long rest = others;
        while (left > MOST) {
            int least = 0;
            for (int i = 1; i < left; i++) {
                least = sums[i] < sums[least] ? i : least;
            }
            rest += sums[least];
            System.arraycopy(ids, least + 1, ids, least, left - least - 1);
            System.arraycopy(sums, least + 1, sums, least, left - least - 1);
            left--;
        }
        return new Path(Arrays.copyOf(ids, left), Arrays.copyOf(sums, left), rest, whole);
    }
}
