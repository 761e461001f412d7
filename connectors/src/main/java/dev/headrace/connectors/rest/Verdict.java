package dev.headrace.connectors.rest;

import dev.headrace.spi.HttpReply;
import dev.headrace.spi.PermanentException;
import dev.headrace.spi.TransientException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * A failure that looks like a success: how it is known, and what it means. Immutable.
 *
 * @param at JSON Pointer to what it is known by
 * @param equals what stands there then; empty when anything but nothing does
 * @param not what stands there otherwise; empty when that does not matter
 * @param messageAt JSON Pointer to what the upstream says about it, may be empty
 */
record Verdict(
        String name, String at, List<String> equals, List<String> not, String messageAt, Then then, Duration rest) {
    private static final int LONGEST_MESSAGE = 300;

    /** What is done about it. */
    enum Then {
        FAIL,
        RETRY,
        EMPTY;

        static Then named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    boolean concerns(HttpReply reply) {
        JsonNode found = reply.json().at(at);
        if (!not.isEmpty()) {
            // An element of XML with attributes is an object: something stands there that is none of these.
            return found.isContainer() && !found.isEmpty() || !not.contains(found.asString(""));
        }
        return equals.isEmpty() ? isSomething(found) : equals.contains(found.asString(""));
    }

    /** A missing, null, false or empty value says that nothing is wrong. */
    private static boolean isSomething(JsonNode node) {
        boolean nothing = node.isMissingNode() || node.isNull() || node.isContainer() && node.isEmpty();
        return !nothing
                && !(node.isBoolean() && !node.booleanValue())
                && !(node.isString() && node.stringValue().isEmpty());
    }

    /** What it means for the item, unless it only means that there are no records. */
    RuntimeException failure(HttpReply reply) {
        JsonNode said = reply.json().at(messageAt.isEmpty() ? at : messageAt);
        String text = said.isValueNode() ? said.asString() : said.toString();
        String message = "%s answered %d, but it is '%s': %s is %s"
                .formatted(reply.uri(), reply.status(), name, messageAt.isEmpty() ? at : messageAt, cut(text));
        return then == Then.RETRY
                ? new TransientException(message, rest.isZero() ? null : rest, null)
                : new PermanentException(message);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
    }
}
