package dev.headrace.engine;

import dev.headrace.detector.Detection;
import dev.headrace.engine.blocking.BlockingSettings;
import dev.headrace.engine.config.EngineOptions;
import dev.headrace.engine.config.RunConfig;
import dev.headrace.engine.document.RunFacts;
import dev.headrace.engine.http.HttpTransport;
import dev.headrace.engine.http.TransportSettings;
import dev.headrace.engine.observe.RunObserver;
import dev.headrace.engine.run.KeepSettings;
import dev.headrace.engine.run.RunSettings;
import dev.headrace.engine.run.RunSetup;
import dev.headrace.engine.sink.Sink;
import dev.headrace.engine.store.Durability;
import dev.headrace.engine.store.StoreSettings;
import dev.headrace.engine.strand.CarrierSettings;
import dev.headrace.engine.time.EngineClock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Turns a configuration into the settings of the engine's parts. */
final class Setups {
    /** A look at the carriers a quarter of the limit apart keeps the replacement near the limit. */
    private static final int TICKS_PER_LIMIT = 4;

    private Setups() {}

    static RunSetup of(
            RunConfig config,
            Sink sink,
            boolean stageLines,
            Optional<Detection> detection,
            boolean retryOnly,
            Consumer<Throwable> fatal,
            Optional<EngineClock> clock,
            RunObserver observer) {
        EngineOptions options = config.engine();
        CarrierSettings carriers = CarrierSettings.defaults();
        Duration tick = options.stuckAfter().dividedBy(TICKS_PER_LIMIT);
        Duration atLeast = Duration.ofMillis(1);
        return new RunSetup(
                new RunSettings(
                        options.attempts(),
                        options.itemTimeout(),
                        options.giveUpAfter(),
                        options.stopWithin(),
                        stageLines,
                        retryOnly),
                carriers.carriers(options.carriers(), Math.max(carriers.most(), options.carriers()))
                        .around(detection.map(StrandDetection::counting).orElseGet(UnaryOperator::identity))
                        .watch(carriers.watch()
                                .limit(options.stuckAfter(), tick.compareTo(atLeast) < 0 ? atLeast : tick)),
                new BlockingSettings(options.blockingThreads(), true),
                transport(config),
                StoreSettings.of(config.state())
                        .with(Durability.valueOf(options.durability().toUpperCase(Locale.ROOT))),
                sink,
                config.limits().values(),
                config.redaction()::hide,
                fatal,
                clock,
                keep(config),
                observer,
                detection);
    }

    private static KeepSettings keep(RunConfig config) {
        return new KeepSettings(
                HttpTransport.version(),
                new RunFacts.Configuration(config.file(), config.effective()),
                config.report().keep());
    }

    static TransportSettings transport(RunConfig config) {
        return TransportSettings.defaults()
                .atOnce(perHost(config), config.engine().inFlight());
    }

    /** One pool serves all instances: the widest that any of them asks for; declared limits narrow it for each upstream. */
    private static int perHost(RunConfig config) {
        return config.connectors().values().stream()
                .mapToInt(instance -> instance.http().connections())
                .max()
                .orElse(1);
    }
}
