package dev.headrace.detector.agent;

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
     * @throws RuntimeException to make the call fail instead; only when its group may
     */
    void entered(BlockingCall call);

    /**
     * The last wait of this thread is over; told for sleeps and for parks with a blocker.
     *
     * @param nanos how long it took
     */
    void left(Thread thread, long nanos);
}
