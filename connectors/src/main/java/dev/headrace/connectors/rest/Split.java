package dev.headrace.connectors.rest;

import dev.headrace.spi.HttpReply;
import dev.headrace.spi.PermanentException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * When a window is too large for the upstream, and how that is known. Immutable.
 *
 * @param above the most records that the upstream gives of one window, 0 when that does not matter
 * @param totalAt JSON Pointer to how many there are, in the first page or in the answer of {@code count}; may be empty
 * @param count asks how many there are before the list is asked for
 * @param statuses by which the upstream refuses a window that is too large
 * @param least the shortest window
 */
record Split(int above, String totalAt, Optional<Request> count, Set<Integer> statuses, Duration least) {
    boolean isNeeded(HttpReply reply) {
        return statuses.contains(reply.status()) || above > 0 && !totalAt.isEmpty() && total(reply) > above;
    }

    private long total(HttpReply reply) {
        JsonNode total = reply.json().at(totalAt);
        try {
            return Long.parseLong(total.asString("").strip());
        } catch (NumberFormatException e) {
            throw new PermanentException(
                    "%s says at '%s' that its total is '%s', which is not a whole number"
                            .formatted(reply.uri(), totalAt, total.asString("nothing")),
                    e);
        }
    }

    List<Window> of(Window window) {
        return window.halves(least)
                .orElseThrow(() -> new PermanentException(
                        "the window from %s to %s has more records than the upstream gives of one window, and is too short to be split (least = %s)"
                                .formatted(window.from(), window.to(), least)));
    }
}
