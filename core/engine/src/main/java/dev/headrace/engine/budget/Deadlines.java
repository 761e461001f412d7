package dev.headrace.engine.budget;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Those who do not wait for ever, the most impatient first. A binary heap whose members know their place, because most
 * leave before their time. Guarded by the kernel's lock.
 */
final class Deadlines {
    static final int NOWHERE = -1;

    private @Nullable Permit[] heap = new Permit[64];
    private int size;

    @Nullable
    Permit first() {
        return heap[0];
    }

    void add(Permit permit) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        rise(permit, size++);
    }

    /** Without effect if it is not in here. */
    void remove(Permit permit) {
        int place = permit.deadlinePlace;
        if (place == NOWHERE) {
            return;
        }
        permit.deadlinePlace = NOWHERE;
        Permit last = heap[--size];
        heap[size] = null;
        if (last != null && place < size) {
            sink(last, place);
            rise(last, last.deadlinePlace);
        }
    }

    private void rise(Permit permit, int from) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) / 2;
            Permit above = heap[parent];
            if (above == null || above.deadline <= permit.deadline) {
                break;
            }
            put(above, place);
            place = parent;
        }
        put(permit, place);
    }

    private void sink(Permit permit, int from) {
        int place = from;
        for (int child = earlierChild(place); child < size; child = earlierChild(place)) {
            Permit below = heap[child];
            if (below == null || below.deadline >= permit.deadline) {
                break;
            }
            put(below, place);
            place = child;
        }
        put(permit, place);
    }

    private int earlierChild(int place) {
        int left = place * 2 + 1;
        int right = left + 1;
        return right < size && deadline(right) < deadline(left) ? right : left;
    }

    private long deadline(int place) {
        Permit permit = heap[place];
        return permit == null ? Nanos.NEVER : permit.deadline;
    }

    private void put(Permit permit, int place) {
        heap[place] = permit;
        permit.deadlinePlace = place;
    }
}
