package dev.headrace.connectors.rest;

import dev.headrace.spi.HttpReply;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What ends a walk, beside the end that its way of paging knows. Immutable.
 *
 * @param size records on a full page, 0 when not known
 * @param moreAt JSON Pointer to a flag without which there is no further page; empty text for none
 * @param doneAt JSON Pointer to a flag with which there is none; empty text for none
 * @param largest the most pages that the upstream gives of one list, 0 when there is no such bound
 */
record Stops(List<Stop> rules, int size, String moreAt, String doneAt, int largest) {
    /** A rule without a value of its own. */
    enum Stop {
        EMPTY_PAGE,
        SHORT_PAGE,
        SAME_CURSOR;

        static Optional<Stop> named(String name) {
            return java.util.Arrays.stream(values())
                    .filter(stop -> stop.word().equals(name))
                    .findFirst();
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static final Stops NONE = new Stops(List.of(), 0, "", "", 0);

    /** @param records those of the page before any filter */
    boolean endsAfter(HttpReply reply, List<JsonNode> records) {
        boolean bare = rules.contains(Stop.EMPTY_PAGE) && records.isEmpty();
        boolean shortened = rules.contains(Stop.SHORT_PAGE) && records.size() < size;
        boolean last = !moreAt.isEmpty() && !isSet(reply.json().at(moreAt));
        return bare
                || shortened
                || last
                || !doneAt.isEmpty() && isSet(reply.json().at(doneAt));
    }

    boolean endsOnSameCursor() {
        return rules.contains(Stop.SAME_CURSOR);
    }

    /** Some write flags as numbers or as texts. */
    private static boolean isSet(JsonNode flag) {
        String text = flag.isValueNode() && !flag.isNull() ? flag.asString().toLowerCase(Locale.ROOT) : "";
        return !List.of("", "false", "0", "no", "n").contains(text);
    }
}
