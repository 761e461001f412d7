package dev.headrace.runner.repository;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * The names in a connector's repository.
 *
 * @param connector as configurations name it: lower-case words joined by {@code -}
 * @param group Maven's
 * @param packageName of its classes
 */
public record RepositoryNames(String connector, String group, String packageName) {
    /** What {@code ConnectorInfo} accepts, and no name of a class or directory can go wrong with. */
    private static final String KEBAB_CASE = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    /** Whose provider would have the name of the SPI's own interface. */
    private static final String TAKEN = "connector";

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if one cannot be used, with a sentence for people
     */
    public RepositoryNames {
        if (!connector.matches(KEBAB_CASE)) {
            throw new IllegalArgumentException(
                    "'%s' cannot be the name of a connector: it is lower-case words joined by '-', for example %s."
                            .formatted(connector, suggestion(connector)));
        }
        if (connector.equals(TAKEN)) {
            throw new IllegalArgumentException(
                    "'connector' cannot be the name of a connector: its class ConnectorProvider would hide the SPI's. Name what it collects.");
        }
        checkPackage(group, "a Maven group");
        checkPackage(packageName, "a Java package");
    }

    /**
     * Names of which only the first must be given.
     *
     * @param packageName empty for the group and the name of the connector without {@code -}
     * @throws IllegalArgumentException if one cannot be used, with a sentence for people
     */
    public static RepositoryNames of(String connector, String group, String packageName) {
        String standard = group + "." + connector.replace("-", "");
        // A keyword of Java may be a connector, but no package.
        boolean usable = SourceVersion.isName(standard);
        return new RepositoryNames(
                connector, group, packageName.isEmpty() ? (usable ? standard : standard + "s") : packageName);
    }

    private static void checkPackage(String name, String what) {
        if (!SourceVersion.isName(name) || !name.equals(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "'%s' cannot be %s: it is lower-case Java names joined by '.', for example com.example.rivers."
                            .formatted(name, what));
        }
    }

    private static String suggestion(String connector) {
        String words = connector
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[-0-9]+|-+$", "");
        return words.isEmpty() ? "river-levels" : words;
    }

    /** The beginning of the names of its classes, for example {@code RiverLevels}. */
    String className() {
        return words().map(RepositoryNames::capitalized).collect(Collectors.joining());
    }

    /** Its name for people, for example {@code River levels}. */
    String title() {
        return capitalized(words().collect(Collectors.joining(" ")));
    }

    private Stream<String> words() {
        return Arrays.stream(connector.split("-", -1));
    }

    private static String capitalized(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
