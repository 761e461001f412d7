package dev.headrace.testkit.signatures;

import dev.headrace.detector.scan.Rule;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The static check's list of forbidden calls in the language of forbiddenapis. That has neither families of types nor exceptions,
 * and beginnings of names and short parameters have to be spelled out from the class: what it cannot say, and types that are not on
 * the test's class path as far as they would have to be looked at, are left to the check. So are methods that only a subtype has.
 */
final class Translation {
    private final Set<String> lines = new LinkedHashSet<>();

    private Translation() {}

    /** The signatures of a list, with a default message before those of each rule. */
    static List<String> of(Stream<String> list) {
        Translation translation = new Translation();
        boolean forbidden = true;
        for (String line :
                list.filter(line -> !line.isBlank() && !line.startsWith("#")).toList()) {
            if (line.startsWith("[")) {
                forbidden = !line.equals("[harmless]");
            }
            if (forbidden) {
                translation.add(line);
            }
        }
        return List.copyOf(translation.lines);
    }

    private void add(String line) {
        if (line.startsWith("[")) {
            Rule rule = Rule.valueOf(line.substring(1, line.length() - 1).toUpperCase(Locale.ROOT));
            lines.add("@defaultMessage %s: %s".formatted(rule.title(), rule.advice()));
        } else if (!line.startsWith("~") && !line.contains(" -")) {
            String type = line.substring(0, line.lastIndexOf(": "));
            for (String word : line.substring(type.length() + 2).split(" ", -1)) {
                lines.addAll(signatures(type, word));
            }
        }
    }

    private static List<String> signatures(String type, String word) {
        if (word.equals("*")) {
            return List.of(type);
        }
        String name = word.replaceFirst("\\(.*", "");
        if (name.endsWith("*")) {
            String beginning = name.substring(0, name.length() - 1);
            return named(type, member -> member.getName().startsWith(beginning), true);
        }
        if (!word.contains("(")) {
            return find(type).isEmpty() ? List.of(signature(type, name, "**")) : all(type, name);
        }
        List<String> parameters =
                List.of(word.substring(name.length() + 1, word.length() - 1).split(",", -1));
        return named(type, member -> name(member).equals(name) && takes(member, parameters), false);
    }

    /** Every method of a name; a field, where that is meant. */
    private static List<String> all(String type, String name) {
        boolean field = find(type).stream()
                .flatMap(one -> Arrays.stream(one.getFields()))
                .anyMatch(one -> one.getName().equals(name));
        return field
                ? List.of(type + "#" + name)
                : named(type, member -> name(member).equals(name), true);
    }

    private static List<String> named(String type, Predicate<Executable> meant, boolean anyParameters) {
        return members(type)
                .filter(meant)
                .map(member -> signature(type, name(member), anyParameters ? "**" : parameters(member)))
                .distinct()
                .sorted()
                .toList();
    }

    private static String signature(String type, String name, String parameters) {
        return "%s#%s(%s)".formatted(type, name.equals("new") ? "<init>" : name, parameters);
    }

    private static Stream<Executable> members(String type) {
        return find(type).stream()
                .flatMap(one -> Stream.<Executable>concat(
                        Stream.of(one.getDeclaredMethods()), Stream.of(one.getDeclaredConstructors())))
                .filter(member -> (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0);
    }

    /** A type of this JVM, not initialised. */
    static Optional<Class<?>> find(String type) {
        try {
            return Optional.of(Class.forName(type, false, Translation.class.getClassLoader()));
        } catch (ClassNotFoundException elsewhere) {
            return Optional.empty();
        }
    }

    private static String name(Executable member) {
        return member instanceof Constructor ? "new" : member.getName();
    }

    private static boolean takes(Executable member, List<String> words) {
        List<String> types = Arrays.stream(member.getParameterTypes())
                .map(Class::getSimpleName)
                .toList();
        boolean open = words.get(words.size() - 1).equals("...");
        List<String> wanted = words.subList(0, open ? words.size() - 1 : words.size());
        if (wanted.equals(List.of(""))) {
            return types.isEmpty();
        }
        return open
                ? types.size() >= wanted.size()
                        && types.subList(0, wanted.size()).equals(wanted)
                : types.equals(wanted);
    }

    private static String parameters(Executable member) {
        return Arrays.stream(member.getParameterTypes()).map(Class::getTypeName).collect(Collectors.joining(","));
    }
}
