package dev.headrace.testkit.upstream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All strict limits of one server: a request passes only if each of them lets it, and is then charged to each. */
final class StrictLimits {
    private final List<Gate> gates;
    private final UpstreamClock clock;

    StrictLimits(List<PathLimit> limits, UpstreamClock clock) {
        this.clock = clock;
        long start = clock.nanoTime();
        gates = limits.stream()
                .map(limit -> new Gate(limit, limit.limit().rule().counter(start)))
                .toList();
    }

    /** A limit and the paths that it covers. */
    record PathLimit(PathPattern paths, StrictLimit limit) {}

    private record Gate(PathLimit path, LimitCounter counter) {
        StrictLimit limit() {
            return path.limit();
        }
    }

    /** Charges the request that arrived now, or says how it is refused. */
    synchronized Verdict admit(String path, long now) {
        if (gates.isEmpty()) {
            return Verdict.UNLIMITED;
        }
        List<Gate> covering =
                gates.stream().filter(gate -> gate.path.paths().matches(path)).toList();
        Optional<Gate> refusing = covering.stream()
                .filter(gate -> gate.counter.waitNanos(now) > 0)
                .max(Comparator.comparingLong(gate -> gate.counter.waitNanos(now)));
        long wait = refusing.map(gate -> gate.counter.waitNanos(now)).orElse(0L);
        List<LimitCounter> charged = charge(covering, wait > 0, now);
        List<Header> headers = new ArrayList<>();
        addBudget(headers, covering, now);
        refusing.ifPresent(gate -> addRetryAfter(headers, gate.limit(), wait));
        return new Verdict(refusing.map(gate -> gate.limit().status()).orElse(0), headers, charged);
    }

    synchronized void release(Verdict verdict) {
        verdict.charged().forEach(LimitCounter::release);
    }

    private static List<LimitCounter> charge(List<Gate> covering, boolean refused, long now) {
        List<LimitCounter> charged = new ArrayList<>();
        for (Gate gate : covering) {
            if (!refused || gate.limit().chargesRefusals()) {
                gate.counter.take(now);
                charged.add(gate.counter);
            }
        }
        return charged;
    }

    /** Tells of the first limit that wants to be told of. */
    private void addBudget(List<Header> headers, List<Gate> covering, long now) {
        covering.stream()
                .filter(gate -> gate.limit().reset() != StrictLimit.Reset.ABSENT)
                .findFirst()
                .ifPresent(gate -> addBudget(headers, gate, now));
    }

    private void addBudget(List<Header> headers, Gate gate, long now) {
        long reset = gate.counter.resetNanos(now);
        long shown = gate.limit().reset() == StrictLimit.Reset.EPOCH_SECONDS ? epochSeconds(reset) : seconds(reset);
        int allowed = gate.limit().rule().requests();
        headers.add(new Header("X-RateLimit-Limit", Integer.toString(allowed)));
        headers.add(new Header("X-RateLimit-Remaining", Integer.toString(gate.counter.remaining(now))));
        headers.add(new Header("X-RateLimit-Reset", Long.toString(shown)));
    }

    private void addRetryAfter(List<Header> headers, StrictLimit limit, long wait) {
        switch (limit.retryAfter()) {
            case SECONDS -> headers.add(new Header("Retry-After", Long.toString(seconds(wait))));
            case HTTP_DATE ->
                headers.add(new Header("Retry-After", Dates.http(Instant.ofEpochSecond(epochSeconds(wait)))));
            case ABSENT -> {}
        }
    }

    private static long seconds(long nanos) {
        return Dates.seconds(Duration.ofNanos(nanos));
    }

    private long epochSeconds(long nanosFromNow) {
        return Dates.epochSeconds(clock.wallTime().plusNanos(nanosFromNow));
    }

    /** A header line. */
    record Header(String name, String value) {}

    /**
     * What the limits say about a request.
     *
     * @param refusal the status to refuse with; 0 to let it pass
     * @param headers what to add to the answer
     * @param charged what to release when the answer is out
     */
    record Verdict(int refusal, List<Header> headers, List<LimitCounter> charged) {
        static final Verdict UNLIMITED = new Verdict(0, List.of(), List.of());

        boolean refused() {
            return refusal != 0;
        }

        Reply decorate(Reply reply) {
            Reply decorated = reply;
            for (Header header : headers) {
                decorated = decorated.withHeader(header.name(), header.value());
            }
            return decorated;
        }
    }
}
