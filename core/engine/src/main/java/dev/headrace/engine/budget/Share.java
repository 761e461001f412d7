package dev.headrace.engine.budget;

import java.util.ArrayDeque;

/** One consumer's turn at one limit, and its lanes that wait there. Guarded by the kernel's lock. */
final class Share {
    /** What a unit of cost moves the turn of a consumer of weight 1 back by. */
    private static final long UNIT = 1 << 20;

    final Consumer consumer;
    final ArrayDeque<Lane> parked = new ArrayDeque<>(2);
    /** Where the consumer's next turn is: the lowest goes first. */
    long turn;
    /** The value of {@link #turn} by which the share is sorted, while it is in line. */
    long place;

    /** Who came first goes first where the turns are the same. */
    long number;

    boolean inLine;

    Share(Consumer consumer) {
        this.consumer = consumer;
    }

    /** Moves the turn back by what was sent; the dear and the light further. */
    void served(int cost, long from) {
        turn = from + cost * (UNIT / consumer.standing.weight());
    }
}
