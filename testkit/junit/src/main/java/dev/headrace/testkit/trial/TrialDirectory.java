package dev.headrace.testkit.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a trial keeps its files; gone when it is closed.
 *
 * @param path a directory of its own
 */
record TrialDirectory(Path path) implements AutoCloseable {
    static TrialDirectory create() {
        try {
            return new TrialDirectory(Files.createTempDirectory("headrace-contract-"));
        } catch (IOException failure) {
            throw new UncheckedIOException("a trial needs a temporary directory", failure);
        }
    }

    /** All regular files below a directory, sorted; none if there is no such directory. */
    static List<Path> files(Path below) {
        try (Stream<Path> all = Files.exists(below) ? Files.walk(below) : Stream.empty()) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("the files of a trial cannot be listed", failure);
        }
    }

    /** The lines of all files below a directory, each behind the path of its file, sorted. */
    static List<String> lines(Path below) {
        return files(below).stream()
                .flatMap(file -> text(file).lines().map(line -> below.relativize(file) + " " + line))
                .sorted()
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(TrialDirectory::delete);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
