package dev.headrace.engine.strand;

/** A task that can say what it works at. */
public interface NamedTask extends Runnable {
    /** For people, without secrets. Asked on any thread, while the task runs. */
    String work();
}
