package dev.headrace.testkit.trial;

import dev.headrace.spi.Cursors;
import dev.headrace.spi.Http;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.async.Cancellation;
import dev.headrace.spi.async.Gathered;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The engine's context, with a note of who asks it for something. */
record WatchedContext(StepContext engine, ItemSeen seen, Watch watch) implements StepContext {
    @Override
    public Http http() {
        return new WatchedHttp(engine.http(), seen, watch);
    }

    @Override
    public Cancellation cancellation() {
        return engine.cancellation();
    }

    @Override
    public int attempt() {
        return engine.attempt();
    }

    @Override
    public Instant now() {
        return engine.now();
    }

    @Override
    public Cursors cursors() {
        return engine.cursors();
    }

    @Override
    public <T> CompletionStage<T> blocking(Callable<T> work) {
        watch.here("blocking(...) was called");
        return engine.blocking(work);
    }

    @Override
    public <I, O> CompletionStage<Gathered<I, O>> gather(
            Collection<? extends I> inputs, int concurrency, Function<? super I, ? extends CompletionStage<O>> mapper) {
        watch.here("gather(...) was called");
        return engine.gather(inputs, concurrency, mapper);
    }
}
