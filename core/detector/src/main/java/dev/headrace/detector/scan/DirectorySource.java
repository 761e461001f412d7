package dev.headrace.detector.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A directory of class files, as a compiler leaves it. */
final class DirectorySource implements ClassSource {
    private static final String CLASS = ".class";

    private final Path root;

    DirectorySource(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return root.toString();
    }

    @Override
    public List<String> classes() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(CLASS))
                    .map(file -> file.substring(0, file.length() - CLASS.length()))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new ScanException("'%s' cannot be read: %s".formatted(root, e.getMessage()), e);
        }
    }

    @Override
    public Optional<byte[]> content(String entry) throws IOException {
        Path file = root.resolve(entry);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(ClassSource.bounded(in, entry));
        }
    }

    /** Holds nothing open. */
    @Override
    public void close() {}
}
