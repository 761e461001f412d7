package dev.headrace.runner.serve;

import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/** The connector {@code fickle}: its configuration is right as long as a file is there. It collects nothing. */
public final class FickleProvider implements ConnectorProvider {
    /** Until this is complete, opening it hangs. */
    static final AtomicReference<CompletableFuture<Void>> GATE =
            new AtomicReference<>(CompletableFuture.completedFuture(null));

    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("fickle", "1", "Right as long as a file is there");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty().required("key", ConfigSpec.Type.STRING, "The file");
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        GATE.get().join();
        if (!Files.exists(Path.of(config.string("key")))) {
            throw new ConfigException(config.problem("key", "there is no such file."));
        }
        return new Connector() {
            @Override
            public Step plan(Cursors cursors) {
                return Step.empty().then(WorkItem.of("nothing"));
            }

            @Override
            public CompletionStage<Step> collect(WorkItem item, StepContext context) {
                return CompletableFuture.completedFuture(Step.empty());
            }
        };
    }
}
