package dev.headrace.testkit.assertions;

import dev.headrace.testkit.upstream.TrafficLog;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** Assertions on what a fake upstream saw. For one thread. */
public final class TrafficLogAssert extends AbstractAssert<TrafficLogAssert, TrafficLog> {
    TrafficLogAssert(@Nullable TrafficLog actual) {
        super(actual, TrafficLogAssert.class);
    }

    /** So many requests arrived, refused ones included. */
    public TrafficLogAssert hasRequests(int count) {
        isNotNull();
        Assertions.assertThat(actual.requests()).as("requests %s", targets()).isEqualTo(count);
        return this;
    }

    /** The targets, path and query, were these, in any order. */
    public TrafficLogAssert hasTargets(String... expected) {
        isNotNull();
        Assertions.assertThat(targets()).as("targets").containsExactlyInAnyOrder(expected);
        return this;
    }

    /** Nothing exceeded a strict limit. */
    public TrafficLogAssert wasNeverThrottled() {
        isNotNull();
        Assertions.assertThat(actual.throttled())
                .as("requests that a strict limit refused, of %d", actual.requests())
                .isZero();
        return this;
    }

    /** At most so many requests arrived in any span of this length. */
    public TrafficLogAssert neverExceeded(int requests, Duration window) {
        isNotNull();
        Assertions.assertThat(actual.busiest(window))
                .as("requests in the busiest %s", window)
                .isLessThanOrEqualTo(requests);
        return this;
    }

    /** At most so many requests were unanswered at one moment. */
    public TrafficLogAssert neverHadMoreAtOnceThan(int requests) {
        isNotNull();
        Assertions.assertThat(actual.maxConcurrent()).as("requests at once").isLessThanOrEqualTo(requests);
        return this;
    }

    /** At least so many requests were unanswered at one moment. */
    public TrafficLogAssert hadAtOnceAtLeast(int requests) {
        isNotNull();
        Assertions.assertThat(actual.maxConcurrent()).as("requests at once").isGreaterThanOrEqualTo(requests);
        return this;
    }

    private List<String> targets() {
        return actual.exchanges().stream()
                .map(exchange -> exchange.request().target())
                .toList();
    }
}
