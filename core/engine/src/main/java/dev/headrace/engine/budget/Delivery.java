package dev.headrace.engine.budget;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests that one look at the queue granted or refused, on their way to their claimants. Immutable. */
record Delivery(Kernel kernel, List<Permit> decided) implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    void handOver(Executor executor) {
        try {
            executor.execute(this);
        } catch (RejectedExecutionException e) {
            // The executor is shut down: claimants are told on the wrong thread rather than never.
            LOG.warn("the executor for permits is shut down; {} are handed over on this thread", decided.size(), e);
            run();
        }
    }

    @Override
    public void run() {
        decided.forEach(this::deliver);
    }

    /** Each claimant for itself: an error in one must not lose the others their permits. */
    private void deliver(Permit permit) {
        try {
            kernel.deliver(permit);
        } catch (Throwable e) {
            LOG.error("{} failed when it was told about its permit", permit.lane.consumer(), e);
        }
    }
}
