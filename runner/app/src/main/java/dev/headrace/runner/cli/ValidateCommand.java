package dev.headrace.runner.cli;

import dev.headrace.engine.Engine;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headrace validate}. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        header = "Check a configuration without collecting anything.",
        description = "Tells every problem at once, with file and line.")
final class ValidateCommand implements Callable<Integer> {
    @Mixin
    private ConfigArgument config;

    @Option(names = "--show", description = "Print everything in force, without secrets.")
    private boolean show;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    ValidateCommand() {}

    @Override
    public Integer call() {
        try (Engine engine = config.load()) {
            engine.check().forEach(note -> spec.commandLine().getErr().println("Note: " + note));
            PrintWriter out = spec.commandLine().getOut();
            if (show) {
                out.println(engine.effectiveConfiguration());
            }
            out.println("%s is fine: %s".formatted(config.file(), String.join(", ", engine.instances())));
            return ExitCode.OK;
        }
    }
}
