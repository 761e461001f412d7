package dev.headrace.engine.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds options that one file gives twice. The library merges them silently, so that a copied line wins over the one above it.
 *
 * <p>Objects may be given in parts, and a value with a substitution may follow a plain one: {@code token = ${?TOKEN}} after a
 * default is how HOCON is meant. Reads text that the library has parsed already, so that it need not find mistakes; what it
 * does not understand, it skips. Confined to one thread.
 */
final class DuplicateKeys {
    private enum Form {
        PLAIN,
        SUBSTITUTED,
        OBJECT
    }

    private final String text;
    /** The library's reading: a path that it does not know is a slip of this class, and might show a value. */
    private final Config parsed;

    private final String file;
    private final Problems problems;
    private final Map<String, Integer> lines = new HashMap<>();
    private int at;
    private int line = 1;

    private DuplicateKeys(String text, Config parsed, String file, Problems problems) {
        this.text = text;
        this.parsed = parsed;
        this.file = file;
        this.problems = problems;
    }

    /**
     * @param text valid HOCON
     * @param parsed the same text as the library reads it
     */
    static void report(String text, Config parsed, String file, Problems problems) {
        DuplicateKeys scan = new DuplicateKeys(text, parsed, file, problems);
        scan.skipSpace();
        if (scan.peek() == '{') {
            scan.next();
        }
        scan.object("");
    }

    /** Reads fields up to the closing brace, which it takes, or to the end. */
    private void object(String prefix) {
        for (skipSpace(); !ended() && peek() != '}'; skipSpace()) {
            int before = at;
            field(prefix);
            if (at == before) {
                next();
            }
        }
        next();
    }

    private void field(String prefix) {
        int start = line;
        List<String> key = key();
        if (key.isEmpty() || key.size() == 1 && key.get(0).startsWith("include ") || ended()) {
            skipLine();
            return;
        }
        String path = prefix + (prefix.isEmpty() ? "" : ".") + ConfigUtil.joinPath(key);
        boolean appends = peek() == '+';
        while (peek() == '+' || peek() == '=' || peek() == ':') {
            next();
        }
        Form form = value(path);
        if (form != Form.OBJECT && !appends) {
            Integer first = lines.putIfAbsent(path, start);
            if (first != null && form == Form.PLAIN && parsed.hasPathOrNull(path)) {
                problems.error(
                        new Place(path, file, start),
                        "is given twice; the value on line %s would be ignored: remove one of them.".formatted(first));
            }
        }
    }

    /** The elements of a key; stops at its separator. */
    private List<String> key() {
        List<String> elements = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        while (!ended() && "=:{+}\n".indexOf(peek()) < 0) {
            if (peek() == '"') {
                element.append(quoted());
            } else if (peek() == '.') {
                next();
                elements.add(element.toString().strip());
                element.setLength(0);
            } else {
                element.append(next());
            }
        }
        if (!element.toString().isBlank()) {
            elements.add(element.toString().strip());
        }
        return elements;
    }

    /** Reads a value with all its parts. */
    private Form value(String path) {
        Form form = Form.PLAIN;
        skipSpace();
        while (!ended() && ",}]\n".indexOf(peek()) < 0 && !atComment()) {
            switch (peek()) {
                case '{' -> {
                    form = Form.OBJECT;
                    next();
                    object(path);
                }
                case '[' -> list();
                case '"' -> quoted();
                case '$' -> {
                    form = form == Form.OBJECT ? form : Form.SUBSTITUTED;
                    skipTo('}');
                }
                default -> next();
            }
        }
        return form;
    }

    /** Skips a list with all that is in it: two of its elements may well have the same options. */
    private void list() {
        int depth = 0;
        do {
            switch (peek()) {
                case '"' -> quoted();
                case '#' -> skipLine();
                default -> depth += nesting(next());
            }
        } while (depth > 0 && !ended());
    }

    private static int nesting(char bracket) {
        return switch (bracket) {
            case '[', '{' -> 1;
            case ']', '}' -> -1;
            default -> 0;
        };
    }

    private String quoted() {
        if (text.startsWith("\"\"\"", at)) {
            return tripleQuoted();
        }
        int start = at;
        next();
        while (!ended() && peek() != '"') {
            if (next() == '\\') {
                next();
            }
        }
        next();
        return text.substring(Math.min(start + 1, at), Math.max(start + 1, at - 1));
    }

    private String tripleQuoted() {
        int start = at + 3;
        int end = text.indexOf("\"\"\"", start);
        int stop = end < 0 ? text.length() : end + 3;
        while (at < stop || !ended() && peek() == '"') {
            next();
        }
        return text.substring(start, Math.max(start, at - 3));
    }

    /** Skips white space, commas between fields, and comments. */
    private void skipSpace() {
        while (!ended() && (Character.isWhitespace(peek()) || peek() == ',' || peek() == '\uFEFF' || atComment())) {
            if (atComment()) {
                skipLine();
            } else {
                next();
            }
        }
    }

    private boolean atComment() {
        return peek() == '#' || text.startsWith("//", at);
    }

    private void skipLine() {
        while (!ended() && peek() != '\n') {
            next();
        }
    }

    private void skipTo(char last) {
        while (!ended() && next() != last) {
            // Each step has moved on already.
        }
    }

    private boolean ended() {
        return at >= text.length();
    }

    /** The next character, or a line end after the last one. */
    private char peek() {
        return ended() ? '\n' : text.charAt(at);
    }

    private char next() {
        char current = peek();
        at++;
        line += current == '\n' ? 1 : 0;
        return current;
    }
}
