package dev.headrace.engine.budget.dialect;

/** A place in a text that is being parsed. Confined to one thread. */
final class Cursor {
    /** What {@link #peek} says at the end; no text has it. */
    static final char END = '\uffff';

    private final String text;
    private int at;

    Cursor(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char peek() {
        return atEnd() ? END : text.charAt(at);
    }

    char next() {
        char c = peek();
        at++;
        return c;
    }

    boolean skip(char expected) {
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    void require(char expected) throws Malformed {
        if (!skip(expected)) {
            throw new Malformed("'%s' is missing at %d".formatted(expected, at));
        }
    }

    void skipSpaces() {
        while (peek() == ' ') {
            at++;
        }
    }

    /** Spaces and tabs, which may stand around the commas of a list. */
    void skipOptionalWhitespace() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    /** How many characters are left at most. */
    int left() {
        return Math.max(0, text.length() - at);
    }

    int mark() {
        return at;
    }

    String since(int mark) {
        return text.substring(mark, Math.min(at, text.length()));
    }
}
