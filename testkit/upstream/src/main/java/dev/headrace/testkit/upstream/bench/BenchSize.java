package dev.headrace.testkit.upstream.bench;

import java.time.Duration;

/**
 * How many benchmark upstreams there are, how much each holds and what holds the client up.
 *
 * @param upstreams how many, from 1
 * @param pages the pages of each, from 1
 * @param pageSize the records (or ids) of a page, from 1
 * @param latency how long each answer takes, from zero
 * @param requestsPerSecond the most requests that each lets through in any second; 0 for no limit
 */
public record BenchSize(int upstreams, int pages, int pageSize, Duration latency, int requestsPerSecond) {
    /** Checks the bounds. */
    public BenchSize {
        if (upstreams < 1 || pages < 1 || pageSize < 1 || latency.isNegative() || requestsPerSecond < 0) {
            throw new IllegalArgumentException("A benchmark of " + upstreams + " upstreams of " + pages + " pages of "
                    + pageSize + " records, latency " + latency + ", " + requestsPerSecond
                    + " requests a second, cannot be: counts start at 1 and nothing is negative.");
        }
    }

    /**
     * Upstreams that answer at once.
     *
     * @param upstreams how many, from 1
     * @param pages the pages of each, from 1
     * @param pageSize the records of a page, from 1
     */
    public static BenchSize of(int upstreams, int pages, int pageSize) {
        return new BenchSize(upstreams, pages, pageSize, Duration.ZERO, 0);
    }

    /**
     * The same with a latency.
     *
     * @param other from zero
     */
    public BenchSize latency(Duration other) {
        return new BenchSize(upstreams, pages, pageSize, other, requestsPerSecond);
    }

    /**
     * The same with a strict limit.
     *
     * @param other the most requests that each upstream lets through in any second
     */
    public BenchSize requestsPerSecond(int other) {
        return new BenchSize(upstreams, pages, pageSize, latency, other);
    }

    /** The records of one upstream. */
    public int records() {
        return Math.multiplyExact(pages, pageSize);
    }

    /** The least time for a walk from page to page: each page is asked for when the one before it has come. */
    public Duration chainBound() {
        return latency.multipliedBy(pages);
    }

    /**
     * The least time when the pages after the first are fetched side by side.
     *
     * @param cap how many at once, from 1
     */
    public Duration parallelBound(int cap) {
        return latency.multipliedBy(1L + (pages - 1 + cap - 1) / cap);
    }

    /** The least time that the strict limit allows; zero without one. */
    public Duration limitBound() {
        return requestsPerSecond == 0 ? Duration.ZERO : Duration.ofSeconds((pages - 1) / requestsPerSecond);
    }
}
