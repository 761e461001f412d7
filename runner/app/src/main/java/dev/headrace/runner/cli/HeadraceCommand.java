package dev.headrace.runner.cli;

import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigProblem;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code headrace}: the commands and what they have in common. */
@Command(
        name = "headrace",
        mixinStandardHelpOptions = true,
        version = "headrace " + HeadraceCommand.VERSION,
        header = "Collects data from many upstream HTTP APIs; none of them can stop the others.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            RetryCommand.class,
            ServeCommand.class,
            ValidateCommand.class,
            ConnectorsCommand.class,
            DescribeCommand.class,
            ProbeCommand.class,
            StateCommand.class,
            PlanCommand.class,
            BudgetsCommand.class,
            RunsCommand.class,
            ReportCommand.class,
            CheckCommand.class,
            DemoCommand.class,
            InitCommand.class,
            NewConnectorCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  everything was collected",
            "  1  nothing was, or the run broke",
            "  2  wrong usage or wrong configuration",
            "  3  some items failed, or the run was stopped; run again to go on",
            "",
            "See it work, without network or account:  headrace demo"
        })
public final class HeadraceCommand implements Runnable {
    static final String VERSION = "0.1.0";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** For the command line library. */
    @SuppressWarnings("NullAway.Init") // picocli sets the field before it calls anything.
    public HeadraceCommand() {}

    /**
     * Parses a command line and runs it.
     *
     * @param factory makes the commands
     * @return the exit code
     */
    public static int execute(CommandLine.IFactory factory, String... arguments) {
        return commandLine(factory).execute(arguments);
    }

    static CommandLine commandLine(CommandLine.IFactory factory) {
        return new CommandLine(HeadraceCommand.class, factory)
                .setExecutionExceptionHandler((failure, line, parsed) -> report(failure, line.getErr()))
                .setExitCodeExceptionMapper(failure ->
                        failure instanceof CommandLine.ParameterException ? ExitCode.USAGE : ExitCode.FAILED);
    }

    private static int report(Exception failure, PrintWriter err) throws Exception {
        if (failure instanceof ConfigException wrong) {
            int count = wrong.problems().size();
            err.println(
                    count == 1 ? "The configuration has a problem:" : "The configuration has " + count + " problems:");
            for (ConfigProblem problem : wrong.problems()) {
                err.println("  " + problem);
            }
            return ExitCode.USAGE;
        }
        err.println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        return ExitCode.FAILED;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
