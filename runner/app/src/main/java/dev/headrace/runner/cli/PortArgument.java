package dev.headrace.runner.cli;

import com.google.inject.Inject;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A port that may be left out: what follows the option is taken for one only if it is a number, and for the configuration otherwise. */
final class PortArgument implements IParameterConsumer {
    /** Stands for any that is free. */
    static final int ANY = 0;

    private static final int HIGHEST = 65_535;

    @Inject
    PortArgument() {}

    @Override
    @SuppressWarnings("JdkObsolete") // The library's choice.
    public void consumeParameters(Stack<String> left, ArgSpec option, CommandSpec command) {
        boolean given = !left.isEmpty() && left.peek().matches("\\d+");
        option.setValue(given ? port(left.pop(), command) : Integer.valueOf(ANY));
    }

    private static Integer port(String given, CommandSpec command) {
        if (given.length() > 5 || Integer.parseInt(given) > HIGHEST) {
            throw new ParameterException(
                    command.commandLine(),
                    "'%s' is no port for '--ui': give one from 1 to %d, or none for any that is free"
                            .formatted(given, HIGHEST));
        }
        return Integer.valueOf(given);
    }
}
