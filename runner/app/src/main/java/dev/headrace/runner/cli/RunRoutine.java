package dev.headrace.runner.cli;

import com.google.inject.Inject;
import dev.headrace.detector.Detection;
import dev.headrace.engine.Engine;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunDocument;
import dev.headrace.engine.report.RunReport;
import dev.headrace.runner.history.ReportFiles;
import dev.headrace.runner.live.RunView;
import dev.headrace.runner.tracing.Traces;
import dev.headrace.runner.view.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A run as the command line shows it: start, view, summary, and a clean end when the process is asked to go. The main thread
 * waits here; Ctrl-C comes as a shutdown hook.
 */
final class RunRoutine {
    /** Longer than an engine takes to end once what is under way has had its grace, on a slow machine too. */
    private static final Duration ENDING = Duration.ofSeconds(30);

    private final Terminal terminal;

    @Inject
    RunRoutine(Terminal terminal) {
        this.terminal = terminal;
    }

    /** How a run of an engine is started; the second argument is told of a broken JVM. */
    @FunctionalInterface
    interface Start {
        Run start(Engine engine, Consumer<Throwable> fatal);
    }

    /** Loads a configuration, runs it to its end, and says how that went, as an exit code. */
    int run(ConfigArgument config, ViewOptions options, Start start) {
        try (Engine engine = config.load()) {
            return follow(engine, start, options).status().exitCode();
        }
    }

    /**
     * Starts a run and stays until its end.
     *
     * @throws IllegalStateException if a diagnosis is asked for and cannot be made, or a browser cannot be served
     */
    RunReport follow(Engine engine, Start start, ViewOptions options) {
        options.prepare(terminal);
        if (!options.diagnose()) {
            return follow(engine, begin(engine, start), options);
        }
        try (Detection diagnosing = engine.diagnose()) {
            return follow(engine, begin(engine, start), options);
        }
    }

    private Run begin(Engine engine, Start start) {
        engine.observe(Traces.ofProcess());
        return start.start(engine, LastResort.prepare(terminal));
    }

    private RunReport follow(Engine engine, Run run, ViewOptions options) {
        CompletableFuture<RunReport> report = run.report().toCompletableFuture();
        try (RunView view = options.view(terminal, run)) {
            Thread interrupted = new Thread(() -> stop(engine, run, report, view), "headrace-stop");
            Runtime.getRuntime().addShutdownHook(interrupted);
            RunReport ended = report.join();
            if (removed(interrupted)) {
                ended(engine, run, ended, view);
            } else {
                // The hook prints and ends the process; until then nothing else may write.
                park();
            }
            return ended;
        }
    }

    private void ended(Engine engine, Run run, RunReport report, RunView view) {
        view.ended(report);
        if (engine.writesReports()) {
            run.document().ifPresent(document -> write(document, engine.reportDirectory(), view));
        }
    }

    /** A run is as good without its report: what keeps it from being written is told and nothing else. */
    private void write(RunDocument document, Path directory, RunView view) {
        try {
            view.reportAt(ReportFiles.write(document, directory));
        } catch (IOException failure) {
            terminal.err()
                    .println("%s The run is not harmed; choose another report.directory, or report.write = false."
                            .formatted(Unwritable.sentence(directory, failure)));
        }
    }

    private static boolean removed(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyGoing) {
            return false;
        }
    }

    private static void park() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** In the shutdown hook: the JVM would end with a code of its own, so the process is halted with that of the run. */
    private void stop(Engine engine, Run run, CompletableFuture<RunReport> report, RunView view) {
        run.stop();
        view.stopping();
        int code = ExitCode.FAILED;
        Duration patience = engine.stopWithin().plus(ENDING);
        try {
            RunReport ended = report.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            ended(engine, run, ended, view);
            code = ended.status().exitCode();
        } catch (TimeoutException stuck) {
            view.close();
            terminal.err()
                    .println("The run did not stop within %s s. What is committed is safe; run again to go on."
                            .formatted(patience.toSeconds()));
        } catch (Exception failure) {
            view.close();
            terminal.err().println("The run could not be stopped cleanly: " + failure);
        }
        terminal.flush();
        Runtime.getRuntime().halt(code);
    }
}
