package dev.headrace.engine.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who wrote a word that is not known. Stateless. */
public final class NearMisses {
    /** One slip in four letters, and always one: {@code tokne} is {@code token}, but {@code gitlab} is not {@code github}. */
    private static final int LETTERS_PER_SLIP = 4;
    /** A word may also be the beginning of another: {@code opened} and {@code open}. */
    private static final int SHORTEST_BEGINNING = 3;

    private NearMisses() {}

    /**
     * A question to end a message with: {@code " Did you mean 'page-size'?"}, or nothing when no known word is near.
     *
     * @param given what was written
     * @param known what might have been meant
     */
    public static String question(String given, Collection<String> known) {
        return nearest(given, known)
                .map(word -> " Did you mean '%s'?".formatted(word))
                .orElse("");
    }

    static Optional<String> nearest(String given, Collection<String> known) {
        String plain = plain(given);
        return known.stream()
                .filter(word -> isNear(plain, plain(word)))
                .min(Comparator.comparingInt((String word) -> distance(plain, plain(word)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean isNear(String given, String known) {
        boolean begins = Math.min(given.length(), known.length()) >= SHORTEST_BEGINNING
                && (given.startsWith(known) || known.startsWith(given));
        return begins || distance(given, known) <= Math.max(1, given.length() / LETTERS_PER_SLIP);
    }

    /** {@code pageSize}, {@code page_size} and {@code page-size} are one word. */
    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
    }

    /** The least number of letters to add, drop, change or swap with their neighbour (optimal string alignment). */
    static int distance(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            last[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                boolean same = from.charAt(row - 1) == to.charAt(column - 1);
                int least =
                        Math.min(last[column - 1] + (same ? 0 : 1), Math.min(last[column], current[column - 1]) + 1);
                current[column] = swapped(from, to, row, column) ? Math.min(least, beforeLast[column - 2] + 1) : least;
            }
            beforeLast = last;
            last = current;
        }
        return last[to.length()];
    }

    private static boolean swapped(String from, String to, int row, int column) {
        return row > 1
                && column > 1
                && from.charAt(row - 1) == to.charAt(column - 2)
                && from.charAt(row - 2) == to.charAt(column - 1);
    }
}
