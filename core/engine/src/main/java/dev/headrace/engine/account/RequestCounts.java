package dev.headrace.engine.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requests that one item has sent, by the limits that they were under. Thread-safe. */
public final class RequestCounts {
    /**
     * Requests under the same limits.
     *
     * @param limits the limits' names, broad ones first
     * @param requests sent, with retries and redirects
     * @param units what they cost, in the unit in which the limits count
     * @param unchanged how many were answered "not modified" (304), which some limits do not count
     */
    public record Sent(List<String> limits, long requests, long units, long unchanged) {
        private Sent plus(Sent more) {
            return new Sent(limits, requests + more.requests, units + more.units, unchanged + more.unchanged);
        }
    }

    // Guarded by this. Made with the first request: many items send none.
    private Map<List<String>, Sent> byLimits = Map.of();

    /** No requests yet. */
    public RequestCounts() {}

    /** A request goes out. */
    public void sent(List<String> limits, long units) {
        add(new Sent(limits, 1, units, 0));
    }

    /** A request that went out turns out to cost so much more, or less. */
    public void settled(List<String> limits, long more) {
        add(new Sent(limits, 0, more, 0));
    }

    /** A request that went out was answered "not modified". */
    public void unchanged(List<String> limits) {
        add(new Sent(limits, 0, 0, 1));
    }

    private synchronized void add(Sent more) {
        if (byLimits.isEmpty()) {
            byLimits = new LinkedHashMap<>(2);
        }
        byLimits.merge(more.limits(), more, Sent::plus);
    }

    /** What was sent so far, in the order of the first requests. */
    public synchronized List<Sent> all() {
        return List.copyOf(byLimits.values());
    }
}
