package dev.headrace.runner.cli;

import dev.headrace.detector.scan.BlockingScan;
import dev.headrace.detector.scan.ScanException;
import dev.headrace.detector.scan.ScanReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headrace check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        header = "Find in class files what blocks, without running anything.",
        description = {
            "Follows the code of each connector, through lambdas and libraries,",
            "to calls that block, to threads and clients that it makes, and to",
            "stages that it drops. What it hands to StepContext.blocking is fine."
        },
        footerHeading = "%nExit codes:%n",
        footer = {"  0  clean", "  1  something was found", "  2  wrong usage, or a jar that cannot be read"})
final class CheckCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "JAR",
            arity = "1..*",
            description = {
                "Jars of a connector and of its libraries; or a",
                "directory of jars, or of plugins, or of classes."
            })
    @SuppressWarnings("NullAway.Init") // picocli sets the field before it calls anything.
    private List<Path> locations;

    @Option(
            names = "--libraries",
            paramLabel = "PATH",
            description = {"Further jars, or directories of jars, to follow", "into. Several times if need be."})
    private List<Path> libraries = List.of();

    @Option(
            names = "--waivers",
            paramLabel = "FILE",
            description = {"What may block, and why: TYPE.METHOD = REASON", "on each line."})
    private @Nullable Path waivers;

    @Option(
            names = "--strict",
            description = {"Let warnings (blocking while opening) and", "unused waivers fail the check, too."})
    private boolean strict;

    @Option(names = "--verbose", description = "Show file and line of every call on the way.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    CheckCommand() {}

    @Override
    public Integer call() {
        BlockingScan scan = BlockingScan.of(locations).libraries(libraries);
        try {
            ScanReport report = (waivers == null ? scan : scan.waivers(waivers)).run();
            PrintWriter out = spec.commandLine().getOut();
            report.lines(verbose).forEach(out::println);
            return (strict ? report.isSpotless() : report.isClean()) ? ExitCode.OK : ExitCode.FAILED;
        } catch (ScanException unusable) {
            spec.commandLine().getErr().println(unusable.getMessage());
            return ExitCode.USAGE;
        }
    }
}
