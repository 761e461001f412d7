package dev.headrace.detector.agent;

import org.jspecify.annotations.Nullable;

/** Who hears of blocking calls. Called on the thread that blocks, never from within another call on the same thread. */
public interface Listener {
    /**
     * Whether a thread is watched now. Called for each blocking call of each thread: must be quick, and must neither load a class
     * nor block.
     */
    boolean watches(Thread thread);

    /**
     * A watched thread is about to block.
     *
     * @return what the call is to fail with instead, only when its group may; null to let it block
     */
    @Nullable
    RuntimeException entered(BlockingCall call);

    /**
     * The listener failed to hear of a call: it threw something. Must not throw.
     */
    void failed(Throwable failure);

    /**
     * The last wait of this thread is over; told for sleeps and for parks with a blocker.
     *
     * @param nanos how long it took
     */
    void left(Thread thread, long nanos);
}
