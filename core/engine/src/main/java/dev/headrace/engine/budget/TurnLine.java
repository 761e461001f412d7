package dev.headrace.engine.budget;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The consumers of one priority at one limit, the one first that was served least for its weight. This is start-time fair queuing,
 * which is deficit round robin without rounds: each share has a virtual time that what it sends moves on, divided by its weight, and
 * the line has that of the share served last. One that was away comes back at the line's time, so that nobody saves up turns. Guarded
 * by the kernel's lock.
 */
final class TurnLine {
    private static final Comparator<Share> ORDER =
            Comparator.comparingLong((Share share) -> share.place).thenComparingLong(share -> share.number);

    // A grant through another limit moves a share's turn while it is in line here. Turns only move back, so the line is
    // put in order
    // when the share comes to its front.
    private final PriorityQueue<Share> line = new PriorityQueue<>(ORDER);
    private long virtualTime;
    private long numbers;

    /** The number of the line's last grant under the limit. */
    long lastServed;

    void enter(Share share) {
        if (share.parked.isEmpty()) {
            share.turn = Math.max(share.turn, virtualTime);
        }
        if (!share.inLine) {
            share.inLine = true;
            place(share);
        }
    }

    private void place(Share share) {
        share.place = share.turn;
        share.number = ++numbers;
        line.add(share);
    }

    void served(Share share, int cost) {
        long start = share.parked.isEmpty() ? Math.max(share.turn, virtualTime) : share.turn;
        virtualTime = Math.max(virtualTime, start);
        share.served(cost, start);
    }

    @Nullable
    Share front() {
        Share share = line.peek();
        while (share != null && (share.parked.isEmpty() || share.place != share.turn)) {
            line.remove();
            if (share.parked.isEmpty()) {
                share.inLine = false;
            } else {
                place(share);
            }
            share = line.peek();
        }
        return share;
    }
}
