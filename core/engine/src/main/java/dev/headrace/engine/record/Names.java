package dev.headrace.engine.record;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** Texts by numbers, because a number takes less room in a row. Thread-safe. */
final class Names {
    /** Rows have two bytes for a number. */
    private static final int MOST = Short.MAX_VALUE;

    private final ConcurrentHashMap<String, Integer> numbers = new ConcurrentHashMap<>();
    // Guarded by itself.
    private final List<String> texts = new ArrayList<>();

    /** The number of a text, from 0 on; -1 if there are too many. */
    int number(String text) {
        Integer known = numbers.get(text);
        return known == null ? numbers.computeIfAbsent(text, this::add) : known;
    }

    private int add(String text) {
        synchronized (texts) {
            if (texts.size() >= MOST) {
                return -1;
            }
            texts.add(text);
            return texts.size() - 1;
        }
    }

    /** By their numbers. */
    List<String> all() {
        synchronized (texts) {
            return List.copyOf(texts);
        }
    }
}
