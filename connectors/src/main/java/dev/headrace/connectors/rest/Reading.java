package dev.headrace.connectors.rest;

import dev.headrace.spi.BodyDecoder;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.PermanentException;
import dev.headrace.spi.TransientException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * How answers are read. Immutable.
 *
 * @param streamed whether the body is read record by record while it arrives
 * @param conditional whether the upstream is asked if anything has changed at all
 * @param none statuses that mean that there are no records
 * @param further other statuses whose answers are looked at
 * @param refusals statuses after which the same is asked again
 * @param verdicts failures that look like successes; the first that concerns an answer decides
 */
record Reading(
        Format format,
        boolean streamed,
        boolean conditional,
        Set<Integer> none,
        Set<Integer> further,
        Refusals refusals,
        List<Verdict> verdicts,
        Locating locating,
        Columns columns) {

    /** How a body becomes a tree. */
    record Format(RestFormat form, char separator) {}

    /** Statuses by which an upstream throttles, and how long it is then left alone at least. */
    record Refusals(Set<Integer> statuses, Duration rest) {}

    /**
     * The call made ready to read its answer.
     *
     * @param from where to go on in a body that is streamed; empty text for the beginning
     */
    HttpCall call(HttpCall plain, String from) {
        HttpCall call = streamed
                ? plain.streamedBy(
                        format.form().reader(locating.pointer(), format.separator(), locating.mayMiss()), from)
                : plain.decodedBy(decoder());
        int[] statuses = Stream.of(none, further, refusals.statuses())
                .flatMap(Set::stream)
                .mapToInt(Integer::intValue)
                .toArray();
        return (conditional ? call.conditional() : call).accepting(statuses);
    }

    /** The call that asks how many records there are, ready for what is refused like a page. Its answer is JSON, whatever pages are. */
    HttpCall count(HttpCall plain) {
        int[] statuses =
                refusals.statuses().stream().mapToInt(Integer::intValue).toArray();
        return statuses.length == 0
                ? plain
                : plain.decodedBy(lenient(RestFormat.JSON.decoder(format.separator())))
                        .accepting(statuses);
    }

    /** Where refusals are accepted, their bodies may be anything. */
    private BodyDecoder decoder() {
        BodyDecoder strict = format.form().decoder(format.separator());
        return none.isEmpty() && further.isEmpty() && refusals.statuses().isEmpty() ? strict : lenient(strict);
    }

    private static BodyDecoder lenient(BodyDecoder strict) {
        return (body, type) -> {
            try {
                return strict.decode(body, type);
            } catch (JacksonException broken) {
                return MissingNode.getInstance();
            }
        };
    }

    private void refuseBroken(HttpReply reply) {
        if (reply.json().isMissingNode() && reply.status() != 204 && reply.bytes().length > 0) {
            throw new PermanentException(
                    "%s answered %d with what is no %s".formatted(reply.uri(), reply.status(), format.form()));
        }
    }

    /** The records of a page before any filter. */
    List<JsonNode> records(HttpReply reply) {
        requireNotRefused(reply);
        if (reply.notModified() || none.contains(reply.status())) {
            return List.of();
        }
        if (streamed) {
            return List.copyOf(reply.json().values());
        }
        refuseBroken(reply);
        Optional<Verdict> verdict = verdict(reply);
        if (verdict.isEmpty()) {
            return columns.objects(locating.in(reply, format.form() == RestFormat.XML), reply.json());
        }
        if (verdict.get().then() == Verdict.Then.EMPTY) {
            return List.of();
        }
        throw verdict.get().failure(reply);
    }

    /** For answers that have no records: neither refused, nor a failure that looks like a success. */
    void requireGranted(HttpReply reply) {
        requireNotRefused(reply);
        verdict(reply).filter(one -> one.then() != Verdict.Then.EMPTY).ifPresent(one -> {
            throw one.failure(reply);
        });
    }

    private Optional<Verdict> verdict(HttpReply reply) {
        return verdicts.stream().filter(one -> one.concerns(reply)).findFirst();
    }

    private void requireNotRefused(HttpReply reply) {
        if (refusals.statuses().contains(reply.status())) {
            throw new TransientException(
                    "%s answered %d, after which it is asked again".formatted(reply.uri(), reply.status()),
                    refusals.rest(),
                    null);
        }
    }
}
