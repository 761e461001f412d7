package dev.headrace.detector.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds a jar out of classes of the tests. */
final class TestJar {
    private static final String SERVICES = "META-INF/services/dev.headrace.spi.ConnectorProvider";

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    static TestJar empty() {
        return new TestJar();
    }

    /** Declares a connector, and holds its class and those that are nested in it or around it. */
    static TestJar of(Class<?>... providers) {
        TestJar jar = new TestJar();
        StringBuilder services = new StringBuilder("# for a test\n");
        for (Class<?> provider : providers) {
            services.append(provider.getName()).append(" # one\n");
            jar.with(provider).with(provider.getSuperclass());
            for (Class<?> nested : provider.getDeclaredClasses()) {
                jar.with(nested);
            }
        }
        return jar.entry(SERVICES, services.toString().getBytes(StandardCharsets.UTF_8));
    }

    TestJar with(Class<?> type) {
        return entry(file(type.getName()), content(type));
    }

    TestJar entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    Path write(Path file) {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String file(String type) {
        return type.replace('.', '/') + ".class";
    }

    static byte[] content(Class<?> type) {
        String file = file(type.getName());
        try (InputStream in = Objects.requireNonNull(type.getClassLoader().getResourceAsStream(file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
