package dev.headrace.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.Engine;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.engine.time.EngineClock;
import dev.headrace.spi.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Runs the real engine with a configuration in a directory of its own, and reads what it has written there. For one thread. */
public final class Collector {
    // Far more than any of these runs takes; a run that hangs is to fail and not to keep the build.
    private static final long PATIENCE_SECONDS = 90;
    // Numbers as they were written.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private @Nullable EngineClock clock;

    /** @param directory keeps state and records from run to run */
    public Collector(Path directory) {
        this.directory = directory;
    }

    /** Sets a variable of the environment. */
    public Collector with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Lets runs live by a clock, which the upstreams must live by, too. */
    public Collector by(EngineClock other) {
        clock = other;
        return this;
    }

    /** One run, whatever its end. */
    public RunReport run(String configuration) {
        try (Engine engine = load(configuration)) {
            return engine.collect(fatal -> {}).report().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError("the run did not end: " + failure, failure);
        }
    }

    /** One run that must lose nothing. */
    public RunReport runWhole(String configuration) {
        RunReport report = run(configuration);
        assertThat(report.failed()).as("failed items").isEmpty();
        assertThat(report.outcomes().balanced()).as("planned = ended").isTrue();
        assertThat(report.status()).isEqualTo(RunStatus.COMPLETE);
        return report;
    }

    /** The one item that a run must lose. */
    public FailedItem runToOneFailure(String configuration) {
        RunReport report = run(configuration);
        assertThat(report.failed()).as("failed items").hasSize(1);
        return report.failed().get(0);
    }

    /** What the engine and the connectors find wrong in a configuration, a problem a line. */
    public List<String> problems(String configuration) {
        try (Engine engine = load(configuration)) {
            engine.check();
            return List.of();
        } catch (ConfigException wrong) {
            return wrong.problems().stream()
                    .map(problem -> problem.toString().replace(directory + "/", ""))
                    .toList();
        }
    }

    private Engine load(String configuration) {
        try {
            Path file = Files.writeString(directory.resolve("headrace.conf"), configuration);
            ClassLoader loader = Collector.class.getClassLoader();
            return clock == null
                    ? Engine.load(file, environment, loader)
                    : Engine.load(file, environment, loader, clock);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** All records of a stream, in the order in which they were committed; none if there never was one. */
    public List<JsonNode> records(String instance, String stream) {
        Path file = directory.resolve("out").resolve(instance).resolve(stream + ".jsonl");
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(JSON::readTree).toList()
                    : List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One field of all records of a stream, in ascending order of numbers. */
    public List<Integer> numbers(String instance, String stream, String field) {
        return records(instance, stream).stream()
                .map(record -> Integer.valueOf(record.path(field).asString()))
                .sorted()
                .toList();
    }
}
