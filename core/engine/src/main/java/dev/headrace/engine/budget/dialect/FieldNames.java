package dev.headrace.engine.budget.dialect;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows which header fields tell something about limits. Most do not, and are told by a few characters; the others' names are
 * read once. Thread-safe.
 */
final class FieldNames {
    /** Upstreams send a dozen; one that makes names up is read anew each time. */
    private static final int MOST_KNOWN = 256;

    private final Map<String, Meaning> known = new ConcurrentHashMap<>();

    private final Map<String, Meaning> named;

    /** @param named what fields of other names mean, whatever their case */
    FieldNames(Map<String, Meaning> named) {
        Map<String, Meaning> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(named);
        this.named = anyCase;
    }

    Meaning meaning(String name) {
        Meaning meant = named.isEmpty() ? null : named.get(name);
        return meant == null ? usual(name) : meant;
    }

    private Meaning usual(String name) {
        if (!mayTell(name)) {
            return Meaning.NONE;
        }
        Meaning meaning = known.get(name);
        return meaning == null ? learn(name) : meaning;
    }

    private Meaning learn(String name) {
        Meaning meaning = Meaning.of(name);
        if (known.size() < MOST_KNOWN) {
            known.put(name, meaning);
        }
        return meaning;
    }

    private static boolean mayTell(String name) {
        int length = name.length();
        if (length <= 4) {
            return name.equalsIgnoreCase("Date") || name.equalsIgnoreCase("Age");
        }
        char first = name.charAt(0);
        if ((first | 0x20) == 'r') {
            return true;
        }
        return hasRate(name) || length == 19 && (first | 0x20) == 'm' || (first | 0x20) == 'x' && isOtherX(name);
    }

    private static boolean isOtherX(String name) {
        return name.equalsIgnoreCase("x-ms-retry-after-ms") || name.equalsIgnoreCase("x-amzn-errortype");
    }

    /** Whether a word but the first begins with "rate". */
    private static boolean hasRate(String name) {
        for (int hyphen = name.indexOf('-'); hyphen > 0; hyphen = name.indexOf('-', hyphen + 1)) {
            if (name.regionMatches(true, hyphen + 1, "rate", 0, 4)) {
                return true;
            }
        }
        return false;
    }
}
