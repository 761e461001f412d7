package dev.headrace.runner.cli;

import dev.headrace.engine.Engine;
import dev.headrace.engine.report.EngineState;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.runner.view.Table;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headrace state}. */
@Command(
        name = "state",
        mixinStandardHelpOptions = true,
        header = "Show or forget what was collected so far.",
        synopsisSubcommandLabel = "(show | reset)")
final class StateCommand {
    private static final int LISTED = 20;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the field before it calls anything.
    StateCommand() {}

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            header = "Show items, cursors and failures of each connector.")
    int show(@Mixin ConfigArgument config) {
        PrintWriter out = spec.commandLine().getOut();
        try (Engine engine = config.load()) {
            if (!Files.exists(engine.stateFile())) {
                out.println("Nothing was collected yet: there is no %s".formatted(engine.stateFile()));
                return ExitCode.OK;
            }
            show(engine.state(), out);
            return ExitCode.OK;
        }
    }

    private static void show(EngineState state, PrintWriter out) {
        Table table = Table.of("CONNECTOR", "LAST RUN", "RECORDS", "PLANNED", "DONE", "FAILED", "WAITING");
        for (EngineState.ConnectorState one : state.connectors()) {
            table.row(
                    one.name(),
                    one.started(),
                    one.records(),
                    one.outcomes().planned(),
                    one.outcomes().of(ItemOutcome.SUCCEEDED),
                    one.outcomes().failures(),
                    one.outcomes().of(ItemOutcome.NOT_STARTED));
        }
        table.lines().forEach(out::println);
        for (EngineState.ConnectorState one : state.connectors()) {
            one.cursors()
                    .forEach((scope, cursor) -> out.println(
                            "cursor of %s%s: %s".formatted(one.name(), scope.isEmpty() ? "" : " / " + scope, cursor)));
        }
        List<FailedItem> failed = state.failed();
        failed.stream()
                .limit(LISTED)
                .forEach(item -> out.println("failed: %s %s: %s"
                        .formatted(
                                item.connector(),
                                item.item(),
                                item.cause().lines().findFirst().orElse(""))));
        if (failed.size() > LISTED) {
            out.println("and %s more failed".formatted(failed.size() - LISTED));
        }
    }

    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            header = "Forget items and cursors, so that the next run collects everything again.",
            description = "What was written stays. Needs --yes.")
    int reset(
            @Mixin ConfigArgument config,
            @Option(names = "--connector", paramLabel = "NAME", description = "Only this one.") @Nullable
                    String connector,
            @Option(names = "--yes", required = true, description = "Yes, forget it.") boolean yes) {
        PrintWriter out = spec.commandLine().getOut();
        try (Engine engine = config.load()) {
            List<String> forgotten = engine.reset(Optional.ofNullable(connector));
            out.println(
                    forgotten.isEmpty()
                            ? "There was nothing to forget."
                            : "Forgotten: " + String.join(", ", forgotten));
            return ExitCode.OK;
        }
    }
}
