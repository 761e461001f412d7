package dev.headrace.engine.discovery;

import static dev.headrace.engine.discovery.PluginForge.applicationWithoutConnectors;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of broken provider stands between two good ones, in one services file. */
class BrokenProvidersTest {
    /** Long for a constructor that returns, short for a test of one that does not. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @TempDir
    private static Path work;

    private static PluginForge forge;

    @TempDir
    private Path directory;

    @BeforeAll
    static void compileAll() {
        Map<String, String> sources = new HashMap<>(BrokenProvider.sources());
        for (String name : new String[] {"First", "Last"}) {
            sources.put(
                    "good." + name, PluginForge.provider("good." + name, name.toLowerCase(java.util.Locale.ROOT), ""));
        }
        String hang = "{ new java.util.concurrent.CountDownLatch(1).await(); }";
        sources.put(
                "broken.HangingConstructor",
                PluginForge.provider(
                        "broken.HangingConstructor",
                        "hanging",
                        "public HangingConstructor() throws Exception " + hang));
        sources.put(
                "broken.HangingInfo",
                PluginForge.provider("broken.HangingInfo", "hanging", "static void hang() throws Exception " + hang)
                        .replace("return dev", "try { hang(); } catch (Exception e) {} return dev"));
        forge = new PluginForge(work).compile(sources);
    }

    @ParameterizedTest
    @EnumSource(BrokenProvider.class)
    void aBrokenPluginIsNamedAndItsNeighboursWork(BrokenProvider broken) {
        Path jar = jar(directory.resolve("plugins/p/p.jar"), broken);

        try (Discovery discovery =
                Discovery.find(applicationWithoutConnectors(), Optional.of(directory.resolve("plugins")), LIMIT)) {
            assertSurvived(discovery, broken.className(), jar, broken.reason());
        }
    }

    @ParameterizedTest
    @EnumSource(BrokenProvider.class)
    void aBrokenProviderOnTheClassPathIsNamedAndItsNeighboursWork(BrokenProvider broken) throws Exception {
        Path jar = jar(directory.resolve("p.jar"), broken);

        try (URLClassLoader application = application(jar);
                Discovery discovery = Discovery.find(application, Optional.empty(), LIMIT)) {
            assertSurvived(discovery, broken.className(), jar, broken.reason());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken.HangingConstructor", "broken.HangingInfo"})
    void aProviderThatHangsIsNamedAndItsNeighboursWork(String className) {
        Path jar = PluginForge.jar(
                directory.resolve("plugins/p/p.jar"),
                forge.classes("good.First", className, "good.Last"),
                "good.First",
                className,
                "good.Last");

        Duration soon = Duration.ofMillis(300);
        try (Discovery discovery =
                Discovery.find(applicationWithoutConnectors(), Optional.of(directory.resolve("plugins")), soon)) {
            assertSurvived(discovery, className, jar, "gave no answer within 300 ms, it is in plugin-p//" + className);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"good.First good.Last", "two words # good.First", "7up", "good-First"})
    void aServicesFileWithABadLineLosesNothingElse(String line) {
        Path jar = PluginForge.jarWithServices(
                directory.resolve("plugins/p/p.jar"),
                forge.classes("good.First", "good.Last"),
                "# a comment\ngood.First # the first\n%s\n\n  good.Last".formatted(line));

        try (Discovery discovery =
                Discovery.find(applicationWithoutConnectors(), Optional.of(directory.resolve("plugins")), LIMIT)) {
            assertSurvived(discovery, "", jar, "line 3 of " + PluginForge.SERVICES + " is no class name: '");
        }
    }

    @Test
    void aServicesFileWithAByteOrderMarkLosesNothing() {
        Path jar = PluginForge.jarWithServices(
                directory.resolve("plugins/p/p.jar"),
                forge.classes("good.First", "good.Last"),
                "\uFEFFgood.First\r\ngood.Last\r\n");

        try (Discovery discovery =
                Discovery.find(applicationWithoutConnectors(), Optional.of(directory.resolve("plugins")), LIMIT)) {
            assertSurvived(discovery, "", jar, PluginForge.SERVICES + " starts with a byte order mark");
        }
    }

    @Test
    void allAtOnceAreNamed() {
        Map<String, byte[]> classes = new HashMap<>(forge.classes("good.First", "good.Last"));
        StringBuilder services = new StringBuilder("good.First\n");
        for (BrokenProvider broken : BrokenProvider.values()) {
            classes.putAll(damaged(broken));
            services.append(broken.className()).append('\n');
        }
        Path jar = PluginForge.jarWithServices(
                directory.resolve("plugins/p/p.jar"), classes, services + "good.Last\nbad line\n");

        try (Discovery discovery =
                Discovery.find(applicationWithoutConnectors(), Optional.of(directory.resolve("plugins")), LIMIT)) {
            assertThat(discovery.connectors()).containsOnlyKeys("first", "last");
            assertThat(discovery.rejected()).hasSize(BrokenProvider.values().length + 1);
            assertThat(discovery.rejected()).allMatch(one -> one.location().equals(jar.toString()));
            for (BrokenProvider broken : BrokenProvider.values()) {
                assertThat(discovery.rejected())
                        .filteredOn(one -> one.className().equals(broken.className()))
                        .singleElement()
                        .extracting(RejectedProvider::reason)
                        .asString()
                        .contains(broken.reason());
            }
        }
    }

    private static void assertSurvived(Discovery discovery, String className, Path jar, String reason) {
        assertThat(discovery.connectors()).containsOnlyKeys("first", "last");
        assertThat(discovery.connectors().values())
                .allMatch(one -> one.location().equals(jar.toString()));
        assertThat(discovery.rejected()).singleElement().satisfies(one -> {
            assertThat(one.className()).isEqualTo(className);
            assertThat(one.location()).isEqualTo(jar.toString());
            assertThat(one.reason()).contains(reason);
        });
    }

    private static Path jar(Path file, BrokenProvider broken) {
        Map<String, byte[]> classes = new HashMap<>(forge.classes("good.First", "good.Last"));
        classes.putAll(damaged(broken));
        return PluginForge.jar(file, classes, "good.First", broken.className(), "good.Last");
    }

    private static Map<String, byte[]> damaged(BrokenProvider broken) {
        return PluginForge.with(forge.classes(broken.className()), broken.className(), broken::damage);
    }

    private static URLClassLoader application(Path jar) throws Exception {
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, applicationWithoutConnectors());
    }
}
