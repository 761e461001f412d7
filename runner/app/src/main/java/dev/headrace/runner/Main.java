package dev.headrace.runner;

import dev.headrace.runner.cli.HeadraceCommand;
import dev.headrace.runner.wiring.CommandFactory;

/** The entry of the executable jar. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Guice would generate classes at run time, for which it reaches into the JVM's internals; it works without.
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
        int code = HeadraceCommand.execute(new CommandFactory(), arguments);
        // Threads of plugins must not keep the process.
        System.exit(code);
    }
}
