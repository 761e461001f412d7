package dev.headrace.detector.scan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The list of calls that a connector may not make; {@code forbidden-calls.txt} says how it is written. For one thread. */
final class ForbiddenCalls {
    private static final String LIST = "forbidden-calls.txt";
    private static final String HARMLESS = "[harmless]";

    private record Entry(Rule rule, List<Signature> meant, List<String> excepted) {
        boolean matches(MethodRef method, boolean inherited) {
            return !excepted.contains(method.name())
                    && meant.stream()
                            .anyMatch(signature ->
                                    signature.matches(method) && !(inherited && signature.isConstructor()));
        }
    }

    private record Family(Pattern types, Entry entry) {}

    private final Map<String, List<Entry>> byType = new HashMap<>();
    private final List<Family> families = new ArrayList<>();
    private final Map<String, List<String>> harmless = new HashMap<>();
    private final Map<String, List<Family>> familiesOf = new HashMap<>();

    private ForbiddenCalls() {}

    static ForbiddenCalls read() {
        ForbiddenCalls calls = new ForbiddenCalls();
        try (InputStream in = Objects.requireNonNull(ForbiddenCalls.class.getResourceAsStream(LIST), LIST);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String section = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    section = line;
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    calls.add(section, line);
                }
            }
            return calls;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String section, String line) {
        int colon = line.lastIndexOf(": ");
        String type = line.substring(0, colon);
        List<String> words = Arrays.asList(line.substring(colon + 2).split(" "));
        if (section.equals(HARMLESS)) {
            harmless.put(type.replace('.', '/'), words);
        } else {
            add(Rule.valueOf(section.substring(1, section.length() - 1).toUpperCase(Locale.ROOT)), type, words);
        }
    }

    private void add(Rule rule, String type, List<String> words) {
        List<Signature> meant = words.stream()
                .filter(word -> !word.startsWith("-"))
                .map(Signature::parse)
                .toList();
        List<String> excepted = words.stream()
                .filter(word -> word.startsWith("-"))
                .map(word -> word.substring(1))
                .toList();
        Entry entry = new Entry(rule, meant, excepted);
        if (type.startsWith("~")) {
            families.add(new Family(Pattern.compile(type.substring(1)), entry));
        } else {
            byType.computeIfAbsent(type.replace('.', '/'), key -> new ArrayList<>(1))
                    .add(entry);
        }
    }

    /** True for a method that is known not to block, whatever it leads to. */
    boolean isHarmless(MethodRef called) {
        // A compiler numbers nested classes that have no name.
        int nested = called.owner().lastIndexOf('$') + 1;
        boolean numbered = nested > 0 && Character.isDigit(called.owner().charAt(nested));
        String owner = numbered ? called.owner().substring(0, nested) + "*" : called.owner();
        return harmless.getOrDefault(owner, List.of()).contains(called.name());
    }

    /** What is forbidden about a call; empty for most. */
    Optional<Leaf> match(MethodRef called, Hierarchy hierarchy) {
        for (String type : hierarchy.supertypes(called.owner())) {
            Leaf leaf = match(called, type);
            if (leaf != null) {
                return Optional.of(leaf);
            }
        }
        return matchFamily(called);
    }

    private @Nullable Leaf match(MethodRef called, String type) {
        boolean inherited = !type.equals(called.owner());
        for (Entry entry : byType.getOrDefault(type, List.of())) {
            if (entry.matches(called, inherited)) {
                // The JDK's own subtypes are known to every reader; a library's are not.
                return new Leaf(entry.rule(), called.owner().startsWith("java/") ? called : called.in(type));
            }
        }
        return null;
    }

    private Optional<Leaf> matchFamily(MethodRef called) {
        if (called.owner().startsWith("java/")) {
            return Optional.empty();
        }
        return familiesOf.computeIfAbsent(called.owner(), this::familiesOf).stream()
                .filter(family -> family.entry().matches(called, false))
                .map(family -> new Leaf(family.entry().rule(), called))
                .findFirst();
    }

    private List<Family> familiesOf(String owner) {
        String type = owner.replace('/', '.');
        return families.stream()
                .filter(family -> family.types().matcher(type).matches())
                .toList();
    }
}
