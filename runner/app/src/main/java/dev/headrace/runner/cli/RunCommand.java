package dev.headrace.runner.cli;

import com.google.inject.Inject;
import dev.headrace.engine.Engine;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code headrace run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        header = "Collect what is new, or go on with a run that was interrupted.",
        description = {
            "Ctrl-C stops cleanly; the next run goes on where this one was.",
            "On a terminal a table shows what each connector does; elsewhere a line every 10 s does."
        })
final class RunCommand implements Callable<Integer> {
    private final RunRoutine routine;

    @Mixin
    private ConfigArgument config;

    @Mixin
    private ViewOptions view;

    @Mixin
    private MetricsOptions metrics;

    @Inject
    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    RunCommand(RunRoutine routine) {
        this.routine = routine;
    }

    @Override
    public Integer call() {
        try (MetricsOptions.Watch watch = metrics.open()) {
            return routine.run(config, view, watch.around(Engine::collect));
        }
    }
}
