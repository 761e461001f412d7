package dev.headrace.docs.messages;

import dev.headrace.spi.ConnectorProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Makes jars of plugins that are broken: compiles a source, leaves out or damages class files, packs the rest. Stateless. */
final class BrokenPlugins {
    static final String SERVICES = "META-INF/services/" + ConnectorProvider.class.getName();

    private BrokenPlugins() {}

    /** Source of a provider {@code acme.Acme} that works, with more in its body. */
    static String provider(String body) {
        return """
                package acme;
                public class Acme implements dev.headrace.spi.ConnectorProvider {
                    %s
                    @Override public dev.headrace.spi.ConnectorInfo info() {
                        return dev.headrace.spi.ConnectorInfo.of("acme", "1", "A connector");
                    }
                    @Override public dev.headrace.spi.Connector open(
                            dev.headrace.spi.ConnectorConfig config, dev.headrace.spi.ConnectorContext context) {
                        throw new UnsupportedOperationException();
                    }
                }
                """.formatted(body);
    }

    /** The class files of a source, by their names in a jar. */
    static Map<String, byte[]> compiled(Desk desk, String source) {
        try {
            Path sources = desk.file("compile/acme/Acme.java", source).getParent();
            desk.file("compile/acme/Missing.java", "package acme; public class Missing {}");
            desk.file("compile/acme/MissingRole.java", "package acme; public interface MissingRole {}");
            Path classes = Files.createDirectories(desk.path("classes"));
            StringWriter said = new StringWriter();
            PrintWriter writer = new PrintWriter(said);
            int code = ToolProvider.findFirst("javac")
                    .orElseThrow()
                    .run(
                            writer,
                            writer,
                            Stream.concat(
                                            Stream.of(
                                                    "-proc:none",
                                                    "-nowarn",
                                                    "--release",
                                                    "17",
                                                    "-d",
                                                    classes.toString(),
                                                    "-cp",
                                                    System.getProperty("java.class.path")),
                                            javaFiles(sources).stream())
                                    .toArray(String[]::new));
            if (code != 0) {
                throw new IllegalStateException(said.toString());
            }
            return read(classes);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static List<String> javaFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Path::toString).toList();
        }
    }

    private static Map<String, byte[]> read(Path classes) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(file).toString();
                if (!name.contains("Missing")) {
                    files.put(name, Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    /** Puts a jar into {@code plugins/acme}. */
    static void jar(Desk desk, String name, Map<String, byte[]> classes, String services) {
        Path file = desk.path("plugins/acme/" + name);
        try {
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file);
                    JarOutputStream jar = new JarOutputStream(out)) {
                put(jar, SERVICES, services.getBytes(StandardCharsets.UTF_8));
                for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                    put(jar, entry.getKey(), entry.getValue());
                }
            }
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static void put(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
