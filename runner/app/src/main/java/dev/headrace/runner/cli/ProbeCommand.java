package dev.headrace.runner.cli;

import dev.headrace.runner.probe.Probe;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headrace probe}. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        header = "Look at an address, and propose a configuration for it.",
        description = "Fetches it once or twice. What is not sure is marked in the proposal.")
final class ProbeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "URL", description = "The first page of a list.")
    private URI url;

    @Option(
            names = "--token-env",
            paramLabel = "NAME",
            defaultValue = "",
            description = "The variable of the environment that has a bearer token.")
    private String token;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    ProbeCommand() {}

    @Override
    public Integer call() {
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new ParameterException(
                    spec.commandLine(), "'%s' is no address: it must begin with http:// or https://".formatted(url));
        }
        new Probe(url, token).lines(System.getenv()).forEach(spec.commandLine().getOut()::println);
        return ExitCode.OK;
    }
}
