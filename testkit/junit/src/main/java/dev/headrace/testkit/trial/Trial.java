package dev.headrace.testkit.trial;

import dev.headrace.detector.Detection;
import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.FakeUpstreamBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One upstream with a fault over it, and runs of the engine against it. Say what is special about it, then run it; close it in
 * the end. For one thread.
 */
public final class Trial implements AutoCloseable {
    /** Far more than a small case takes even on a busy machine; a run that hangs is to fail and not to keep the build. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final GoodCase good;
    private final TrialDirectory directory = TrialDirectory.create();
    private final FakeUpstreamBuilder builder = FakeUpstream.builder();
    private Configuration configuration = Configuration.plain();
    private Fault fault = Fault.none();
    private boolean watched = true;
    private boolean photographed;
    private @Nullable Detection detection;
    private @Nullable FakeUpstream upstream;
    private CrashImages images;

    /** @param good used by this trial alone */
    public Trial(GoodCase good) {
        this.good = good;
        this.images = images(false);
    }

    /** Lays a fault over the good answers. */
    public Trial with(Fault over) {
        fault = over;
        return this;
    }

    /** Adds lines to the section {@code engine}. */
    public Trial engine(String lines) {
        configuration = configuration.engine(lines);
        return this;
    }

    /** Adds lines to the section {@code http} of the instance. */
    public Trial http(String lines) {
        configuration = configuration.http(lines);
        return this;
    }

    /** One item after the other, so that each has a commit of its own if the upstream takes its time. */
    public Trial oneByOne() {
        configuration = configuration.instance("concurrency = 1");
        return this;
    }

    /** Adds lines outside all sections. */
    public Trial more(String lines) {
        configuration = configuration.more(lines);
        return this;
    }

    /** Nothing is tried again, so that each fault costs what it costs at once. */
    public Trial withoutRetries() {
        return engine("attempts = 1").http("attempts = 1, throttles = 0");
    }

    /** The engine calls the author's provider itself, so that the stacks are as in production. */
    public Trial unwatched() {
        watched = false;
        return this;
    }

    /** The waits of each task of the connector are counted, for what no probe sees. */
    public Trial counting(Detection waits) {
        detection = waits;
        return this;
    }

    Optional<Detection> detection() {
        return Optional.ofNullable(detection);
    }

    /** The run's directory is copied around each commit. */
    public Trial photographed() {
        photographed = true;
        images = images(true);
        return this;
    }

    /** Says more about the upstream than its answers. */
    public Trial upstream(Consumer<FakeUpstreamBuilder> more) {
        more.accept(builder);
        return this;
    }

    private CrashImages images(boolean taking) {
        Path path = directory.path();
        return new CrashImages(path.resolve("run"), path.resolve("album"), taking);
    }

    /** Starts the upstream, when it has not been yet. */
    public FakeUpstream upstream() {
        if (upstream == null) {
            Collection<String> secrets = List.copyOf(good.secrets().values());
            Fault over = fault;
            good.routes()
                    .forEach((path, responder) ->
                            builder.route(path, request -> over.reply(request, responder, secrets)));
            upstream = builder.name("upstream").start();
        }
        return upstream;
    }

    /** The directory of the run: configuration, state, output. */
    public Path path() {
        return directory.path().resolve("run");
    }

    /** The copies of the run's directory that were taken so far. */
    public CrashImages images() {
        return images;
    }

    /** The case. */
    public GoodCase good() {
        return good;
    }

    /** What is special about the configuration. */
    String configurationText() {
        String sink = photographed ? "output.type = photographed\n" : "";
        return configuration.more(sink).text(good, upstream().uri());
    }

    boolean isWatched() {
        return watched;
    }

    Path home() {
        return directory.path();
    }

    /**
     * One run in the trial's directory, to its end.
     *
     * @throws TrialFailure if the run cannot start or does not end
     */
    public Ended run() {
        try (RunningTrial running = start()) {
            return running.await();
        }
    }

    /** As {@link #run()}, in another directory, such as an image of a crash. */
    public Ended runIn(Path place) {
        try (RunningTrial running = RunningTrial.start(this, place)) {
            return running.await();
        }
    }

    /** One run, which goes on while the test does something else. */
    public RunningTrial start() {
        return RunningTrial.start(this, path());
    }

    Ended ended(RunReport report, Watch watch, Path place) {
        return new Ended(report, watch, upstream().traffic(), lines(place));
    }

    /** What has been written in the directory of a run, each line behind its file, sorted. */
    public static List<String> lines(Path place) {
        return TrialDirectory.lines(place.resolve("out"));
    }

    /** All files of the run. */
    public List<Path> files() {
        return TrialDirectory.files(path());
    }

    /** Stops the upstream and removes the files. */
    @Override
    public void close() {
        if (upstream != null) {
            upstream.close();
        }
        directory.close();
    }
}
