package dev.headrace.engine.http;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Locale;

/** Numbers and bodies as messages show them. Stateless. */
final class Texts {
    private static final int EXCERPT = 200;

    private Texts() {}

    /** A duration as a person says it: {@code 12 ms}, {@code 1.4 s}, {@code 15 min}. */
    static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 600_000) {
            String seconds = String.format(Locale.ROOT, "%.1f", millis / 1000.0);
            return (seconds.endsWith(".0") ? seconds.substring(0, seconds.length() - 2) : seconds) + " s";
        }
        return duration.toMinutes() + " min";
    }

    /** The beginning of a body on one line, without what cannot be printed. */
    static String excerpt(Octets body, Charset charset) {
        int length = Math.min(body.length(), 4 * EXCERPT);
        String text = new String(body.array(), 0, length, charset);
        StringBuilder line = new StringBuilder(EXCERPT + 1);
        for (int i = 0; i < text.length() && line.length() < EXCERPT; i++) {
            append(line, text.charAt(i));
        }
        return line.toString().trim();
    }

    private static void append(StringBuilder line, char c) {
        boolean blank = Character.isWhitespace(c) || Character.isISOControl(c);
        boolean unprintable = c == '\ufffd' || Character.isSurrogate(c) || Character.getType(c) == Character.FORMAT;
        if (blank && line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
            line.append(' ');
        } else if (!blank) {
            line.append(unprintable ? '?' : c);
        }
    }
}
