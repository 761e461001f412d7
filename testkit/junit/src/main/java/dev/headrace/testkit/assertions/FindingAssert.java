package dev.headrace.testkit.assertions;

import dev.headrace.detector.Finding;
import dev.headrace.detector.Site;
import dev.headrace.detector.Verdict;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** Assertions on a place that blocked, whichever detector found it. For one thread. */
public final class FindingAssert extends AbstractAssert<FindingAssert, Finding> {
    FindingAssert(@Nullable Finding actual) {
        super(actual, FindingAssert.class);
    }

    /** It is about this instance. */
    public FindingAssert isOf(String instance) {
        isNotNull();
        Assertions.assertThat(actual.work().owner())
                .as("instance of %s", actual)
                .isEqualTo(instance);
        return this;
    }

    /** The strand was held in this way. */
    public FindingAssert isOfKind(Verdict verdict) {
        isNotNull();
        Assertions.assertThat(actual.verdict()).as("verdict of %s", actual).isEqualTo(verdict);
        return this;
    }

    /**
     * The connector's line was this.
     *
     * @param place a part of its frame, for example {@code Acme.java:41}
     */
    public FindingAssert isAt(String place) {
        isNotNull();
        Assertions.assertThat(actual.site().connectorFrame().map(Site::place).orElse("none"))
                .as("the connector's line in %s", actual.site().stack())
                .contains(place);
        return this;
    }

    /**
     * The call that blocked was this.
     *
     * @param call for example {@code java.lang.Thread.sleep}
     */
    public FindingAssert isIn(String call) {
        isNotNull();
        Assertions.assertThat(actual.site().blockingFrame().map(Site::method).orElse("none"))
                .as("the call that blocked in %s", actual.site().stack())
                .isEqualTo(call);
        return this;
    }
}
