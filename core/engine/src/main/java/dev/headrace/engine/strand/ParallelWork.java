package dev.headrace.engine.strand;

/** A task that belongs to no strand. */
final class ParallelWork implements Work {
    private final Owner owner;
    private final Task task;

    ParallelWork(Owner owner, Task task) {
        this.owner = owner;
        this.task = task;
    }

    @Override
    public void runOn(Carrier carrier) {
        carrier.run(owner, task, System.nanoTime());
    }
}
