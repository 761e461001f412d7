package dev.headrace.engine.budget;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to send one request, and before that a place in the queue. Thread-safe.
 *
 * <p>Its owner calls {@link #sent} when the request goes out, {@link #answered} when an answer is there, and {@link
 * #release} when the exchange is over, whatever its end. A permit released without having been sent gives back all it
 * was charged.
 */
public final class Permit implements Ticket {
    enum State {
        WAITING,
        /** Charged, on its way to the claimant. */
        GRANTED,
        /** Refused, on its way to the claimant. */
        REFUSED,
        /** The claimant's; not sent yet. */
        HELD,
        SENT,
        OVER
    }

    final Lane lane;
    final Claimant claimant;

    // All that follows is guarded by the kernel's lock.
    int cost;
    /** What its bodies take, as far as that is known; only where a limit counts bytes. */
    int bytes;
    /** Whether the answer was "not modified". */
    boolean unchanged;

    State state = State.WAITING;
    /** Neighbours in the lane while waiting. */
    @Nullable
    Permit before;

    @Nullable
    Permit behind;
    /** When the claimant's patience ends, and the place among those whose does. */
    long deadline = Nanos.NEVER;

    int deadlinePlace = Deadlines.NOWHERE;
    /** The lane's clocks at the start of the wait; once it is over, what they went on by. Null if there was no wait. */
    long @Nullable [] waits;

    /** When its wait began; meaningless when it did not wait. */
    long waitsSince;

    @Nullable
    BudgetException refusal;
    /** The number of throttle events before the grant. */
    long epoch;
    /** When it was sent; meaningless before. */
    long sentAt;
    /** What had been sent under the narrowest limit when this request was, itself included; buckets aside. */
    long sentUnitsThen;
    /** The same for each bucket of its lane; null where there are none. */
    long @Nullable [] sentInBucketsThen;

    Permit(Lane lane, Claimant claimant, int cost) {
        this.lane = lane;
        this.claimant = claimant;
        this.cost = cost;
    }

    /** The lane that it was granted in. */
    public Lane lane() {
        return lane;
    }

    /** Whether its claimant has it. */
    boolean isOut() {
        return state == State.HELD || state == State.SENT;
    }

    /**
     * Says that the request goes out now: the windows count from here. Later is safe, earlier is not, so the best
     * moment is after a connection was found. Without effect the second time.
     */
    public void sent() {
        lane.kernel.sent(this);
    }

    /**
     * Reports what the answer says about limits. A refusal pauses everyone who shares the limit.
     *
     * @return true if this is a new throttle event, false if it is none or part of the last
     */
    public boolean answered(Answer answer) {
        return answered(answer, Map.of());
    }

    /**
     * As {@link #answered(Answer)}, where the upstream has said which of its limits it speaks of.
     *
     * @param buckets the {@linkplain Budgets#registerBucket limits} by their names in the answer; the empty name stands for all that
     *     the answer says without one
     */
    public boolean answered(Answer answer, Map<String, String> buckets) {
        return lane.kernel.answered(this, answer, buckets);
    }

    /**
     * Says what the request has cost, where that is known only from its answer: what is missing is charged, what is too much is given
     * back. Before {@link #release}; without effect after it.
     *
     * @param actual at least 0, in the unit of {@link Demand#cost}
     */
    public void settle(int actual) {
        if (actual < 0) {
            throw new IllegalArgumentException("a request costs at least 0, was " + actual);
        }
        lane.kernel.settle(this, actual);
    }

    /**
     * Says how many bytes the bodies of the request and its answer have taken, for limits that count bytes. Before {@link #release};
     * without effect after it.
     *
     * @param bytes at least 0
     */
    public void took(long bytes) {
        if (lane.countsBytes()) {
            lane.kernel.took(this, (int) Math.max(0, Math.min(Integer.MAX_VALUE, bytes)));
        }
    }

    /** Says that the answer was "not modified" (304): limits where such cost nothing give back what they charged. */
    public void unchanged() {
        lane.kernel.unchanged(this);
    }

    /**
     * Says that the request failed as it would under too much load: the connection was lost, no answer came in time, or a gateway gave
     * up (502, 503, 504). Before {@link #release}.
     */
    public void troubled() {
        lane.kernel.troubled(this);
    }

    /** Ends the exchange. Without effect the second time. */
    public void release() {
        lane.kernel.release(this);
    }

    @Override
    public boolean cancel() {
        return lane.kernel.cancel(this);
    }

    @Override
    public Optional<String> waitingFor() {
        return lane.kernel.waitingFor(this);
    }

    /** The names of the limits that the request is under, broad ones first. */
    public List<String> limits() {
        return lane.limits();
    }

    /** How long the request waited for which limit; empty when it did not wait, or still does. */
    public Map<String, Duration> waits() {
        return lane.kernel.waits(this);
    }
}
