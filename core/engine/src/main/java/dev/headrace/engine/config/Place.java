package dev.headrace.engine.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where something stands.
 *
 * @param path full path of the option, empty for the file itself
 * @param file as it is shown, empty when it is not known
 * @param line from 1, or 0 when it is not known
 */
record Place(String path, String file, int line) {
    private static final Pattern LINE = Pattern.compile("(.+): (\\d+)(?:-\\d+)?");
    private static final String MERGED = "merge of ";

    static Place file(String file) {
        return new Place("", file, 0);
    }

    /** The place of an option inside this one, on the same line until {@link #at} knows better. */
    Place child(String key) {
        String quoted = isPlain(key) ? key : ConfigUtil.joinPath(key);
        return new Place(path.isEmpty() ? quoted : path + "." + quoted, file, line);
    }

    /** The place of an element of the list at this place. */
    Place element(int index) {
        return new Place("%s[%s]".formatted(path, index), file, line);
    }

    /**
     * The same path on the line of an origin, {@code name: 12}, or of the first line among several that were merged,
     * {@code merge of environment variable X,name: 12-14,other: 3}; unchanged when there is no line.
     */
    Place at(ConfigOrigin origin) {
        String text = origin.description();
        if (origin.lineNumber() > 0) {
            return new Place(path, text.substring(0, text.lastIndexOf(": ")), origin.lineNumber());
        }
        if (!text.startsWith(MERGED)) {
            return this;
        }
        return Stream.of(text.substring(MERGED.length()).split(",", -1))
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(part -> new Place(path, part.group(1), Integer.parseInt(part.group(2))))
                .orElse(this);
    }

    /** Whether a key needs no quotes in a path; asked for every option, so cheaper than to let the library find out. */
    private static boolean isPlain(String key) {
        return !key.isEmpty() && key.chars().allMatch(one -> one == '-' || one < 128 && Character.isLetterOrDigit(one));
    }

    /** {@code file:line}, as far as it is known. */
    String origin() {
        return line == 0 ? file : file + ":" + line;
    }
}
