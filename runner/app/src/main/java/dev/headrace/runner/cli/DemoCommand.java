package dev.headrace.runner.cli;

import com.google.inject.Inject;
import dev.headrace.engine.Engine;
import dev.headrace.engine.report.RunReport;
import dev.headrace.runner.demo.DemoFiles;
import dev.headrace.runner.demo.DemoVerdict;
import dev.headrace.runner.view.Terminal;
import dev.headrace.testkit.upstream.demo.DemoProcess;
import dev.headrace.testkit.upstream.demo.DemoSize;
import dev.headrace.testkit.upstream.demo.UpstreamKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code headrace demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "Collect from twelve local upstreams at once: no network, no account.",
        description = {
            "Starts twelve upstreams on this machine, each with its own way of paging and its own quirks, and collects all",
            "that they hold. Run it again: nothing is new. Kill it in the middle and run it again: nothing is lost or doubled."
        })
final class DemoCommand implements Callable<Integer> {
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final RunRoutine routine;
    private final Terminal terminal;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            defaultValue = "headrace-demo",
            description = "Where records, state and configuration go, by default ${DEFAULT-VALUE}.")
    private Path directory;

    @Option(
            names = "--stray-sleep",
            description =
                    "Plant Thread.sleep(500) three calls deep in one connector, and see that it costs the others nothing.")
    private boolean straySleep;

    @Option(names = "--pages", hidden = true, defaultValue = "60", description = "Pages of each upstream, for tests.")
    private int pages;

    @Option(
            names = "--latency-ms",
            hidden = true,
            defaultValue = "100",
            description = "How long an upstream takes for each answer, for tests.")
    private long latencyMillis;

    @Mixin
    private ViewOptions view;

    @Mixin
    private MetricsOptions metrics;

    @Inject
    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything.
    DemoCommand(RunRoutine routine, Terminal terminal) {
        this.routine = routine;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        DemoFiles files = new DemoFiles(directory);
        try (DemoProcess upstreams = start(files)) {
            files.write(upstreams.facts(), straySleep);
            view.words(terminal)
                    .println("Twelve upstreams in process %d; configuration: %s"
                            .formatted(upstreams.pid(), files.configuration()));
            try (MetricsOptions.Watch watch = metrics.open();
                    Engine engine =
                            Engine.load(files.configuration(), environment(), DemoCommand.class.getClassLoader())) {
                RunReport report = routine.follow(engine, watch.around(Engine::collect), view);
                new DemoVerdict(upstreams.facts(), report).lines().forEach(view.words(terminal)::println);
                return report.status().exitCode();
            }
        }
    }

    private DemoProcess start(DemoFiles files) {
        int port = files.firstPort();
        try {
            return DemoProcess.start(size(), port, LIFE);
        } catch (IllegalStateException failure) {
            throw new IllegalStateException(
                    ("The upstreams cannot be started on the ports %d to %d. If another demo runs there, wait for its end or"
                                    + " choose another --directory; otherwise remove %s to begin anew on other ports.%n%s")
                            .formatted(
                                    port,
                                    port + 11,
                                    directory,
                                    String.valueOf(failure.getMessage())
                                            .lines()
                                            .limit(2)
                                            .toList()),
                    failure);
        }
    }

    private DemoSize size() {
        DemoSize normal = DemoSize.DEFAULT;
        return new DemoSize(pages, normal.pageSize(), Duration.ofMillis(latencyMillis), normal.seed());
    }

    /** What a user would export before a run. */
    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("HEADRACE_DEMO_TOKEN", UpstreamKind.BEARER_TOKEN);
        environment.put("HEADRACE_DEMO_KEY", UpstreamKind.API_KEY);
        return environment;
    }
}
