package dev.headrace.engine.budget;

import dev.headrace.spi.Limit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The windows that an upstream says it counts in, by its names for them. Guarded by the kernel's lock. */
final class ToldWindows {
    /** More than any upstream has; one that makes names up is not followed. */
    private static final int MOST = 16;

    private final Map<String, Limit.Window> byPolicy = new LinkedHashMap<>();

    /**
     * Takes over what was said.
     *
     * @return whether that changes anything
     */
    boolean take(Answer.Policy policy, Limit declared) {
        boolean known = byPolicy.containsKey(policy.name());
        if (!known && (byPolicy.size() >= MOST || isImplied(policy.window(), declared))) {
            return false;
        }
        return !policy.window().equals(byPolicy.put(policy.name(), policy.window()));
    }

    /** The windows by the upstream's names for them. */
    Map<String, Limit.Window> all() {
        return Map.copyOf(byPolicy);
    }

    /** Takes over what an earlier process was told, until the upstream says otherwise under the same name. */
    void recall(Map<String, Limit.Window> kept) {
        kept.forEach((policy, window) -> {
            if (byPolicy.size() < MOST) {
                byPolicy.putIfAbsent(policy, window);
            }
        });
    }

    /** Whether who keeps to what is declared keeps to the window too. */
    private static boolean isImplied(Limit.Window window, Limit declared) {
        return declared.windows().stream()
                .anyMatch(known ->
                        known.permits() <= window.permits() && known.length().compareTo(window.length()) >= 0);
    }

    /** What is declared, and what was said beyond it: both hold, so that nothing said ever allows more. */
    Limit with(Limit declared) {
        Limit both = declared;
        for (Limit.Window window : byPolicy.values()) {
            both = isImplied(window, both) ? both : both.window(window.permits(), window.length());
        }
        return both;
    }
}
