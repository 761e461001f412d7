package dev.headrace.runner.view;

import java.time.Duration;
import java.util.Locale;

/** Numbers and times as people read them. Stateless. */
public final class Texts {
    private Texts() {}

    /** {@code 0:07}, {@code 12:30}, {@code 1:00:00}. */
    public static String clock(Duration time) {
        return time.toHours() > 0
                ? "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }

    /** Digits in groups of three: {@code 1,234}. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** The same in one line, without anything that a terminal would obey: names and messages come from outside. */
    public static String harmless(String text) {
        return text.codePoints()
                .map(point -> Character.isISOControl(point) || point == 0x2028 || point == 0x2029 ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** At most so many characters, with an ellipsis where something is missing. */
    public static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
    }
}
