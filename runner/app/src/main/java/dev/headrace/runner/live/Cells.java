package dev.headrace.runner.live;

import dev.headrace.runner.view.Texts;

/**
 * How many columns of a terminal a text takes: two for what is wide in East Asia and for pictures, none for accents that stand on
 * the letter before (Unicode, UAX 11). Stateless.
 */
final class Cells {
    private static final char ELLIPSIS = '…';

    /** The first and last code point of each block that is wide. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F,
        0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900, 0x1FAFF, 0x20000, 0x3FFFD
    };

    private Cells() {}

    static int width(String text) {
        return text.codePoints().map(Cells::width).sum();
    }

    private static int width(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> isWide(point) ? 2 : 1;
        };
    }

    private static boolean isWide(int point) {
        for (int i = 0; i < WIDE.length; i += 2) {
            if (point >= WIDE[i] && point <= WIDE[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** At most so many columns, with an ellipsis where something is missing. */
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int room = columns - 1;
        for (int point : text.codePoints().toArray()) {
            room -= width(point);
            if (room < 0) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return columns > 0 ? kept.append(ELLIPSIS).toString() : "";
    }

    static String left(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - width(text))) + text;
    }

    /** See {@link Texts#harmless}. */
    static String harmless(String text) {
        return Texts.harmless(text);
    }
}
