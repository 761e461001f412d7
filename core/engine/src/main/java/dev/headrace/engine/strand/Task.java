package dev.headrace.engine.strand;

/** One task in a queue. Compared by identity: the same action may be queued twice. */
final class Task {
    final Runnable action;
    final long enqueued;

    Task(Runnable action) {
        this.action = action;
        this.enqueued = System.nanoTime();
    }
}
