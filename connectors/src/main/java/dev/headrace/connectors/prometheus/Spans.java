package dev.headrace.connectors.prometheus;

/**
 * How time is cut into requests. Times are seconds since 1970, and multiples of the step, so that the same points are asked for
 * whenever a run begins.
 *
 * @param step seconds between two points, from 1
 * @param points of one request at most, from 1
 */
record Spans(long step, int points) {
    /** The first point at or after a time. */
    long from(long second) {
        return -Math.floorDiv(-second, step) * step;
    }

    /** The last point of the span that begins with a point, none after a time. */
    long end(long first, long second) {
        return Math.min(first + (points - 1) * step, Math.floorDiv(second, step) * step);
    }
}
