package dev.headrace.runner.completion;

import java.util.List;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine;

/** The completion script of a shell. Stateless. */
public final class CompletionScript {
    /** The shells that there is a script for. */
    public static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    private CompletionScript() {}

    /**
     * A script to be sourced.
     *
     * @param shell one of {@link #SHELLS}
     * @param command the whole command line
     * @return empty for any other shell
     */
    public static Optional<String> of(String shell, CommandLine command) {
        return switch (shell) {
            // The script for bash loads zsh's bashcompinit itself when zsh reads it.
            case "bash", "zsh" -> Optional.of(AutoComplete.bash(command.getCommandName(), command));
            case "fish" -> Optional.of(FishScript.of(command));
            default -> Optional.empty();
        };
    }
}
