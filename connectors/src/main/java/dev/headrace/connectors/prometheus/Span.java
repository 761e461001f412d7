package dev.headrace.connectors.prometheus;

/**
 * A part of time.
 *
 * @param first point, in seconds since 1970
 * @param last point, in seconds since 1970; not before the first
 */
record Span(long first, long last) {}
