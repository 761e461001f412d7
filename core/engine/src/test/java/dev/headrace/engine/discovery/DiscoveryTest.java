package dev.headrace.engine.discovery;

import static dev.headrace.engine.discovery.PluginForge.applicationWithoutConnectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {
    @TempDir
    private static Path work;

    private static PluginForge forge;

    @TempDir
    private Path plugins;

    @BeforeAll
    static void compileAll() {
        Map<String, String> sources = new HashMap<>();
        sources.put("a.One", PluginForge.provider("a.One", "one", ""));
        sources.put("a.Two", PluginForge.provider("a.Two", "two", ""));
        sources.put("b.AlsoOne", PluginForge.provider("b.AlsoOne", "one", ""));
        sources.put(
                "a.Peeping",
                PluginForge.providerWithVersion(
                                "a.Peeping",
                                "peeping",
                                "String.valueOf(see(\"dev.headrace.engine.Engine\")"
                                        + " + see(\"org.junit.jupiter.api.Test\") + see(\"java.sql.Driver\")"
                                        + " + see(\"tools.jackson.databind.JsonNode\") + see(\"org.slf4j.Logger\"))")
                        .replace("static String version", """
                                static int see(String name) {
                                    try {
                                        Class.forName(name);
                                        return 1;
                                    } catch (ClassNotFoundException hidden) {
                                        return 0;
                                    }
                                }
                                static String version"""));
        sources.put("a.Telltale", PluginForge.provider("a.Telltale", "telltale", """
                        public Telltale() {
                            System.getProperties().put("telltale", getClass().getClassLoader());
                            throw new IllegalStateException();
                        }
                        """));
        sources.put(
                "a.Context",
                PluginForge.providerWithVersion(
                        "a.Context",
                        "context",
                        "Thread.currentThread().getContextClassLoader() == Context.class.getClassLoader() ? \"own\" : \"other\""));
        forge = new PluginForge(work).compile(sources);
    }

    @Test
    void connectorsComeFromTheClassPathAndFromPlugins() throws Exception {
        Path bundled = PluginForge.jar(work.resolve("bundled.jar"), forge.classes("a.One"), "a.One");
        Path plugin = PluginForge.jar(plugins.resolve("p/p.jar"), forge.classes("a.Two"), "a.Two");
        Files.writeString(plugins.resolve("README.txt"), "files beside the directories are left alone");
        Files.writeString(plugins.resolve("p/README.txt"), "files beside the jars too");

        try (URLClassLoader application = application(bundled);
                Discovery discovery = Discovery.find(application, Optional.of(plugins))) {
            assertThat(discovery.rejected()).isEmpty();
            assertThat(discovery.unusable()).isEmpty();
            assertThat(discovery.specs()).containsOnlyKeys("one", "two");
            DiscoveredConnector one = discovery.connectors().get("one");
            assertThat(one.location()).isEqualTo(bundled.toString());
            assertThat(one.loader()).isSameAs(application);
            DiscoveredConnector two = discovery.connectors().get("two");
            assertThat(two.location()).isEqualTo(plugin.toString());
            assertThat(two.className()).isEqualTo("a.Two");
            assertThat(two.info().version()).isEqualTo("1");
            assertThat(two.loader()).isSameAs(two.provider().getClass().getClassLoader());
        }
    }

    @Test
    void theBundledConnectorsAreFoundOnceWhateverThePlugins() throws Exception {
        Path bundled = PluginForge.jar(work.resolve("bundled.jar"), forge.classes("a.One"), "a.One");
        PluginForge.jar(plugins.resolve("p/p.jar"), forge.classes("a.Two"), "a.Two");
        PluginForge.jar(plugins.resolve("q/q.jar"), forge.classes("a.Context"), "a.Context");

        try (URLClassLoader application = application(bundled);
                Discovery discovery = Discovery.find(application, Optional.of(plugins))) {
            assertThat(discovery.connectors()).containsOnlyKeys("context", "one", "two");
        }
    }

    @Test
    void twoConnectorsOfOneNameDisableThatNameOnly() {
        Path first = PluginForge.jar(plugins.resolve("p/p.jar"), forge.classes("a.One", "a.Two"), "a.One", "a.Two");
        Path second = PluginForge.jar(plugins.resolve("q/q.jar"), forge.classes("b.AlsoOne"), "b.AlsoOne");

        try (Discovery discovery = Discovery.find(applicationWithoutConnectors(), Optional.of(plugins))) {
            assertThat(discovery.connectors()).containsOnlyKeys("two");
            String reason = "2 connectors have the name 'one': a.One in %s, b.AlsoOne in %s; remove all but one."
                    .formatted(first, second);
            assertThat(discovery.unusable()).containsOnly(Map.entry("one", reason));
            assertThat(discovery.rejected())
                    .containsExactly(
                            new RejectedProvider("a.One", first.toString(), reason),
                            new RejectedProvider("b.AlsoOne", second.toString(), reason));
        }
    }

    @Test
    void oneClassNamedTwiceIsOneConnector() {
        PluginForge.jar(plugins.resolve("p/a.jar"), forge.classes("a.One"), "a.One", "a.One");
        PluginForge.jar(plugins.resolve("p/b.jar"), forge.classes("a.One"), "a.One");

        try (Discovery discovery = Discovery.find(applicationWithoutConnectors(), Optional.of(plugins))) {
            assertThat(discovery.connectors()).containsOnlyKeys("one");
            assertThat(discovery.rejected()).isEmpty();
        }
    }

    @Test
    void noConnectorAtAllIsAnError() {
        assertThatExceptionOfType(NoConnectorException.class)
                .isThrownBy(() -> Discovery.find(applicationWithoutConnectors(), Optional.empty()))
                .withMessage("no connector can be used; looked in the class path");
    }

    @Test
    void noUsableConnectorIsAnErrorThatTellsWhatIsWrongWithEach() throws IOException {
        Files.createDirectories(plugins.resolve("empty"));
        Files.createDirectories(plugins.resolve("garbage"));
        Files.writeString(plugins.resolve("garbage/x.jar"), "<html>404</html>");
        PluginForge.pack(plugins.resolve("other/other.jar"), forge.classes("a.One"));
        PluginForge.jar(plugins.resolve("gone/gone.jar"), Map.of(), "a.One");

        assertThatExceptionOfType(NoConnectorException.class)
                .isThrownBy(() -> Discovery.find(applicationWithoutConnectors(), Optional.of(plugins)))
                .satisfies(failure -> {
                    assertThat(failure.rejected()).hasSize(5);
                    assertThat(failure.getMessage().replace(plugins + "/", ""))
                            .startsWith("no connector can be used; looked in the class path and in ")
                            .contains(
                                    "\n  empty: there is no jar in this directory of a plugin.",
                                    "\n  garbage/x.jar: this is no readable jar: java.util.zip.ZipException",
                                    "\n  garbage: there is no jar in this directory of a plugin.",
                                    "\n  other: no jar of this plugin names a connector in META-INF/services.",
                                    "\n  a.One in gone/gone.jar: ");
                });
    }

    @Test
    void thePluginsDirectoryNeedNotBeThere() {
        assertThatExceptionOfType(NoConnectorException.class)
                .isThrownBy(
                        () -> Discovery.find(applicationWithoutConnectors(), Optional.of(plugins.resolve("nowhere"))))
                .withMessageContaining("nowhere: cannot be read: java.nio.file.NoSuchFileException");
    }

    @Test
    void aPluginThatCannotBeLoadedIsUnusableUnderTheNameOfItsDirectory() {
        PluginForge.jar(plugins.resolve("good/good.jar"), forge.classes("a.Two"), "a.Two");
        PluginForge.jar(plugins.resolve("one/one.jar"), Map.of(), "a.One");

        try (Discovery discovery = Discovery.find(applicationWithoutConnectors(), Optional.of(plugins))) {
            assertThat(discovery.unusable()).containsOnlyKeys("one");
            assertThat(discovery.unusable().get("one")).startsWith("a.One in ").contains("one.jar: ");
        }
    }

    @Test
    void theJarsOfAPluginAreClosedWithTheDiscovery() {
        PluginForge.jar(plugins.resolve("p/p.jar"), forge.classes("a.One"), "a.One");

        Discovery discovery = Discovery.find(applicationWithoutConnectors(), Optional.of(plugins));
        ClassLoader loader = discovery.connectors().get("one").loader();
        assertThat(loader.getResource(PluginForge.SERVICES)).isNotNull();
        discovery.close();
        assertThat(loader.getResource(PluginForge.SERVICES)).isNull();
    }

    @Test
    void theJarsOfAPluginWithoutAUsableConnectorAreClosedAtOnce() {
        PluginForge.jar(plugins.resolve("good/good.jar"), forge.classes("a.Two"), "a.Two");
        PluginForge.jar(plugins.resolve("p/p.jar"), forge.classes("a.Telltale"), "a.Telltale");

        try (Discovery discovery = Discovery.find(applicationWithoutConnectors(), Optional.of(plugins))) {
            assertThat(discovery.connectors()).containsOnlyKeys("two");
            ClassLoader loader = (ClassLoader) System.getProperties().remove("telltale");
            assertThat(loader.getResource(PluginForge.SERVICES)).isNull();
        }
    }

    @Test
    void pluginsHaveTheirOwnVersionsOfALibrary() {
        for (String version : new String[] {"1.0", "2.0"}) {
            PluginForge library = new PluginForge(work)
                    .compile(Map.of(
                            "lib.Library",
                            "package lib; public class Library { public static String version() { return \"%s\"; } }"
                                    .formatted(version),
                            "user.User",
                            PluginForge.providerWithVersion(
                                    "user.User", "user-" + version.charAt(0), "lib.Library.version()")));
            Path plugin = plugins.resolve(version);
            PluginForge.jar(plugin.resolve("user.jar"), library.classes("user.User"), "user.User");
            PluginForge.pack(plugin.resolve("library.jar"), library.classes("lib.Library"));
        }

        try (Discovery discovery = Discovery.find(applicationWithoutConnectors(), Optional.of(plugins))) {
            assertThat(discovery.connectors().get("user-1").info().version()).isEqualTo("1.0");
            assertThat(discovery.connectors().get("user-2").info().version()).isEqualTo("2.0");
        }
    }

    @Test
    void aLibraryOfTheApplicationIsNotThereForAPlugin() throws Exception {
        PluginForge library = new PluginForge(work)
                .compile(Map.of(
                        "lib.Library",
                        "package lib; public class Library { public static String version() { return \"app\"; } }",
                        "user.User",
                        PluginForge.providerWithVersion("user.User", "user", "lib.Library.version()")));
        Path ofTheApplication = PluginForge.jar(
                work.resolve("application.jar"),
                merged(library.classes("lib.Library"), forge.classes("a.Two")),
                "a.Two");
        PluginForge.jar(plugins.resolve("p/p.jar"), library.classes("user.User"), "user.User");

        try (URLClassLoader application = application(ofTheApplication);
                Discovery discovery = Discovery.find(application, Optional.of(plugins))) {
            assertThat(discovery.rejected())
                    .singleElement()
                    .extracting(RejectedProvider::reason)
                    .asString()
                    .contains("NoClassDefFoundError: lib/Library");
        }
    }

    @Test
    void aPluginSeesTheJdkAndWhatTheSpiIsMadeOfAndNothingElse() {
        PluginForge.jar(plugins.resolve("p/p.jar"), forge.classes("a.Peeping"), "a.Peeping");

        try (Discovery discovery = Discovery.find(applicationWithoutConnectors(), Optional.of(plugins))) {
            assertThat(discovery.connectors().get("peeping").info().version())
                    .as("engine and tests hidden, the JDK's SQL, JSON and the logger seen")
                    .isEqualTo("3");
        }
    }

    @Test
    void aPluginThatHasPackedTheSpiIntoItsJarWorks() throws IOException {
        Map<String, byte[]> packed = new HashMap<>(forge.classes("a.One"));
        for (Class<?> type : new Class<?>[] {ConnectorProvider.class, ConnectorInfo.class}) {
            String file = type.getName().replace('.', '/') + ".class";
            try (var content = type.getModule().getResourceAsStream(file)) {
                packed.put(file, content.readAllBytes());
            }
        }
        PluginForge.jar(plugins.resolve("p/p.jar"), packed, "a.One");

        try (Discovery discovery = Discovery.find(applicationWithoutConnectors(), Optional.of(plugins))) {
            assertThat(discovery.connectors().get("one").provider()).isInstanceOf(ConnectorProvider.class);
        }
    }

    @Test
    void partsOfSharedPackagesThatTheApplicationLacksComeFromThePlugin() {
        PluginForge format = new PluginForge(work)
                .compile(Map.of(
                        "tools.jackson.dataformat.Ini",
                        "package tools.jackson.dataformat; public class Ini { public static String name() { return \"ini\"; } }",
                        "user.User",
                        PluginForge.providerWithVersion("user.User", "user", "tools.jackson.dataformat.Ini.name()")));
        PluginForge.jar(
                plugins.resolve("p/p.jar"), format.classes("user.User", "tools.jackson.dataformat.Ini"), "user.User");

        try (Discovery discovery = Discovery.find(applicationWithoutConnectors(), Optional.of(plugins))) {
            assertThat(discovery.connectors().get("user").info().version()).isEqualTo("ini");
        }
    }

    @Test
    void everyCallIntoAPluginHasItsLoaderAsContext() {
        PluginForge.jar(plugins.resolve("p/p.jar"), forge.classes("a.Context"), "a.Context");
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        try (Discovery discovery = Discovery.find(applicationWithoutConnectors(), Optional.of(plugins))) {
            DiscoveredConnector connector = discovery.connectors().get("context");
            assertThat(connector.info().version()).as("while discovering").isEqualTo("own");
            String later = connector.call(provider -> provider.info().version());
            assertThat(later).as("later").isEqualTo("own");
            assertThat(connector.provider().info().version())
                    .as("without the guard")
                    .isEqualTo("other");
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        }
    }

    @Test
    void theContextOfTheCallerIsRestoredAfterAFailure() {
        PluginForge.jar(plugins.resolve("p/p.jar"), forge.classes("a.One"), "a.One");
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        try (Discovery discovery = Discovery.find(applicationWithoutConnectors(), Optional.of(plugins))) {
            DiscoveredConnector connector = discovery.connectors().get("one");
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> connector.call(provider -> {
                        throw new IllegalStateException("planted");
                    }));
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        }
    }

    private static Map<String, byte[]> merged(Map<String, byte[]> some, Map<String, byte[]> more) {
        Map<String, byte[]> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private static URLClassLoader application(Path jar) throws Exception {
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, applicationWithoutConnectors());
    }
}
