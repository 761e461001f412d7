package dev.headrace.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.ConnectorProvider;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing that is kept of a plugin holds its classes. */
class PluginMemoryTest {
    /** A collector may take several rounds; each waits for the reference, not for time to pass. */
    private static final int ROUNDS = 200;

    private static final long ROUND_MILLIS = 50;

    @TempDir
    private Path directory;

    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();

    private record Scanned(List<RejectedProvider> rejected, Reference<ClassLoader> loader) {}

    @ParameterizedTest
    @EnumSource(
            value = BrokenProvider.class,
            names = {
                "CONSTRUCTOR_THROWS",
                "STATIC_INITIALIZER_FAILS",
                "INFO_THROWS",
                "MISSING_SUPERCLASS",
                "OUT_OF_MEMORY"
            })
    void theReportOfAFailureDoesNotHoldTheClassesOfThePlugin(BrokenProvider broken) throws Exception {
        Scanned scanned = scan(broken);

        assertThat(isCollected(scanned.loader())).isTrue();
        assertThat(scanned.rejected()).hasSize(1);
    }

    @Test
    void aPluginThatWorkedIsGoneAfterItsDiscovery() throws Exception {
        PluginForge forge =
                new PluginForge(directory).compile(Map.of("a.One", PluginForge.provider("a.One", "one", "")));
        PluginForge.jar(directory.resolve("plugins/p/p.jar"), forge.classes("a.One"), "a.One");

        assertThat(isCollected(find(directory.resolve("plugins")))).isTrue();
    }

    /** In a method of its own, so that no local variable holds what was found. */
    private Scanned scan(BrokenProvider broken) throws Exception {
        Map<String, String> sources = new HashMap<>(BrokenProvider.sources());
        PluginForge forge = new PluginForge(directory).compile(sources);
        Path jar = PluginForge.jar(directory.resolve("p.jar"), forge.classes(broken.className()), broken.className());
        try (PluginLoader loader = new PluginLoader(
                        "p", new java.net.URL[] {jar.toUri().toURL()}, ConnectorProvider.class.getClassLoader());
                GuardedCalls calls = new GuardedCalls(Duration.ofSeconds(10))) {
            ConnectorScan scan = new ConnectorScan(calls);
            assertThat(scan.add(loader)).isZero();
            return new Scanned(scan.rejected(), new PhantomReference<>(loader, collected));
        }
    }

    private Reference<ClassLoader> find(Path plugins) {
        try (Discovery discovery = Discovery.find(PluginForge.applicationWithoutConnectors(), Optional.of(plugins))) {
            DiscoveredConnector connector = discovery.connectors().get("one");
            String name = connector.call(provider -> provider.info().name());
            assertThat(name).isEqualTo("one");
            return new PhantomReference<>(connector.loader(), collected);
        }
    }

    private boolean isCollected(Reference<ClassLoader> expected) throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            System.gc();
            if (collected.remove(ROUND_MILLIS) == expected) {
                return true;
            }
        }
        return false;
    }
}
