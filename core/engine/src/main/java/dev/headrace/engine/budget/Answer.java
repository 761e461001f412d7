package dev.headrace.engine.budget;

import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What an upstream's answer says about its limits. Immutable.
 *
 * @param verdict whether the upstream refused for a limit
 * @param hint how long it asks to wait, above zero; null when it does not say. Of an answer that is no refusal too: some upstreams
 *     serve a request and ask for a rest
 * @param quotas what it says is left, each under the name of its policy; empty when it does not say
 * @param terms what else it says
 */
public record Answer(Verdict verdict, @Nullable Duration hint, List<Remaining> quotas, Terms terms) {
    /** Whether an answer is a refusal for a limit, and of which of the limits that the request was under. */
    public enum Verdict {
        /** No refusal. */
        PASSED,
        /** Refused for the narrowest limit: a status 429, or 403 with nothing left. */
        THROTTLED,
        /** Refused whatever the limit: the upstream is overloaded (503), or it restrains the whole account. */
        THROTTLED_WHOLLY
    }

    /**
     * What is left of a quota.
     *
     * @param policy the upstream's name for it; empty when it has only one
     * @param requests zero or more, in the unit
     * @param resetIn until the quota is whole again; zero if that is past
     * @param unit what is counted
     * @param apart whether the upstream counts only some kinds of requests in it, of which this was one
     */
    public record Remaining(String policy, long requests, Duration resetIn, Limit.Unit unit, boolean apart) {
        /** A quota of all requests, in the unit in which they cost. */
        public Remaining(String policy, long requests, Duration resetIn) {
            this(policy, requests, resetIn, Limit.Unit.COST, false);
        }

        /** The only quota of an upstream. */
        public Remaining(long requests, Duration resetIn) {
            this("", requests, resetIn);
        }
    }

    /**
     * A window that an upstream says it counts in.
     *
     * @param name the upstream's name for it, as in {@link Remaining#policy}; empty when it has only one
     * @param unit what is counted
     * @param apart as in {@link Remaining#apart}
     */
    public record Policy(String name, Limit.Unit unit, Limit.Window window, boolean apart) {}

    /**
     * What an answer may say beside what is left.
     *
     * @param bucket the upstream's name for the limit that the request was counted under; empty when it does not say
     * @param cost what the request cost there, in the upstream's unit
     * @param atOnce how many requests it serves at once, at least 1
     * @param policies the windows that it counts in; empty when it does not say
     */
    public record Terms(String bucket, OptionalLong cost, OptionalInt atOnce, List<Policy> policies) {
        /** Nothing said. */
        public static final Terms NONE = new Terms("", OptionalLong.empty(), OptionalInt.empty());

        /** The policies are copied. */
        public Terms {
            policies = List.copyOf(policies);
        }

        /** Without windows. */
        public Terms(String bucket, OptionalLong cost, OptionalInt atOnce) {
            this(bucket, cost, atOnce, List.of());
        }
    }

    /** An answer that says nothing about limits. */
    public static final Answer SILENT = new Answer(Verdict.PASSED, null, List.of(), Terms.NONE);

    /** The quotas are copied. */
    public Answer {
        quotas = List.copyOf(quotas);
    }

    /** An answer that names one quota, or none. */
    public Answer(Verdict verdict, @Nullable Duration hint, @Nullable Remaining quota) {
        this(verdict, hint, quota == null ? List.of() : List.of(quota), Terms.NONE);
    }

    /** Whether the upstream refused for a limit: the request goes back to the queue, this is no failure of it. */
    public boolean throttled() {
        return verdict != Verdict.PASSED;
    }
}
