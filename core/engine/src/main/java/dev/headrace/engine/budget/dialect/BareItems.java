package dev.headrace.engine.budget.dialect;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** The values of structured fields without their parameters (RFC 9651, section 4.2.3.1). */
final class BareItems {
    private static final int MOST_INTEGER_DIGITS = 15;
    private static final int MOST_DECIMAL_DIGITS = 12;
    private static final int MOST_FRACTION_DIGITS = 3;

    /** A word without quotes. */
    record Token(String text) {}

    /** A byte sequence, in base64 as it came: it is only ever compared. */
    record Bytes(String base64) {}

    /** A text beyond ASCII. */
    record Display(String text) {}

    private BareItems() {}

    static Object parse(Cursor cursor) throws Malformed {
        char first = cursor.peek();
        return switch (first) {
            case '"' -> string(cursor);
            case ':' -> bytes(cursor);
            case '?' -> flag(cursor);
            case '@' -> date(cursor);
            case '%' -> display(cursor);
            default -> {
                if (first == '-' || isDigit(first)) {
                    yield number(cursor);
                }
                yield token(cursor);
            }
        };
    }

    private static Object number(Cursor cursor) throws Malformed {
        int start = cursor.mark();
        cursor.skip('-');
        int whole = digits(cursor);
        if (whole == 0 || whole > MOST_INTEGER_DIGITS) {
            throw new Malformed("a number of %d digits".formatted(whole));
        }
        if (!cursor.skip('.')) {
            return Long.valueOf(cursor.since(start));
        }
        int fraction = digits(cursor);
        if (whole > MOST_DECIMAL_DIGITS || fraction == 0 || fraction > MOST_FRACTION_DIGITS) {
            throw new Malformed("a decimal of %d and %d digits".formatted(whole, fraction));
        }
        return new BigDecimal(cursor.since(start));
    }

    private static int digits(Cursor cursor) {
        int count = 0;
        while (isDigit(cursor.peek())) {
            cursor.next();
            count++;
        }
        return count;
    }

    private static String string(Cursor cursor) throws Malformed {
        cursor.require('"');
        StringBuilder text = new StringBuilder();
        for (char c = cursor.next(); c != '"'; c = cursor.next()) {
            if (c == '\\') {
                c = cursor.next();
                if (c != '"' && c != '\\') {
                    throw new Malformed("a backslash before something else than a quote or another");
                }
            }
            text.append(printable(c));
        }
        return text.toString();
    }

    private static char printable(char c) throws Malformed {
        if (c < 0x20 || c > 0x7e) {
            throw new Malformed("a string that does not end, or has a character that is not printable ASCII");
        }
        return c;
    }

    private static Token token(Cursor cursor) throws Malformed {
        int start = cursor.mark();
        if (!isAlpha(cursor.peek()) && cursor.peek() != '*') {
            throw new Malformed("nothing begins with '%s'".formatted(cursor.peek()));
        }
        while (isToken(cursor.peek())) {
            cursor.next();
        }
        return new Token(cursor.since(start));
    }

    private static Bytes bytes(Cursor cursor) throws Malformed {
        cursor.require(':');
        int start = cursor.mark();
        while (isBase64(cursor.peek())) {
            cursor.next();
        }
        String base64 = cursor.since(start);
        cursor.require(':');
        try {
            Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException bad) {
            throw new Malformed("bytes that are not base64");
        }
        return new Bytes(base64);
    }

    private static boolean flag(Cursor cursor) throws Malformed {
        cursor.require('?');
        char value = cursor.next();
        if (value != '0' && value != '1') {
            throw new Malformed("a boolean that is neither 0 nor 1");
        }
        return value == '1';
    }

    private static Instant date(Cursor cursor) throws Malformed {
        cursor.require('@');
        if (number(cursor) instanceof Long seconds) {
            return Instant.ofEpochSecond(seconds);
        }
        throw new Malformed("a date with a fraction");
    }

    private static Display display(Cursor cursor) throws Malformed {
        cursor.require('%');
        cursor.require('"');
        ByteBuffer bytes = ByteBuffer.allocate(Math.max(16, cursor.left()));
        for (char c = cursor.next(); c != '"'; c = cursor.next()) {
            bytes.put((byte) (c == '%' ? hex(cursor.next()) * 16 + hex(cursor.next()) : printable(c)));
        }
        try {
            return new Display(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException bad) {
            throw new Malformed("a display string that is not UTF-8");
        }
    }

    private static int hex(char c) throws Malformed {
        if (isDigit(c)) {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        throw new Malformed("an escape that is not two lower-case hexadecimal digits");
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAlpha(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isToken(char c) {
        return isAlpha(c) || isDigit(c) || "!#$%&'*+-.^_`|~:/".indexOf(c) >= 0;
    }

    private static boolean isBase64(char c) {
        return isAlpha(c) || isDigit(c) || c == '+' || c == '/' || c == '=';
    }
}
