package dev.headrace.testkit.assertions;

import dev.headrace.engine.report.BlockingReport;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** Assertions on a verdict of the watchdog. For one thread. */
public final class BlockingReportAssert extends AbstractAssert<BlockingReportAssert, BlockingReport> {
    BlockingReportAssert(@Nullable BlockingReport actual) {
        super(actual, BlockingReportAssert.class);
    }

    /** It is about this instance. */
    public BlockingReportAssert isOf(String instance) {
        isNotNull();
        Assertions.assertThat(actual.connector()).as("instance of %s", actual).isEqualTo(instance);
        return this;
    }

    /**
     * The connector's line was this.
     *
     * @param place a part of its frame, for example {@code Acme.java:41}
     */
    public BlockingReportAssert isAt(String place) {
        isNotNull();
        Assertions.assertThat(actual.connectorFrame())
                .as("the connector's line in %s", actual.stack())
                .contains(place);
        return this;
    }

    /**
     * The call that blocked was this.
     *
     * @param call for example {@code Thread.sleep}
     */
    public BlockingReportAssert isIn(String call) {
        isNotNull();
        Assertions.assertThat(actual.blockingFrame())
                .as("the call that blocked in %s", actual.stack())
                .isEqualTo(call);
        return this;
    }
}
