package dev.headrace.runner.cli;

import dev.headrace.engine.Engine;
import dev.headrace.engine.report.RunDocument;
import dev.headrace.engine.report.RunSummary;
import dev.headrace.runner.history.ReportFiles;
import dev.headrace.runner.history.RunChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code headrace report}. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        header = "Write the report of a run again: a page, its data, a trace.",
        description = {
            "Without options: report.html and run.json, where a run writes them at its end.",
            "Also while a run is going on."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headrace report",
            "  headrace report collect.conf 20261123 --html /tmp/that-day.html",
            "  headrace report --trace run.trace.json    then open it at ui.perfetto.dev"
        })
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private ConfigArgument config;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "RUN",
            defaultValue = RunChoice.LAST,
            description = "Which run: its name, how it begins, or '${DEFAULT-VALUE}', which is the default.")
    private String run;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the page there.")
    private @Nullable Path html;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all that is known there.")
    private @Nullable Path json;

    @Option(names = "--trace", paramLabel = "FILE", description = "Write a trace there, for Perfetto.")
    private @Nullable Path trace;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    ReportCommand() {}

    @Override
    public Integer call() {
        try (Engine engine = config.load()) {
            RunSummary chosen = chosen(engine);
            RunDocument document = engine.document(chosen.id())
                    .orElseThrow(() -> new IllegalStateException(
                            "The report of the run %s has been dropped meanwhile; raise report.keep to keep more runs whole."
                                    .formatted(chosen.id())));
            if (html == null && json == null && trace == null) {
                usual(document, engine.reportDirectory());
            } else {
                write(html, document, ReportFiles::page);
                write(json, document, ReportFiles::json);
                write(trace, document, ReportFiles::trace);
            }
            return ExitCode.OK;
        }
    }

    private RunSummary chosen(Engine engine) {
        try {
            return RunChoice.of(engine.runs(), run);
        } catch (IllegalArgumentException unknown) {
            throw new ParameterException(spec.commandLine(), String.valueOf(unknown.getMessage()), unknown);
        }
    }

    private void usual(RunDocument document, Path directory) {
        try {
            told(ReportFiles.write(document, directory));
        } catch (IOException failure) {
            throw new IllegalStateException(Unwritable.sentence(directory, failure), failure);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void write(RunDocument document, Path file) throws IOException;
    }

    private void write(@Nullable Path file, RunDocument document, Writing writing) {
        if (file == null) {
            return;
        }
        try {
            writing.write(document, file);
            told(file);
        } catch (IOException failure) {
            throw new IllegalStateException(Unwritable.sentence(file, failure), failure);
        }
    }

    private void told(Path file) {
        spec.commandLine().getOut().println("Report: " + file);
    }
}
