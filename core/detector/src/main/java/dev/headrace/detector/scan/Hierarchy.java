package dev.headrace.detector.scan;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/** Which type is which other's, and which method a call comes to. */
final class Hierarchy {
    private final ClassPath classes;
    private final Boundary boundary;
    private final Map<String, Set<String>> supertypes = new HashMap<>();

    Hierarchy(ClassPath classes, Boundary boundary) {
        this.classes = classes;
        this.boundary = boundary;
    }

    /** All supertypes, the type itself first; those that are known. */
    Set<String> supertypes(String type) {
        Set<String> known = supertypes.get(type);
        if (known == null) {
            known = collect(type);
            supertypes.put(type, known);
        }
        return known;
    }

    private Set<String> collect(String type) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(type));
        while (!open.isEmpty()) {
            String next = open.remove();
            if (found.add(next)) {
                open.addAll(parents(next));
            }
        }
        return found;
    }

    private Collection<String> parents(String type) {
        ClassFacts facts = classes.find(type);
        if (facts != null) {
            return join(facts.superName(), facts.interfaces());
        }
        return boundary.isOutside(type) && !type.startsWith("[") ? parentsInHost(type) : List.of();
    }

    /** Class files of the JDK and of Headrace are resources of the loader that loaded this class, in jars and in modules. */
    private static Collection<String> parentsInHost(String type) {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(type + ".class")) {
            if (in == null) {
                return List.of();
            }
            ClassReader reader = new ClassReader(in);
            return join(reader.getSuperName(), List.of(reader.getInterfaces()));
        } catch (IOException | RuntimeException e) {
            // A JDK later than ASM knows: its hierarchy is missing, the list of blocking methods still holds.
            return List.of();
        }
    }

    private static Collection<String> join(@Nullable String parent, List<String> others) {
        return parent == null
                ? others
                : Stream.concat(Stream.of(parent), others.stream()).toList();
    }

    boolean isSubtype(String type, String of) {
        return type.equals(of) || supertypes(type).contains(of);
    }

    /** The method that a call to an object of exactly this type comes to; null if it is outside the jars. */
    @Nullable
    MethodFacts resolve(String type, String name, String descriptor) {
        MethodFacts lastResort = null;
        for (String candidate : supertypes(type)) {
            ClassFacts facts = boundary.isOutside(candidate) ? null : classes.find(candidate);
            MethodFacts method = facts == null ? null : facts.method(name, descriptor);
            if (method != null && !method.isAbstract()) {
                return method;
            }
            lastResort = lastResort == null ? method : lastResort;
        }
        return lastResort;
    }
}
