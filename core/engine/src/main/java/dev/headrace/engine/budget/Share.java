package dev.headrace.engine.budget;

import java.util.ArrayDeque;

/** One consumer's turn at one limit, and its lanes that wait there. Guarded by the kernel's lock. */
final class Share {
    final ArrayDeque<Lane> parked = new ArrayDeque<>(2);
    /** The number of the consumer's last grant under this limit: the lowest has its turn. */
    long lastServed;
    /** The value of {@link #lastServed} by which the share is sorted, while it is in line. */
    long place;

    boolean inLine;
}
