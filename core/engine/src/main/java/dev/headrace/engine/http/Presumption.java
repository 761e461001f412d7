package dev.headrace.engine.http;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Under which buckets requests are whose kind no answer has spoken of: those that most kinds with the same beginning of the path are
 * in; else those that are known under two beginnings at least, for they seem to hold for all. Without it, each kind would find out by
 * a refusal of its own that a bucket is empty. Thread-safe.
 */
final class Presumption {
    /** The method and the path's first segment that is a word. Classes of endpoints have none: their authors tell them apart. */
    private static final Pattern BEGINNING = Pattern.compile("^\\S+ (?:/\\*)*(?:/[^/]*)?");

    private record Known(Map<String, List<String>> byBeginning, List<String> elsewhere) {}

    private volatile Known known = new Known(Map.of(), List.of());

    /** @param kind as in {@link Scopes} */
    List<String> of(String kind) {
        Known now = known;
        String beginning = beginning(kind);
        return beginning.isEmpty() ? List.of() : now.byBeginning.getOrDefault(beginning, now.elsewhere);
    }

    private static String beginning(String kind) {
        Matcher matcher = BEGINNING.matcher(kind);
        return kind.contains(" /") && matcher.find() ? matcher.group() : "";
    }

    /** Takes over what answers have said; one at a time, so that what was said last is not lost. */
    synchronized void learn(Map<String, List<String>> byKind) {
        Map<String, Map<List<String>, Integer>> kinds = new HashMap<>();
        byKind.forEach((kind, names) -> count(kinds.computeIfAbsent(beginning(kind), none -> new HashMap<>()), names));
        kinds.remove("");
        Map<String, List<String>> byBeginning = new TreeMap<>();
        kinds.forEach((beginning, counts) -> byBeginning.put(beginning, most(counts, 1)));
        Map<List<String>, Integer> beginnings = new HashMap<>();
        byBeginning.values().forEach(names -> count(beginnings, names));
        known = new Known(byBeginning, most(beginnings, 2));
    }

    private static void count(Map<List<String>, Integer> counts, List<String> names) {
        counts.merge(names, 1, Integer::sum);
    }

    /** What was counted most, and so often at least; of several the first by name, so that no two runs differ. */
    private static List<String> most(Map<List<String>, Integer> counts, int atLeast) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= atLeast)
                .min(Map.Entry.<List<String>, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().toString(), Comparator.naturalOrder()))
                .map(Map.Entry::getKey)
                .orElse(List.of());
    }
}
