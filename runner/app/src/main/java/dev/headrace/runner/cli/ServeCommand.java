package dev.headrace.runner.cli;

import com.google.inject.Inject;
import dev.headrace.engine.Engine;
import dev.headrace.engine.Service;
import dev.headrace.runner.endpoint.Page;
import dev.headrace.runner.metrics.Metrics;
import dev.headrace.runner.serve.Health;
import dev.headrace.runner.serve.ServeLines;
import dev.headrace.runner.serve.Serving;
import dev.headrace.runner.serve.Signals;
import dev.headrace.runner.serve.Timetable;
import dev.headrace.runner.tracing.Traces;
import dev.headrace.runner.view.Terminal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code headrace serve}. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        header = "Keep running, and collect each connector when it is due.",
        description = {
            "A connector is due by 'every = 15m' or 'cron = \"0 3 * * *\"' in its block, or",
            "by the section 'serve' for all that say nothing. Connectors do not wait for",
            "each other. One that is due while its former run goes on, or while nothing",
            "served, is caught up with once. Ctrl-C or SIGTERM stops cleanly, with code 0;",
            "what was under way goes on at the next start. A second one ends at once."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  headrace serve collect.conf",
            "  headrace serve --port 9464 collect.conf",
            "  curl http://127.0.0.1:9464/healthz"
        })
final class ServeCommand implements Callable<Integer> {
    /** Longer than an engine takes to end once what is under way has had its grace. */
    private static final Duration ENDING = Duration.ofSeconds(30);

    private final Terminal terminal;
    private final CompletableFuture<Boolean> asked = new CompletableFuture<>();

    @Mixin
    private ConfigArgument config;

    @Option(
            names = {"--port", "--metrics"},
            paramLabel = "PORT",
            description = "Tell how things are at this port: /healthz, /readyz and /metrics. 0 takes any that is free.")
    private @Nullable Integer port;

    @Mixin
    private EndpointOptions watched;

    @Inject
    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Engine engine = config.load()) {
            Timetable timetable = Timetable.of(engine.timings());
            timetable.unscheduled().forEach(one -> terminal.err().println("Note: " + one));
            if (timetable.schedules().isEmpty()) {
                terminal.err().println("Nothing is ever due in %s.".formatted(config.file()));
                return ExitCode.USAGE;
            }
            return serve(engine, timetable);
        }
    }

    private int serve(Engine engine, Timetable timetable) {
        try (Metrics metrics = Metrics.start()) {
            engine.observe(metrics);
            engine.observe(Traces.ofProcess());
            return serve(engine, timetable, metrics);
        }
    }

    private int serve(Engine engine, Timetable timetable, Metrics metrics) {
        try (Service service = engine.serve(LastResort.prepare(terminal))) {
            ServeLines lines = new ServeLines(service.time()::wallTime, terminal.out()::println);
            Serving serving = new Serving(service, timetable, lines.and(metrics.serving()));
            Map<String, Page> pages = new TreeMap<>(new Health(service, serving).pages());
            pages.put("/metrics", metrics.page());
            try (EndpointOptions.Watch watch = watched.open(port, pages)) {
                Signals.handle(
                        () -> stop(serving, lines), code -> Runtime.getRuntime().halt(code));
                lines.say("Serving %s%s"
                        .formatted(String.join(", ", timetable.schedules().keySet()), watch.where()));
                serving.start();
                return end(serving, engine.stopWithin(), lines);
            }
        }
    }

    private void stop(Serving serving, ServeLines lines) {
        lines.say("Stopping; a second signal ends at once.");
        serving.stop();
        asked.complete(true);
    }

    /** The main thread waits here for as long as the process serves. */
    private int end(Serving serving, Duration grace, ServeLines lines) {
        CompletableFuture<Optional<String>> ended = serving.ended().toCompletableFuture();
        try {
            CompletableFuture.anyOf(asked, ended).join();
            Optional<String> broken = ended.get(grace.plus(ENDING).toMillis(), TimeUnit.MILLISECONDS);
            lines.say(broken.orElse("Stopped."));
            return broken.isPresent() ? ExitCode.FAILED : ExitCode.OK;
        } catch (TimeoutException stuck) {
            lines.say("The runs did not end within %d s. What is committed is safe; serve again to go on."
                    .formatted(grace.plus(ENDING).toSeconds()));
        } catch (ExecutionException | InterruptedException never) {
            lines.say("Serving ended in an unexpected way: " + never);
        }
        return ExitCode.FAILED;
    }
}
