package dev.headrace.runner.cli;

import dev.headrace.runner.wiring.CommandFactory;
import java.io.PrintWriter;
import java.io.StringWriter;

/** A command in this process, and what it printed. */
record CommandLineRun(int code, String out, String err) {
    static CommandLineRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = HeadraceCommand.commandLine(new CommandFactory())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new CommandLineRun(code, out.toString(), err.toString());
    }
}
