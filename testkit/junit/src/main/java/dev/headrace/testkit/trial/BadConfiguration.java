package dev.headrace.testkit.trial;

import dev.headrace.engine.Engine;
import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigProblem;
import dev.headrace.testkit.GoodCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens a connector with one option of its good case replaced, and runs nothing. Stateless. */
public final class BadConfiguration {
    private BadConfiguration() {}

    /**
     * What came of it.
     *
     * @param problems what the engine or the connector found wrong, in words; empty when it was opened
     * @param brokenBy what the connector threw in place of words
     */
    public record Answer(List<ConfigProblem> problems, Optional<String> brokenBy) {}

    /**
     * Opens it and closes it again.
     *
     * @param option its key
     * @param value as HOCON
     */
    public static Answer open(Trial trial, String option, String value) {
        Opening opening = new Opening(trial.good().provider());
        Watch watch = new Watch(1);
        try (TrialLoader loader = TrialLoader.in(trial.home(), opening, WatchedProvider.class, watch, trial.images())) {
            return checked(trial, loader, opening, file(trial, option, value));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Answer checked(Trial trial, TrialLoader loader, Opening opening, Path file) {
        try (Engine engine = loader.load(file, Configuration.environment(trial.good()))) {
            engine.check();
            return new Answer(List.of(), opening.thrown());
        } catch (ConfigException refused) {
            return new Answer(refused.problems(), Optional.empty());
        }
    }

    /** A line in a file that is merged over the good one: a later value replaces an earlier one there. */
    private static Path file(Trial trial, String option, String value) {
        GoodCase good = trial.good();
        Path place = trial.home().resolve("bad");
        try {
            Files.createDirectories(place);
            Files.writeString(place.resolve("good.conf"), trial.configurationText());
            return Files.writeString(
                    place.resolve("bad.conf"),
                    "include \"good.conf\"%nconnectors.%s.%s = %s%n"
                            .formatted(good.provider().info().name(), option, value));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
