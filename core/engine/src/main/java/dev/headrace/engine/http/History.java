package dev.headrace.engine.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What was tried for one call before it failed. Thread-safe, because a deadline reads it from aside; costs nothing while all goes well. */
final class History {
    private static final int MOST_TOLD = 12;

    private List<String> tries = List.of();

    synchronized void add(String outcome, Duration took) {
        if (tries.isEmpty()) {
            tries = new ArrayList<>(4);
        }
        tries.add(outcome + " after " + Texts.of(took));
    }

    /** The outcome of the only attempt, or all of them in their order; empty text when nothing was sent. */
    synchronized String text() {
        if (tries.size() <= 1) {
            return tries.isEmpty() ? "" : tries.get(0);
        }
        StringBuilder text = new StringBuilder("%s; %d attempts:".formatted(tries.get(tries.size() - 1), tries.size()));
        int first = Math.max(0, tries.size() - MOST_TOLD);
        text.append(first > 0 ? " (…)" : "");
        for (int i = first; i < tries.size(); i++) {
            text.append(i == first ? " " : ", ").append(i + 1).append(") ").append(tries.get(i));
        }
        return text.toString();
    }
}
