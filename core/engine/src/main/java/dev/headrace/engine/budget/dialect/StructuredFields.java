package dev.headrace.engine.budget.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses structured fields (RFC 9651, section 4.2) as strictly as it demands: one character out of place and the whole field is
 * as if it were not there.
 */
final class StructuredFields {
    /** More members than any list of limits has; a longer field is not read. */
    private static final int MOST_MEMBERS = 1024;

    /**
     * A value and its parameters.
     *
     * @param value a {@code Long}, {@code BigDecimal}, {@code String}, {@code Boolean}, {@code Instant}, {@link BareItems.Token},
     *     {@link BareItems.Bytes} or {@link BareItems.Display}; or a {@code List} of members, for an inner list
     */
    record Member(Object value, Map<String, Object> parameters) {}

    private final Cursor cursor;

    private StructuredFields(String text) {
        this.cursor = new Cursor(text);
    }

    /** Lines of one field are joined with a comma before. */
    static List<Member> list(String text) throws Malformed {
        StructuredFields parser = new StructuredFields(text);
        parser.cursor.skipSpaces();
        List<Member> members = new ArrayList<>();
        while (!parser.cursor.atEnd()) {
            members.add(parser.member());
            parser.separator(members.size());
        }
        return members;
    }

    static Map<String, Member> dictionary(String text) throws Malformed {
        StructuredFields parser = new StructuredFields(text);
        parser.cursor.skipSpaces();
        Map<String, Member> members = new LinkedHashMap<>();
        int count = 0;
        while (!parser.cursor.atEnd()) {
            String key = parser.key();
            members.remove(key);
            members.put(key, parser.cursor.skip('=') ? parser.member() : parser.flag());
            parser.separator(++count);
        }
        return members;
    }

    static Member item(String text) throws Malformed {
        StructuredFields parser = new StructuredFields(text);
        parser.cursor.skipSpaces();
        Member item = parser.simple();
        parser.cursor.skipSpaces();
        if (!parser.cursor.atEnd()) {
            throw new Malformed("something follows the item");
        }
        return item;
    }

    private void separator(int members) throws Malformed {
        cursor.skipOptionalWhitespace();
        if (cursor.atEnd()) {
            return;
        }
        cursor.require(',');
        cursor.skipOptionalWhitespace();
        if (cursor.atEnd() || members >= MOST_MEMBERS) {
            throw new Malformed("nothing follows a comma, or too much");
        }
    }

    private Member flag() throws Malformed {
        return new Member(true, parameters());
    }

    private Member member() throws Malformed {
        return cursor.skip('(') ? innerList() : simple();
    }

    private Member innerList() throws Malformed {
        List<Member> inner = new ArrayList<>();
        cursor.skipSpaces();
        while (!cursor.skip(')')) {
            inner.add(simple());
            if (cursor.peek() != ' ' && cursor.peek() != ')') {
                throw new Malformed("an inner list goes on without a space");
            }
            cursor.skipSpaces();
        }
        return new Member(inner, parameters());
    }

    private Member simple() throws Malformed {
        return new Member(BareItems.parse(cursor), parameters());
    }

    private Map<String, Object> parameters() throws Malformed {
        if (cursor.peek() != ';') {
            return Map.of();
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        while (cursor.skip(';')) {
            cursor.skipSpaces();
            String key = key();
            parameters.remove(key);
            parameters.put(key, cursor.skip('=') ? BareItems.parse(cursor) : true);
        }
        return parameters;
    }

    private String key() throws Malformed {
        int start = cursor.mark();
        if (!isLower(cursor.peek()) && cursor.peek() != '*') {
            throw new Malformed("a key begins with '%s'".formatted(cursor.peek()));
        }
        while (isKey(cursor.peek())) {
            cursor.next();
        }
        return cursor.since(start);
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isKey(char c) {
        return isLower(c) || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.' || c == '*';
    }
}
