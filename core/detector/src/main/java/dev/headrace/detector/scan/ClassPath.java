package dev.headrace.detector.scan;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The classes that one connector sees. Names are indexed at once, content is read when the scan comes to it and forgotten again, so
 * memory grows with what is reached, not with the jars.
 */
final class ClassPath implements Closeable {
    private final List<ClassSource> sources;
    private final Map<String, ClassSource> owners = new HashMap<>();
    private final Map<String, Optional<ClassFacts>> read = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private ClassPath(List<ClassSource> sources) {
        this.sources = sources;
        sources.forEach(source -> source.classes().forEach(name -> owners.putIfAbsent(name, source)));
    }

    /** @throws ScanException if one of them cannot be read */
    static ClassPath open(Collection<Path> locations) {
        Map<Path, ClassSource> opened = new LinkedHashMap<>();
        try {
            for (Path location : locations) {
                opened.computeIfAbsent(location.toAbsolutePath().normalize(), ClassPath::open);
            }
            return new ClassPath(List.copyOf(opened.values()));
        } catch (ScanException e) {
            opened.values().forEach(ClassPath::close);
            throw e;
        }
    }

    private static ClassSource open(Path location) {
        return location.toFile().isDirectory() ? new DirectorySource(location) : JarSource.open(location);
    }

    List<ClassSource> sources() {
        return sources;
    }

    boolean has(String type) {
        return owners.containsKey(type);
    }

    /** What is known of a class; null if it is in none of the jars, or cannot be read. */
    @Nullable
    ClassFacts find(String type) {
        Optional<ClassFacts> known = read.get(type);
        if (known == null) {
            ClassSource owner = owners.get(type);
            known = owner == null ? Optional.empty() : read(type, owner);
            read.put(type, known);
        }
        return known.orElse(null);
    }

    private Optional<ClassFacts> read(String type, ClassSource owner) {
        try {
            Optional<byte[]> content = owner.content(type + ".class");
            return content.map(bytes -> ClassFactsReader.read(bytes, owner));
        } catch (ClassFormatException e) {
            problems.add("%s: %s %s, so what it calls was not checked"
                    .formatted(owner.name(), type.replace('/', '.'), e.getMessage()));
        } catch (IOException e) {
            problems.add("%s: %s cannot be read, so what it calls was not checked: %s"
                    .formatted(owner.name(), type.replace('/', '.'), e.getMessage()));
        }
        return Optional.empty();
    }

    /** The classes that could not be read, as sentences. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void close() {
        sources.forEach(ClassPath::close);
    }

    private static void close(ClassSource source) {
        try {
            source.close();
        } catch (IOException e) {
            // It was only read, and all that is wanted of it is here.
            throw new ScanException("'%s' cannot be closed: %s".formatted(source.name(), e.getMessage()), e);
        }
    }
}
