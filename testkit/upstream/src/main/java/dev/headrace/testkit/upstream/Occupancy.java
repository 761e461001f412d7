package dev.headrace.testkit.upstream;

import dev.headrace.testkit.upstream.StrictLimits.Verdict;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What an unanswered request occupies: its place in the log and in the limits.
 *
 * <p>It is given back just before the last bytes go out. Given back after them, a client that sends its next request the
 * moment it has the answer would at times be counted twice.
 */
final class Occupancy {
    private final TrafficLog traffic;
    private final StrictLimits limits;
    private final Verdict verdict;
    private final AtomicBoolean left = new AtomicBoolean();

    Occupancy(TrafficLog traffic, StrictLimits limits, Verdict verdict) {
        this.traffic = traffic;
        this.limits = limits;
        this.verdict = verdict;
    }

    void leave() {
        if (left.compareAndSet(false, true)) {
            limits.release(verdict);
            traffic.leave();
        }
    }

    /** The client went away without its answer. */
    void abandon() {
        traffic.abandon();
        leave();
    }
}
