package dev.headrace.engine.report;

import dev.headrace.engine.report.BudgetReport.LimitState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run would need if it began now, as far as that can be known: from the items that the state holds, from what earlier
 * collections needed, and from the limits.
 *
 * @param asOf by the wall clock
 * @param connectors one for each instance, sorted by name
 * @param limits those that the run's requests would be under, the one that costs most time first
 * @param time of the whole run
 * @param notes what is worth knowing before it is started, one sentence each
 * @param sentence how long the run would take, and what would bound it
 */
public record RunPlan(
        Instant asOf,
        List<ConnectorPlan> connectors,
        List<LimitPlan> limits,
        Time time,
        List<String> notes,
        String sentence) {
    /** Copies the lists. */
    public RunPlan {
        connectors = List.copyOf(connectors);
        limits = List.copyOf(limits);
        notes = List.copyOf(notes);
    }

    /**
     * A time that is not known exactly.
     *
     * @param least what is certain
     * @param likely what is to be expected; empty where nothing says so
     * @param most what it will hardly exceed; empty where nothing says so
     */
    public record Time(Duration least, Optional<Duration> likely, Optional<Duration> most) {}

    /**
     * What one instance would need.
     *
     * @param name of the instance
     * @param basis where the numbers come from, for people
     * @param streams by the kind of its items
     * @param requests of all of them
     * @param time until its last item ends
     * @param boundBy what it would wait for longest: a limit's name; empty when its upstream's answers take longer
     * @param perThousand what each 1,000 requests take in the long run, under the tightest of its limits; empty when none of
     *     them says how many
     */
    public record ConnectorPlan(
            String name,
            String basis,
            List<StreamPlan> streams,
            Estimate requests,
            Time time,
            Optional<String> boundBy,
            Optional<PerThousand> perThousand) {
        /** Copies the list. */
        public ConnectorPlan {
            streams = List.copyOf(streams);
        }
    }

    /**
     * What the items of one kind would need.
     *
     * @param kind of the items
     * @param waiting how many are known already
     * @param requests of these, and of those that are still to be found
     */
    public record StreamPlan(String kind, long waiting, Estimate requests) {}

    /** What 1,000 requests take under a limit. */
    public record PerThousand(String limit, Duration time) {}

    /**
     * What would be needed of one limit.
     *
     * @param units in the unit in which it counts: requests, or points
     * @param waited how long requests would wait for it, summed up over those under way together
     * @param state what is left of it now
     */
    public record LimitPlan(Estimate units, Duration waited, LimitState state) {}
}
