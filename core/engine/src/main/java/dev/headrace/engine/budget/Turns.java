package dev.headrace.engine.budget;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is at one limit: of the highest priority the consumer that was served least for its weight, and of its lanes the
 * one that was served longest ago. Guarded by the kernel's lock.
 */
final class Turns {
    /** Who has waited for so long counts as of the next higher priority; those that count the same take turns. */
    private static final long AGES = TimeUnit.SECONDS.toNanos(30);

    // One for each priority, made when it is needed.
    private final @Nullable TurnLine[] lines = new TurnLine[Standing.Priority.values().length];
    private int lanes;
    private long grants;

    boolean isEmpty() {
        return lanes == 0;
    }

    void park(Lane lane, Share share) {
        line(share).enter(share);
        share.parked.addLast(lane);
        lanes++;
    }

    void leave(Lane lane, Share share) {
        remove(lane, share);
        lanes--;
    }

    /** Puts a lane behind the others of its consumer. */
    void goLast(Lane lane, Share share) {
        remove(lane, share);
        share.parked.addLast(lane);
    }

    private static void remove(Lane lane, Share share) {
        if (share.parked.peekFirst() == lane) {
            share.parked.removeFirst();
        } else {
            share.parked.remove(lane);
        }
    }

    /** A request of the consumer goes. */
    void served(Share share, int cost) {
        TurnLine line = line(share);
        line.lastServed = ++grants;
        line.served(share, cost);
    }

    @Nullable
    Lane front(long now) {
        if (lanes == 0) {
            return null;
        }
        Share best = null;
        long bestRank = Long.MAX_VALUE;
        long bestServed = 0;
        for (int priority = 0; priority < lines.length; priority++) {
            TurnLine line = lines[priority];
            Share share = line == null ? null : line.front();
            if (line != null && share != null) {
                long rank = Math.max(0, priority - share.parked.getFirst().headAge(now) / AGES);
                if (rank < bestRank || (rank == bestRank && line.lastServed < bestServed)) {
                    best = share;
                    bestRank = rank;
                    bestServed = line.lastServed;
                }
            }
        }
        return best == null ? null : best.parked.getFirst();
    }

    private TurnLine line(Share share) {
        int priority = share.consumer.standing.priority().ordinal();
        TurnLine line = lines[priority];
        if (line == null) {
            line = new TurnLine();
            lines[priority] = line;
        }
        return line;
    }
}
