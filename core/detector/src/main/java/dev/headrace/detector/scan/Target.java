package dev.headrace.detector.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Jars and directories that see each other: what was named on its own, or one plugin's directory. */
record Target(List<Path> locations) {
    /**
     * Sorts what was named: a directory of directories of jars is a directory of plugins, a directory of jars is a plugin, anything
     * else belongs together.
     *
     * @throws ScanException if something is not there
     */
    static List<Target> of(Collection<Path> named) {
        List<Path> together = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        for (Path location : named) {
            List<Path> jars = jars(location);
            List<List<Path>> plugins = Files.isDirectory(location) && jars.isEmpty()
                    ? children(location).stream()
                            .filter(Files::isDirectory)
                            .map(Target::jars)
                            .filter(found -> !found.isEmpty())
                            .toList()
                    : List.of();
            if (!jars.isEmpty()) {
                targets.add(new Target(jars));
            } else if (!plugins.isEmpty()) {
                plugins.forEach(found -> targets.add(new Target(found)));
            } else {
                together.add(location);
            }
        }
        if (!together.isEmpty()) {
            targets.add(0, new Target(together));
        }
        return targets;
    }

    /** A directory of jars stands for the jars in it. */
    static List<Path> expanded(Collection<Path> named) {
        List<Path> all = new ArrayList<>();
        for (Path location : named) {
            List<Path> jars = jars(location);
            if (jars.isEmpty()) {
                all.add(location);
            } else {
                all.addAll(jars);
            }
        }
        return all;
    }

    private static List<Path> jars(Path location) {
        if (!Files.exists(location)) {
            throw new ScanException("There is no file or directory '%s'.".formatted(location));
        }
        return Files.isDirectory(location)
                ? children(location).stream()
                        .filter(file -> file.getFileName().toString().endsWith(".jar"))
                        .toList()
                : List.of();
    }

    private static List<Path> children(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw new ScanException("'%s' cannot be listed: %s".formatted(directory, e), e);
        }
    }
}
