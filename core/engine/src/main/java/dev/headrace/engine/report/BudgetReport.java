package dev.headrace.engine.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is left of each limit, as the state file knows it. While a run is going on that is what it wrote down last, some seconds
 * ago at most; it writes down a little more than it has sent, so at least so much is left.
 *
 * @param asOf by the wall clock
 * @param limits those of upstreams first, sorted by name; then those of the run itself
 */
public record BudgetReport(Instant asOf, List<LimitState> limits) {
    /** Copies the list. */
    public BudgetReport {
        limits = List.copyOf(limits);
    }

    /** Whose numbers a limit has. */
    public enum Origin {
        /** The operator has set it in the configuration. */
        CONFIGURED,
        /** A connector declares it. */
        DECLARED,
        /** The upstream has told of it. */
        LEARNT,
        /** Headrace supposes it, where nobody knows better. */
        SUPPOSED
    }

    /**
     * One limit.
     *
     * @param origin whose numbers they are
     * @param source where the numbers come from: a file and line, a page of the vendor; empty when not said
     * @param rules each as a person would write it, for example {@code 5000 per 1h}
     * @param windows what is used of each of its windows
     * @param told what the upstream itself said is left, until it resets that; empty when nothing is known
     * @param pause empty when the upstream lets requests through
     * @param sharedBy the instances whose requests are under it, sorted
     */
    public record LimitState(
            String name,
            Origin origin,
            String source,
            List<String> rules,
            List<WindowState> windows,
            Optional<Told> told,
            Optional<Paused> pause,
            List<String> sharedBy) {
        /** Copies the lists. */
        public LimitState {
            rules = List.copyOf(rules);
            windows = List.copyOf(windows);
            sharedBy = List.copyOf(sharedBy);
        }
    }

    /**
     * One window.
     *
     * @param permits what it allows
     * @param length of the window
     * @param left what may be sent at once now
     * @param wholeAt when all of it may; empty when it may now
     * @param kept false for windows shorter than a minute: what was sent in them is not kept, and long past
     */
    public record WindowState(long permits, Duration length, long left, Optional<Instant> wholeAt, boolean kept) {}

    /**
     * What an upstream said.
     *
     * @param left in the unit in which requests cost
     * @param resetAt when it counts anew
     */
    public record Told(long left, Instant resetAt) {}

    /**
     * A pause.
     *
     * @param until when requests go again
     * @param reason for people; empty when it is not known
     */
    public record Paused(Instant until, String reason) {}
}
