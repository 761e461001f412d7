package dev.headrace.runner.live;

import java.util.List;
import java.util.function.Consumer;

/**
 * Lines at the bottom of a terminal that are drawn over themselves. Each picture is one write, and only lines that have changed are
 * in it. Between two pictures the cursor is visible and stands below the last line, so that whatever ends the process leaves the
 * terminal as it should be. For one thread.
 */
final class Screen {
    /** Terminals that know it show the picture when it is whole; the others ignore it. */
    private static final String BEGIN = "\u001b[?2026h\u001b[?25l\r";

    private static final String END = "\u001b[?25h\u001b[?2026l";
    private static final String NO_WRAPPING = "\u001b[?7l";
    private static final String WRAPPING = "\u001b[?7h";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String NEXT = "\r\n";

    private final Consumer<String> out;
    private final boolean colours;
    private List<String> shown = List.of();
    private List<Line> lines = List.of();
    private int up;
    private boolean afresh;

    /** @param out writes a text at once */
    Screen(Consumer<String> out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /**
     * Draws.
     *
     * @param picture no line of it wider than the terminal less one column: what stands in the last one may be wiped
     * @param above whole lines that are to stand above it for good; may be empty
     */
    void show(List<Line> picture, String above) {
        List<String> wanted = picture.stream().map(line -> line.ansi(colours)).toList();
        boolean whole = afresh || !above.isEmpty();
        if (!whole && wanted.equals(shown)) {
            return;
        }
        StringBuilder frame = new StringBuilder(BEGIN);
        if (up > 0) {
            frame.append("\u001b[").append(up).append('A');
        }
        if (whole) {
            frame.append(CLEAR_BELOW).append(above.replace("\n", NEXT));
        }
        frame.append(NO_WRAPPING);
        draw(wanted, whole ? List.of() : shown, frame);
        out.accept(frame.append(WRAPPING).append(END).toString());
        shown = wanted;
        lines = List.copyOf(picture);
        up = wanted.size();
        afresh = false;
    }

    private static void draw(List<String> wanted, List<String> before, StringBuilder frame) {
        for (int i = 0; i < wanted.size(); i++) {
            if (i >= before.size() || !wanted.get(i).equals(before.get(i))) {
                frame.append(wanted.get(i)).append(CLEAR_LINE);
            }
            frame.append(NEXT);
        }
        // What was longer before, and what somebody typed.
        frame.append(CLEAR_BELOW);
    }

    /** The terminal has another width: most of them have broken the lines anew, so the picture takes other rows than it did. */
    void resized(int columns) {
        up = lines.stream()
                .mapToInt(line -> Math.max(1, (line.width() + columns - 1) / columns))
                .sum();
        afresh = true;
    }

    /** Somebody else has written to the terminal: the next picture begins below. */
    void moved() {
        up = 0;
        afresh = true;
    }
}
