package dev.headrace.engine.discovery;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The directories of plugins, {@code plugins/<name>/*.jar}, each with its loader.
 *
 * @param plugins in the order of their names
 * @param rejected directories and jars that cannot be read
 */
record PluginDirectories(List<Plugin> plugins, List<RejectedProvider> rejected) {
    /** @param name of the directory */
    record Plugin(String name, PluginLoader loader) {}

    /** @param directory with a directory for each plugin; files in it are left alone */
    static PluginDirectories in(Path directory, ClassLoader application) {
        PluginDirectories found = new PluginDirectories(new ArrayList<>(), new ArrayList<>());
        for (Path plugin : found.sorted(directory)) {
            if (Files.isDirectory(plugin)) {
                found.add(plugin, application);
            }
        }
        return found;
    }

    private void add(Path plugin, ClassLoader application) {
        List<URL> jars = new ArrayList<>();
        for (Path file : sorted(plugin)) {
            if (file.toString().endsWith(".jar") && isReadable(file)) {
                jars.add(url(file));
            }
        }
        if (jars.isEmpty()) {
            reject(plugin, "there is no jar in this directory of a plugin.");
        } else {
            String name = plugin.getFileName().toString();
            plugins.add(new Plugin(name, new PluginLoader(name, jars.toArray(URL[]::new), application)));
        }
    }

    /** A class loader silently skips a jar that it cannot open. */
    private boolean isReadable(Path jar) {
        try (JarFile opened = new JarFile(jar.toFile())) {
            return opened.size() >= 0;
        } catch (IOException damaged) {
            reject(jar, "this is no readable jar: " + FailureText.of(damaged).text());
            return false;
        }
    }

    private List<Path> sorted(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            reject(directory, "cannot be read: " + FailureText.of(unreadable).text());
            return List.of();
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException("a file has no URL: " + file, impossible);
        }
    }

    private void reject(Path path, String reason) {
        rejected.add(new RejectedProvider("", path.toString(), reason));
    }
}
