package dev.headrace.engine.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something stands.
 *
 * @param path full path of the option, empty for the file itself
 * @param file as it is shown, empty when it is not known
 * @param line from 1, or 0 when it is not known
 */
record Place(String path, String file, int line) {
    /** An origin, or the first of several that were merged: {@code name: 12}, {@code merge of name: 12-14,other: 3}. */
    private static final Pattern ORIGIN =
            Pattern.compile("(?:merge of )?(.+?): (\\d+)(?:-\\d+)?(?:,.*)?", Pattern.DOTALL);

    static Place file(String file) {
        return new Place("", file, 0);
    }

    /** The place of an option inside this one, on the same line until {@link #at} knows better. */
    Place child(String key) {
        String quoted = ConfigUtil.joinPath(key);
        return new Place(path.isEmpty() ? quoted : path + "." + quoted, file, line);
    }

    /** The place of an element of the list at this place. */
    Place element(int index) {
        return new Place("%s[%s]".formatted(path, index), file, line);
    }

    /** The same path on the line of an origin; unchanged when the origin is no line of a file. */
    Place at(ConfigOrigin origin) {
        Matcher matcher = ORIGIN.matcher(origin.description());
        return matcher.matches() ? new Place(path, matcher.group(1), Integer.parseInt(matcher.group(2))) : this;
    }

    /** {@code file:line}, as far as it is known. */
    String origin() {
        return line == 0 ? file : file + ":" + line;
    }
}
