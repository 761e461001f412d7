package dev.headrace.engine.discovery;

import dev.headrace.spi.ConnectorProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.slf4j.Logger;
import tools.jackson.databind.JsonNode;

/** Makes plugins: compiles sources, breaks the class files where that is wanted, and packs them into jars. */
final class PluginForge {
    static final String SERVICES = "META-INF/services/" + ConnectorProvider.class.getName();

    private final Path directory;
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /** @param directory an empty one, to work in */
    PluginForge(Path directory) {
        this.directory = directory;
    }

    /** Source of a provider that works, with more code in its body. */
    static String provider(String className, String connector, String body) {
        return """
                package %s;
                public class %s implements dev.headrace.spi.ConnectorProvider {
                    %s
                    @Override public dev.headrace.spi.ConnectorInfo info() {
                        return dev.headrace.spi.ConnectorInfo.of("%s", version(), description());
                    }
                    @Override public dev.headrace.spi.Connector open(
                            dev.headrace.spi.ConnectorConfig config, dev.headrace.spi.ConnectorContext context) {
                        throw new UnsupportedOperationException();
                    }
                    static String version() { return "1"; }
                    static String description() { return "A connector"; }
                }
                """.formatted(packageOf(className), simple(className), body, connector);
    }

    /** Source of a provider with a version of its own, given as an expression. */
    static String providerWithVersion(String className, String connector, String version) {
        return provider(className, connector, "").replace("return \"1\";", "return " + version + ";");
    }

    /** Compiles sources together, by class name, and keeps their class files. */
    PluginForge compile(Map<String, String> sources) {
        try {
            Path work = Files.createTempDirectory(directory, "compile");
            List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "--release", "17"));
            arguments.addAll(List.of("-d", work.resolve("classes").toString(), "-cp", classPath()));
            for (Map.Entry<String, String> source : sources.entrySet()) {
                Path file = work.resolve(source.getKey().replace('.', '/') + ".java");
                Files.createDirectories(file.getParent());
                Files.writeString(file, source.getValue());
                arguments.add(file.toString());
            }
            javac(arguments);
            keep(work.resolve("classes"));
            return this;
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    /** The class file of a class, with those of the classes in it. */
    Map<String, byte[]> classes(String... names) {
        Map<String, byte[]> chosen = new LinkedHashMap<>();
        for (String name : names) {
            String path = name.replace('.', '/');
            files.forEach((file, content) -> {
                if (file.equals(path + ".class") || file.startsWith(path + "$")) {
                    chosen.put(file, content);
                }
            });
        }
        return chosen;
    }

    /** Packs class files and a services file that names classes. */
    static Path jar(Path file, Map<String, byte[]> classes, String... providers) {
        return jarWithServices(file, classes, String.join("\n", providers));
    }

    static Path jarWithServices(Path file, Map<String, byte[]> classes, String services) {
        Map<String, byte[]> entries = new LinkedHashMap<>(classes);
        entries.put(SERVICES, services.getBytes(StandardCharsets.UTF_8));
        return pack(file, entries);
    }

    static Path pack(Path file, Map<String, byte[]> entries) {
        try {
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file);
                    JarOutputStream jar = new JarOutputStream(out)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    jar.putNextEntry(new ZipEntry(entry.getKey()));
                    jar.write(entry.getValue());
                }
            }
            return file;
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    /** Class files with one of them changed. */
    static Map<String, byte[]> with(Map<String, byte[]> classes, String className, UnaryOperator<byte[]> change) {
        Map<String, byte[]> changed = new LinkedHashMap<>(classes);
        changed.computeIfPresent(
                className.replace('.', '/') + ".class", (file, content) -> change.apply(content.clone()));
        return changed;
    }

    /** A loader that sees the SPI and no connector, whatever other tests have put on the class path. */
    static ClassLoader applicationWithoutConnectors() {
        return new ClassLoader(PluginForge.class.getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                return name.equals(SERVICES) ? Collections.emptyEnumeration() : super.getResources(name);
            }
        };
    }

    /** Where the SPI and what it needs come from, for a compiler or a loader. */
    static List<Path> spi() {
        return Stream.of(ConnectorProvider.class, Logger.class, JsonNode.class)
                .map(PluginForge::locationOf)
                .toList();
    }

    private static Path locationOf(Class<?> type) {
        try {
            URI location =
                    type.getProtectionDomain().getCodeSource().getLocation().toURI();
            return Path.of(location);
        } catch (URISyntaxException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static String classPath() {
        return spi().stream().map(Path::toString).collect(Collectors.joining(java.io.File.pathSeparator));
    }

    private static void javac(List<String> arguments) {
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output);
        int code = ToolProvider.findFirst("javac").orElseThrow().run(writer, writer, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException(output.toString());
        }
    }

    private void keep(Path classes) throws IOException {
        try (Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }

    private static String packageOf(String className) {
        return className.substring(0, className.lastIndexOf('.'));
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
