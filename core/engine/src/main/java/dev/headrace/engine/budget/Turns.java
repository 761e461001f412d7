package dev.headrace.engine.budget;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is at one limit: the consumer that was served longest ago, and of its lanes the one that was. Guarded
 * by the kernel's lock.
 */
final class Turns {
    // A grant through another limit moves a share's turn while it is in line here. Turns only move back, so the line is
    // put in
    // order when the share comes to its front.
    private final PriorityQueue<Share> line =
            new PriorityQueue<>(Comparator.comparingLong((Share share) -> share.place));
    private int lanes;

    boolean isEmpty() {
        return lanes == 0;
    }

    void park(Lane lane, Share share) {
        share.parked.addLast(lane);
        lanes++;
        if (!share.inLine) {
            share.inLine = true;
            enter(share);
        }
    }

    void leave(Lane lane, Share share) {
        if (share.parked.peekFirst() == lane) {
            share.parked.removeFirst();
        } else {
            share.parked.remove(lane);
        }
        lanes--;
    }

    @Nullable
    Lane front() {
        Share share = line.peek();
        while (share != null && (share.parked.isEmpty() || share.place != share.lastServed)) {
            line.remove();
            if (share.parked.isEmpty()) {
                share.inLine = false;
            } else {
                enter(share);
            }
            share = line.peek();
        }
        return share == null ? null : share.parked.getFirst();
    }

    private void enter(Share share) {
        share.place = share.lastServed;
        line.add(share);
    }
}
