package dev.headrace.engine.strand;

import org.jspecify.annotations.Nullable;

/**
 * The thread of a carrier, which can say what it runs. The methods are for that thread itself: they read plain fields, so that
 * asking at each blocking call costs nothing.
 */
public final class CarrierThread extends Thread {
    private final Carrier carrier;

    CarrierThread(Carrier carrier, String name) {
        super(carrier, name);
        this.carrier = carrier;
    }

    /** Whether a task runs, of a connector or of the engine; between tasks a carrier may wait. */
    public boolean isBusy() {
        return carrier.task() != null;
    }

    /** Whose task runs: a connector's instance, or a strand of the engine's own; empty between tasks. */
    public String strand() {
        Owner owner = carrier.owner();
        return isBusy() && owner != null ? owner.name() : "";
    }

    /** Whether a frame is the own code of the connector whose task runs. */
    public boolean isOwnCode(StackTraceElement frame) {
        Owner owner = carrier.owner();
        return isBusy() && owner != null && owner.ownCode().test(frame);
    }

    /** What the strand was given to run; null between tasks. */
    public @Nullable Runnable action() {
        Task task = carrier.task();
        return task == null ? null : task.action;
    }
}
