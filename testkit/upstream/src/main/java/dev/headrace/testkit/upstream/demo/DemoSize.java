package dev.headrace.testkit.upstream.demo;

import java.time.Duration;

/**
 * How much the demo upstreams hold and how slow they are.
 *
 * @param pages the pages of each upstream, at least 2; the flaky one has half as many, rounded up
 * @param pageSize the records of a page, at least 13, so that each of the twelve can have another number of records
 * @param latency how long each answer takes, from zero
 * @param seed equal seeds give equal records
 */
public record DemoSize(int pages, int pageSize, Duration latency, long seed) {
    /** 60 pages of 50 records, 100 ms each: about six seconds for whoever collects all twelve at once, 70 in turn. */
    public static final DemoSize DEFAULT = new DemoSize(60, 50, Duration.ofMillis(100), 42);

    /** Checks the bounds. */
    public DemoSize {
        if (pages < 2 || pageSize < 13 || latency.isNegative()) {
            throw new IllegalArgumentException(
                    "A demo of " + pages + " pages of " + pageSize + " records with a latency of " + latency
                            + " cannot be: it has at least 2 pages of at least 13 records and no negative latency.");
        }
    }

    /**
     * The same size with another latency.
     *
     * @param other from zero
     */
    public DemoSize withLatency(Duration other) {
        return new DemoSize(pages, pageSize, other, seed);
    }

    /** The pages of one upstream. */
    int pagesOf(UpstreamKind kind) {
        return kind == UpstreamKind.FLAKY ? (pages + 1) / 2 : pages;
    }

    /** The records of one upstream: another number for each, so that a mix-up shows, and no full last page. */
    int recordsOf(UpstreamKind kind) {
        return pagesOf(kind) * pageSize - 1 - kind.ordinal();
    }
}
