package dev.headrace.testkit.time;

import dev.headrace.engine.Engine;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.upstream.FakeUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A run of the connector {@code quota} on a virtual clock, to its end. */
final class VirtualRun {
    static final Consumer<Throwable> BROKEN = failure -> {
        throw new IllegalStateException("the JVM is broken", failure);
    };

    private VirtualRun() {}

    static RunReport collect(Path directory, VirtualClock clock, FakeUpstream upstream, String options) {
        try (Engine engine = load(directory, clock, upstream, options)) {
            return await(engine.collect(VirtualRun.BROKEN), clock);
        }
    }

    static Engine load(Path directory, VirtualClock clock, FakeUpstream upstream, String options) {
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve("headrace.conf");
            Files.writeString(
                    file,
                    "engine { durability = normal, request-timeout = 10m }, connectors { things { connector = quota, base-url = \"%s\", %s } }"
                            .formatted(upstream.uri(), options));
            return Engine.load(file, Map.of(), VirtualRun.class.getClassLoader(), clock);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static RunReport await(Run run, VirtualClock clock) {
        try {
            return run.report().toCompletableFuture().get(120, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError("no report: " + clock + "; " + run.progress(), failure);
        }
    }

    static String quota(int things, int permits, Duration window) {
        return "things = %d, permits = %d, window = %ds".formatted(things, permits, window.toSeconds());
    }
}
