package dev.headrace.engine.strand;

/**
 * Hears of tasks that hold a carrier. Calls come one at a time, in order, on a strand of their own: a slow listener delays later
 * calls and nothing else.
 */
public interface BlockingListener {
    /**
     * A task has held its carrier for longer than the limit and has not ended. Called once for each place that the task is
     * found in.
     *
     * @param verdict this occurrence alone; {@link BlockingVerdict#lost()} is what it has lost so far
     * @param task what {@link Strand#execute} was given
     */
    default void stillRunning(BlockingVerdict verdict, Runnable task) {}

    /**
     * That task has ended. Called once for each call of {@link #stillRunning}, unless the carriers are closed before.
     *
     * @param verdict this occurrence alone, with all that it lost
     * @param task what {@link Strand#execute} was given
     */
    default void ended(BlockingVerdict verdict, Runnable task) {}

    /**
     * So many carriers are stuck that no further one may be started: from now on strands wait for each other. Called when it
     * begins, on the watchdog's thread, so it must be quick.
     *
     * @param carriers how many there are, all stuck
     */
    default void noCarrierLeft(int carriers) {}
}
