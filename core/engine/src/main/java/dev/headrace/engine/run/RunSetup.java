package dev.headrace.engine.run;

import dev.headrace.detector.Detection;
import dev.headrace.engine.blocking.BlockingSettings;
import dev.headrace.engine.http.TransportSettings;
import dev.headrace.engine.observe.RunObserver;
import dev.headrace.engine.sink.Sink;
import dev.headrace.engine.store.StoreSettings;
import dev.headrace.engine.strand.CarrierSettings;
import dev.headrace.engine.time.EngineClock;
import dev.headrace.spi.Limit;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * All that a run is made of, apart from its connectors.
 *
 * @param limits the limits that the operator has set; they go before those that connectors declare
 * @param redact hides the secrets of the configuration in a text
 * @param fatal hears of an error of the JVM itself, such as an {@link OutOfMemoryError}, on any thread
 * @param clock in place of the machine's
 * @param keep what is kept of it
 * @param observer hears of what begins and ends
 * @param detection watches the strands, too; empty for a run that is not diagnosed
 */
public record RunSetup(
        RunSettings settings,
        CarrierSettings carriers,
        BlockingSettings blocking,
        TransportSettings transport,
        StoreSettings store,
        Sink sink,
        Collection<Limit> limits,
        UnaryOperator<String> redact,
        Consumer<Throwable> fatal,
        Optional<EngineClock> clock,
        KeepSettings keep,
        RunObserver observer,
        Optional<Detection> detection) {
    /** The same with another state and another sink. */
    public RunSetup with(StoreSettings otherStore, Sink otherSink) {
        return new RunSetup(
                settings,
                carriers,
                blocking,
                transport,
                otherStore,
                otherSink,
                limits,
                redact,
                fatal,
                clock,
                keep,
                observer,
                detection);
    }
}
