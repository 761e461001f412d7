package dev.headrace.runner.cli;

import com.google.inject.Inject;
import dev.headrace.engine.Engine;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code headrace retry}. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        header = "Do again only what failed, and what an interrupted run left.",
        description = "Collects nothing new. 'headrace run' does this first, too.")
final class RetryCommand implements Callable<Integer> {
    private final RunRoutine routine;

    @Mixin
    private ConfigArgument config;

    @Mixin
    private ViewOptions view;

    @Mixin
    private MetricsOptions metrics;

    @Inject
    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    RetryCommand(RunRoutine routine) {
        this.routine = routine;
    }

    @Override
    public Integer call() {
        try (MetricsOptions.Watch watch = metrics.open()) {
            return routine.run(config, view, watch.around(Engine::retry));
        }
    }
}
