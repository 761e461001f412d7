package dev.headrace.runner.trace;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Puts exchanges that go on at the same time into lanes of their own, since slices of one thread must not overlap. Those come in the order of
 * their beginnings; each takes the lowest lane that is free. Confined to one thread.
 */
final class Lanes {
    private record Busy(int lane, long until) {}

    private final PriorityQueue<Busy> busy = new PriorityQueue<>(Comparator.comparingLong(Busy::until));
    private final PriorityQueue<Integer> free = new PriorityQueue<>();
    private int lanes;

    /** The lane, from 0 on, of what goes on for so long. */
    int take(long from, long until) {
        for (Busy first = busy.peek(); first != null && first.until() <= from; first = busy.peek()) {
            free.add(busy.remove().lane());
        }
        Integer lowest = free.poll();
        int lane = lowest == null ? lanes++ : lowest;
        busy.add(new Busy(lane, until));
        return lane;
    }

    int count() {
        return lanes;
    }
}
