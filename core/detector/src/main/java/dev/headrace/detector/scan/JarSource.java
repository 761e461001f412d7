package dev.headrace.detector.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A jar. Of a multi-release jar, the classes that the running JVM would load. */
final class JarSource implements ClassSource {
    private static final String CLASS = ".class";
    private static final String VERSIONS = "META-INF/versions/";

    private final String name;
    private final JarFile jar;
    private final List<String> classes;

    private JarSource(String name, JarFile jar) {
        this.name = name;
        this.jar = jar;
        this.classes = jar.stream()
                .map(ZipEntry::getName)
                .filter(entry -> entry.endsWith(CLASS))
                .map(entry -> withoutVersion(entry.substring(0, entry.length() - CLASS.length())))
                .distinct()
                .toList();
    }

    /** @throws ScanException if it cannot be read as a jar */
    static JarSource open(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            if (Files.isRegularFile(file) && Files.size(file) == 0) {
                throw new ScanException("'%s' is empty: it is no jar".formatted(file));
            }
            // Signatures are not checked: nothing of the jar is run.
            return new JarSource(name, new JarFile(file.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion()));
        } catch (NoSuchFileException e) {
            throw new ScanException("There is no file '%s'.".formatted(file), e);
        } catch (ZipException e) {
            throw new ScanException("'%s' is no jar, or is damaged: %s".formatted(file, e.getMessage()), e);
        } catch (IOException | IllegalArgumentException | SecurityException e) {
            throw new ScanException("'%s' cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static String withoutVersion(String entry) {
        if (!entry.startsWith(VERSIONS)) {
            return entry;
        }
        return entry.substring(entry.indexOf('/', VERSIONS.length()) + 1);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public Optional<byte[]> content(String entry) throws IOException {
        ZipEntry found = jar.getJarEntry(entry);
        if (found == null) {
            return Optional.empty();
        }
        try (InputStream in = jar.getInputStream(found)) {
            return Optional.of(ClassSource.bounded(in, entry));
        }
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }
}
