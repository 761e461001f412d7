package dev.headrace.testkit.upstream.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalInt;

/** A position that a client cannot read, guess or shorten: letters, digits, minus, underscore and equals. */
final class Cursor {
    private Cursor() {}

    static String at(int index) {
        byte[] text = (index + ":" + check(index)).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().encodeToString(text);
    }

    /** The position; empty if the text is no cursor that was given out. */
    static OptionalInt index(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            int colon = text.indexOf(':');
            int index = Integer.parseInt(text.substring(0, Math.max(0, colon)));
            return text.substring(colon + 1).equals(check(index)) ? OptionalInt.of(index) : OptionalInt.empty();
        } catch (IllegalArgumentException notOurs) {
            return OptionalInt.empty();
        }
    }

    private static String check(int index) {
        return Integer.toHexString(index * 0x9e3779b1);
    }
}
