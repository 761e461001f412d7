package dev.headrace.runner.cli;

import dev.headrace.engine.Engine;
import dev.headrace.runner.serve.Timetable;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The configuration file that a command works with. */
final class ConfigArgument {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "CONFIG",
            defaultValue = "headrace.conf",
            description = "The configuration, by default ${DEFAULT-VALUE}.")
    private Path file;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    ConfigArgument() {}

    /** Loads the file; says what is worth a look. */
    Engine load() {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(
                    command.commandLine(),
                    "There is no configuration '%s'. Give its path, write one with 'headrace init', or try 'headrace demo'."
                            .formatted(file));
        }
        Engine engine = Engine.load(file, System.getenv(), ConfigArgument.class.getClassLoader());
        checkTimes(engine);
        engine.warnings().forEach(warning -> command.commandLine().getErr().println("Note: " + warning));
        return engine;
    }

    /** What a run does not need, and yet is better told before it is. */
    private static void checkTimes(Engine engine) {
        try {
            Timetable.of(engine.timings());
        } catch (RuntimeException wrong) {
            engine.close();
            throw wrong;
        }
    }

    Path file() {
        return file;
    }
}
