package dev.headrace.runner.completion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish, which the command line library has no generator for. Stateless. */
final class FishScript {
    private final String program;
    private final List<String> lines = new ArrayList<>();

    private FishScript(String program) {
        this.program = program;
    }

    static String of(CommandLine command) {
        FishScript script = new FishScript(command.getCommandName());
        script.program(command);
        return String.join("\n", script.lines) + "\n";
    }

    private void program(CommandLine command) {
        lines.add("# fish completion for %s, made by '%1$s completion fish'.".formatted(program));
        options(command.getCommandSpec(), "__fish_use_subcommand");
        command.getSubcommands().forEach((name, subcommand) -> {
            CommandSpec spec = subcommand.getCommandSpec();
            if (!spec.usageMessage().hidden()) {
                add("__fish_use_subcommand", "-f -a %s -d %s".formatted(name, quoted(header(spec))));
                arguments(subcommand, "__fish_seen_subcommand_from " + name);
            }
        });
    }

    private void arguments(CommandLine command, String condition) {
        CommandSpec spec = command.getCommandSpec();
        options(spec, condition);
        spec.positionalParameters().forEach(parameter -> add(condition, values(parameter)));
        command.getSubcommands()
                .forEach((name, nested) ->
                        add(condition, "-f -a %s -d %s".formatted(name, quoted(header(nested.getCommandSpec())))));
    }

    private void options(CommandSpec spec, String condition) {
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                add(condition, "%s%s -d %s".formatted(names(option), value(option), quoted(text(option))));
            }
        }
    }

    private static String names(OptionSpec option) {
        return Arrays.stream(option.names())
                .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                .reduce((one, other) -> one + " " + other)
                .orElseThrow();
    }

    private static String value(OptionSpec option) {
        return option.arity().max() == 0 ? "" : " -r " + values(option);
    }

    /** Fixed words where there are some, files otherwise. */
    private static String values(ArgSpec argument) {
        Iterable<String> words = argument.completionCandidates();
        if (words == null) {
            return "-F";
        }
        StringBuilder known = new StringBuilder();
        for (Iterator<String> word = words.iterator(); word.hasNext(); ) {
            known.append(word.next()).append(word.hasNext() ? " " : "");
        }
        return "-f -a " + quoted(known.toString());
    }

    private static String text(OptionSpec option) {
        return option.description().length == 0 ? "" : option.description()[0];
    }

    private static String header(CommandSpec spec) {
        return spec.usageMessage().header().length == 0
                ? ""
                : spec.usageMessage().header()[0];
    }

    private void add(String condition, String rest) {
        lines.add("complete -c %s -n %s %s".formatted(program, quoted(condition), rest));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
