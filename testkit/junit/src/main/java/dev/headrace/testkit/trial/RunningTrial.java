package dev.headrace.testkit.trial;

import dev.headrace.engine.Engine;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import dev.headrace.spi.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A run of a trial that is under way. For one thread. */
public final class RunningTrial implements AutoCloseable {
    private final Trial trial;
    private final Path place;
    private final Watch watch;
    private final TrialLoader loader;
    private final Engine engine;
    private final Run run;
    private final AtomicReference<@Nullable Throwable> broken;

    private RunningTrial(
            Trial trial,
            Path place,
            Watch watch,
            TrialLoader loader,
            Engine engine,
            Run run,
            AtomicReference<@Nullable Throwable> broken) {
        this.trial = trial;
        this.place = place;
        this.watch = watch;
        this.loader = loader;
        this.engine = engine;
        this.run = run;
        this.broken = broken;
    }

    static RunningTrial start(Trial trial, Path place) {
        Watch watch = new Watch(trial.good().mostItems());
        TrialLoader loader = loader(trial, watch);
        Engine engine = load(trial, place, loader);
        AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
        Run run = collect(trial, engine, broken);
        watch.onTooMany(run::stop);
        return new RunningTrial(trial, place, watch, loader, engine, run, broken);
    }

    private static Run collect(Trial trial, Engine engine, AtomicReference<@Nullable Throwable> broken) {
        try {
            engine.nameStageLines();
            trial.detection().ifPresent(engine::diagnose);
            return engine.collect(broken::set);
        } catch (ConfigException refused) {
            engine.close();
            throw refused(trial, refused);
        }
    }

    private static TrialFailure refused(Trial trial, ConfigException problems) {
        return new TrialFailure(
                "The configuration of the good case is refused: %s%nCorrect the options in goodCase(). It was:%n%s"
                        .formatted(problems.getMessage(), trial.configurationText()),
                problems);
    }

    private static TrialLoader loader(Trial trial, Watch watch) {
        Class<?> named = trial.isWatched()
                ? WatchedProvider.class
                : trial.good().provider().getClass();
        return TrialLoader.in(trial.home(), trial.good().provider(), named, watch, trial.images());
    }

    private static Engine load(Trial trial, Path place, TrialLoader loader) {
        try {
            return loader.load(configured(trial, place), Configuration.environment(trial.good()));
        } catch (ConfigException refused) {
            throw refused(trial, refused);
        }
    }

    private static Path configured(Trial trial, Path place) {
        try {
            Files.createDirectories(place);
            return Files.writeString(place.resolve("headrace.conf"), trial.configurationText());
        } catch (IOException failure) {
            throw new UncheckedIOException("the configuration of a trial cannot be written", failure);
        }
    }

    /** Asks the run to end. */
    public void stop() {
        run.stop();
    }

    /** What the connector does. */
    public Watch watch() {
        return watch;
    }

    /** What the engine says of the effective configuration and of the state, which must hold no secret. */
    public String saidOfItself() {
        return engine.effectiveConfiguration() + "\n" + engine.state();
    }

    /**
     * Waits for the end.
     *
     * @throws TrialFailure if it does not come
     */
    public Ended await() {
        Ended ended = trial.ended(report(), watch, place);
        Throwable error = broken.get();
        if (error != null) {
            throw new TrialFailure("An error of the JVM itself ended the run: " + error, error);
        }
        return ended;
    }

    private RunReport report() {
        try {
            return run.report().toCompletableFuture().get(Trial.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            String where = run.progress().toString();
            run.stop();
            throw new TrialFailure(
                    "The run did not end within %s: %s. Look for a stage that never completes, or a walk that never ends."
                            .formatted(Trial.PATIENCE, where),
                    late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TrialFailure("The test was interrupted while it waited for a run.", interrupted);
        } catch (ExecutionException failure) {
            throw new TrialFailure("The run failed: " + failure.getCause(), failure);
        }
    }

    /** A run that is still under way is stopped first: it would write on in a directory that is being removed. */
    @Override
    public void close() {
        run.stop();
        awaitEnd();
        engine.close();
        try {
            loader.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("the loader of a trial cannot be closed", failure);
        }
    }

    private void awaitEnd() {
        try {
            run.report().toCompletableFuture().get(Trial.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException told) {
            // Whoever asked for its report knows, and nobody else wants to.
        }
    }
}
