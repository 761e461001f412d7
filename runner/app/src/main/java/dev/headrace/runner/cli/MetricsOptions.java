package dev.headrace.runner.cli;

import dev.headrace.engine.report.Run;
import dev.headrace.runner.metrics.Metrics;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether those can look who watch the process while it runs. */
final class MetricsOptions {
    @Option(
            names = "--metrics",
            paramLabel = "PORT",
            description = "Tell /metrics for Prometheus at this port while it runs. 0 takes any that is free.")
    private @Nullable Integer port;

    @Mixin
    private EndpointOptions watched;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    MetricsOptions() {}

    /** Metrics while they are open. */
    interface Watch extends AutoCloseable {
        /** The same start, of a run that is counted. */
        RunRoutine.Start around(RunRoutine.Start start);

        @Override
        void close();
    }

    /** Opens what was asked for: nothing without a port. */
    Watch open() {
        return port == null ? new Nothing() : counting(Metrics.start());
    }

    private Watch counting(Metrics metrics) {
        try {
            EndpointOptions.Watch endpoint = watched.open(port, Map.of("/metrics", metrics.page()));
            command.commandLine()
                    .getErr()
                    .println("Metrics%s".formatted(endpoint.where().replace(";", ":") + "metrics"));
            return new Counting(metrics, endpoint);
        } catch (RuntimeException unusable) {
            metrics.close();
            throw unusable;
        }
    }

    private record Nothing() implements Watch {
        @Override
        public RunRoutine.Start around(RunRoutine.Start start) {
            return start;
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }

    private record Counting(Metrics metrics, EndpointOptions.Watch endpoint) implements Watch {
        @Override
        public RunRoutine.Start around(RunRoutine.Start start) {
            return (engine, fatal) -> {
                engine.observe(metrics);
                Run run = start.start(engine, fatal);
                metrics.follow(run);
                return run;
            };
        }

        @Override
        public void close() {
            endpoint.close();
            metrics.close();
        }
    }
}
