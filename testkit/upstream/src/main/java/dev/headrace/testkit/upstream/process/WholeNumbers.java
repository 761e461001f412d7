package dev.headrace.testkit.upstream.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A command line of options that are each followed by a whole number. Immutable. */
public final class WholeNumbers {
    private final Map<String, Long> values = new HashMap<>();

    private WholeNumbers() {}

    /**
     * Reads a command line.
     *
     * @param known the options that there are
     * @param arguments the command line
     * @throws IllegalArgumentException with a sentence for the person who wrote it
     */
    public static WholeNumbers parse(Set<String> known, String... arguments) {
        WholeNumbers numbers = new WholeNumbers();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!known.contains(arguments[i])) {
                throw new IllegalArgumentException("There is no option '" + arguments[i] + "'. There are "
                        + String.join(", ", known) + ", each followed by a whole number.");
            }
            numbers.values.put(arguments[i], parsed(arguments[i], i + 1 < arguments.length ? arguments[i + 1] : ""));
        }
        return numbers;
    }

    /** The number after an option, or another one if the option is not there. */
    public long number(String option, long otherwise) {
        return values.getOrDefault(option, otherwise);
    }

    /** As {@link #number}, for a number that must fit into an int. */
    public int count(String option, int otherwise) {
        return Math.toIntExact(number(option, otherwise));
    }

    private static long parsed(String option, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(
                    "The option " + option + " needs a whole number, not '" + text + "'.", malformed);
        }
    }
}
