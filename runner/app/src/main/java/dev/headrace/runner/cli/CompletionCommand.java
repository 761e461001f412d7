package dev.headrace.runner.cli;

import dev.headrace.runner.completion.CompletionScript;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headrace completion}. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        header = "Print a script that lets a shell complete commands and options.",
        description = "Completes commands, options, their values, connectors, and files.",
        footerHeading = "%nTo install:%n",
        footer = {
            "  bash  source <(headrace completion bash)     in ~/.bashrc",
            "  zsh   source <(headrace completion zsh)      in ~/.zshrc",
            "  fish  headrace completion fish | source      in config.fish"
        })
final class CompletionCommand implements Callable<Integer> {
    /** For the command line library, which completes with them. */
    static final class Shells implements Iterable<String> {
        Shells() {}

        @Override
        public Iterator<String> iterator() {
            return CompletionScript.SHELLS.iterator();
        }
    }

    @Parameters(
            index = "0",
            paramLabel = "SHELL",
            completionCandidates = Shells.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String shell;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    CompletionCommand() {}

    @Override
    public Integer call() {
        String script = CompletionScript.of(shell, spec.root().commandLine())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "There is no completion for '%s', but for %s."
                                .formatted(shell, String.join(", ", CompletionScript.SHELLS))));
        spec.commandLine().getOut().print(script);
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
