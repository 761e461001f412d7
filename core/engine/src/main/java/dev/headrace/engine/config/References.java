package dev.headrace.engine.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which options the file gives as {@code ${NAME}}, {@code ${?NAME}} or with one of them inside. After substitution a value no
 * longer knows the line of its reference, and an optional one that nothing answered is gone without trace.
 */
final class References {
    /**
     * @param name the first that the value refers to
     * @param place of the reference, with its line
     */
    record Reference(String name, Place place) {
        /** What to say when the option is gone because nothing answered. */
        String unanswered() {
            return name.matches("\\w+")
                    ? "the environment variable %s is not set".formatted(name)
                    : "nothing answers ${%s}".formatted(name);
        }
    }

    private static final Pattern NAME = Pattern.compile("\\$\\{\\??([A-Za-z_][A-Za-z0-9_.-]*)}");

    private final String main;
    private final Map<String, Reference> byPath = new HashMap<>();

    private References(String main) {
        this.main = main;
    }

    /**
     * @param unresolved as it was parsed, before substitution
     * @param main the file that includes the others
     */
    static References in(ConfigObject unresolved, String main) {
        References references = new References(main);
        references.collect(unresolved, Place.file(main));
        return references;
    }

    Optional<Reference> of(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /**
     * The names in a value that has not been substituted, as the file gives them. Only what has the form of a name is taken: the
     * text around it may be a secret.
     */
    List<String> names(ConfigValue value, Place place) {
        return NAME.matcher(value.render())
                .results()
                .map(name -> written(name, place))
                .distinct()
                .toList();
    }

    private void collect(ConfigValue value, Place parent) {
        Place place = parent.at(value.origin());
        if (value instanceof ConfigObject object) {
            collectMembers(object, place);
        } else if (value instanceof ConfigList list) {
            int index = 0;
            for (ConfigValue element : list) {
                collect(element, place.element(index++));
            }
        } else if (Unresolved.blocks(value)) {
            names(value, place).stream()
                    .findFirst()
                    .ifPresent(name -> byPath.put(place.path(), new Reference(name, place)));
        }
    }

    private void collectMembers(ConfigObject object, Place place) {
        try {
            object.forEach((key, member) -> collect(member, place.child(key)));
        } catch (ConfigException.NotResolved merged) {
            // An object that is put together from others has no keys before substitution. The price is a message that
            // does
            // not name the variable.
        }
    }

    /** The library puts the path of an include before every name in the included file; nobody has written that. */
    private String written(MatchResult found, Place place) {
        String name = found.group(1);
        String prefix = place.file().equals(main) ? "" : place.path();
        while (!prefix.isEmpty()) {
            if (name.startsWith(prefix + ".")) {
                return name.substring(prefix.length() + 1);
            }
            prefix = prefix.substring(0, Math.max(0, prefix.lastIndexOf('.')));
        }
        return name;
    }
}
