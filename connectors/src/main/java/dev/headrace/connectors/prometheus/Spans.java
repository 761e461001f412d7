package dev.headrace.connectors.prometheus;

import java.util.Optional;

/**
 * How time is cut into requests. Points are multiples of the step, so that the same ones are asked for whenever a run begins.
 *
 * @param step seconds between two points, from 1
 * @param points of one request at most, from 1
 */
record Spans(long step, int points) {
    /** The points from one second to another, both included; empty when there is none. */
    Optional<Span> between(long from, long to) {
        Span span = new Span(-Math.floorDiv(-from, step) * step, Math.floorDiv(to, step) * step);
        return span.first() <= span.last() ? Optional.of(span) : Optional.empty();
    }

    boolean isTooLong(Span span) {
        return count(span) > points;
    }

    /** Two parts of a span that is too long, the first of as many whole requests as the second, or one fewer. */
    Span[] cut(Span span) {
        return split(span, (count(span) + points - 1) / points / 2 * points);
    }

    /** Two parts of a span that has more than one point. */
    Span[] halve(Span span) {
        return split(span, count(span) / 2);
    }

    private Span[] split(Span span, long points) {
        long next = span.first() + points * step;
        return new Span[] {new Span(span.first(), next - step), new Span(next, span.last())};
    }

    private long count(Span span) {
        return (span.last() - span.first()) / step + 1;
    }
}
