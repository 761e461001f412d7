package dev.headrace.runner.view;

/** The size of a terminal, in characters; each at least 1. */
public record Size(int columns, int rows) {
    /** What a terminal has that does not say. */
    public static final Size USUAL = new Size(80, 24);

    /** @throws IllegalArgumentException if it is empty */
    public Size {
        if (columns < 1 || rows < 1) {
            throw new IllegalArgumentException("a terminal of %d x %d".formatted(columns, rows));
        }
    }
}
