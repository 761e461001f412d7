package dev.headrace.runner.metrics;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds how many values a label may have: each makes a series that Prometheus keeps for hours, and hosts come from what upstreams say.
 * Thread-safe.
 */
final class Labels {
    /** Stands for all values that come after the first {@link #MOST}. */
    static final String OTHER = "other";

    static final int MOST = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Labels.class);

    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** The value, or {@link #OTHER} if the label has too many already: for what can be added up. */
    String bounded(String label, String value) {
        return isKnown(label, value) ? value : OTHER;
    }

    /** Whether the value is one of the first. */
    boolean isKnown(String label, String value) {
        Set<String> values = known.computeIfAbsent(label, any -> ConcurrentHashMap.newKeySet());
        if (values.contains(value)) {
            return true;
        }
        synchronized (values) {
            if (values.contains(value) || values.size() < MOST && values.add(value)) {
                return true;
            }
        }
        if (told.add(label)) {
            LOG.warn(
                    "metrics: label '{}' has {} values; further ones are counted together as '{}', or left out",
                    label,
                    MOST,
                    OTHER);
        }
        return false;
    }
}
