package dev.headrace.detector.scan.corpus;

import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A connector that is its own provider, and does nothing yet. */
abstract class Sample implements ConnectorProvider, Connector {
    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("sample", "1.0.0", "A sample");
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        return this;
    }

    @Override
    public Step plan(Cursors cursors) {
        return Step.empty();
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) throws Exception {
        return done();
    }

    static CompletionStage<Step> done() {
        return CompletableFuture.completedFuture(Step.empty());
    }
}
