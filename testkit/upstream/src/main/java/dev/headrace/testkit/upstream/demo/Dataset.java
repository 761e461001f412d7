package dev.headrace.testkit.upstream.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The records of one upstream, made when they are asked for: equal seeds make equal records. Immutable. */
final class Dataset {
    private static final Instant FIRST_UPDATE = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> SUBJECTS =
            List.of("weir", "sluice", "mill, upper", "penstock", "\"old\" leat", "flume", "Mühlbach", "tailrace");
    private static final List<String> STATES = List.of("in flood", "dry", "under repair", "as it should be");

    private final long seed;
    private final int start;
    private final int size;
    private final boolean gaps;

    Dataset(UpstreamKind kind, DemoSize size) {
        this(size.seed() * 31 + kind.ordinal(), 0, size.recordsOf(kind), kind == UpstreamKind.KEYSET);
    }

    private Dataset(long seed, int start, int size, boolean gaps) {
        this.seed = seed;
        this.start = start;
        this.size = size;
        this.gaps = gaps;
    }

    /** The records that were updated later than a time, as if there were no others. */
    Dataset updatedAfter(Instant time) {
        int skipped = indexUpdatedAfter(time);
        return new Dataset(seed, start + skipped, size - skipped, gaps);
    }

    int size() {
        return size;
    }

    /** At most {@code count} records from an index on; none past the end. */
    List<DemoRecord> slice(long from, int count) {
        int start = (int) Math.min(Math.max(0, from), size);
        int end = Math.min(size, start + count);
        return IntStream.range(start, end).mapToObj(this::at).toList();
    }

    DemoRecord at(int position) {
        int index = start + position;
        long random = mix(seed + index);
        String subject = SUBJECTS.get((int) Math.floorMod(random, (long) SUBJECTS.size()));
        String state = STATES.get((int) Math.floorMod(random >> 8, (long) STATES.size()));
        int score = (int) Math.floorMod(random >> 16, 1000L);
        return new DemoRecord(id(index), "The " + subject + " is " + state, score, updatedAt(index));
    }

    LongStream ids() {
        return IntStream.range(start, start + size).mapToLong(this::id);
    }

    /** The index of the first record whose id is greater. */
    int indexAfter(long id) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (id(start + middle) <= id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The index of the first record that was updated later. */
    private int indexUpdatedAfter(Instant time) {
        long minutes = Math.floorDiv(Duration.between(updatedAt(start), time).toSeconds(), 60L);
        return (int) Math.min(size, Math.max(0, minutes + 1));
    }

    private long id(int index) {
        return gaps ? 10L * index + 1 + Math.floorMod(mix(seed ^ index), 10L) : index + 1L;
    }

    private static Instant updatedAt(int index) {
        return FIRST_UPDATE.plus(Duration.ofMinutes(index));
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014): neighbours in, unrelated bits out. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
