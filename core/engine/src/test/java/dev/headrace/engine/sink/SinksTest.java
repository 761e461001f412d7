package dev.headrace.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.ConnectorConfig;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SinksTest {
    @TempDir
    Path directory;

    /** A sink that is not bundled. */
    public static final class Other implements SinkProvider {
        @Override
        public String name() {
            return "other";
        }

        @Override
        public String description() {
            return "for a test";
        }

        @Override
        public Sink open(Path into, ConnectorConfig config) {
            return JsonLinesSink.into(into);
        }
    }

    /** A sink with the name of a bundled one. */
    public static final class Impostor implements SinkProvider {
        @Override
        public String name() {
            return "jsonl";
        }

        @Override
        public String description() {
            return "for a test";
        }

        @Override
        public Sink open(Path into, ConnectorConfig config) {
            throw new AssertionError("chosen instead of the bundled one");
        }
    }

    @Test
    void theBundledOnesAreThere() {
        assertThat(Sinks.available(ClassLoader.getPlatformClassLoader())).containsOnlyKeys("jsonl", "sqlite");
    }

    @Test
    void aBrokenProviderIsLeftOutAndTheOthersStay() throws Exception {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(SinkProvider.class.getName()),
                "example.Missing\n%s\n%s\n".formatted(Impostor.class.getName(), Other.class.getName()));
        URL[] urls = {directory.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, SinksTest.class.getClassLoader())) {
            assertThat(Sinks.available(loader)).containsOnlyKeys("jsonl", "other", "sqlite");
            assertThat(Sinks.available(loader).get("jsonl")).isInstanceOf(JsonLinesSinkProvider.class);
        }
    }
}
