package dev.headrace.runner.view;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text in lines of a width. Stateless. */
final class Lines {
    /** What fits a terminal, a mail and a page of documentation. */
    static final int WIDTH = 80;

    /** A number stays with its unit. */
    private static final Pattern BREAKS = Pattern.compile(" (?!(?:d|h|min|s|ms)\\b)");

    private Lines() {}

    /**
     * Breaks a text between words.
     *
     * @param first what the first line begins with; the others are indented as far
     */
    static List<String> wrapped(String first, String text, int width) {
        List<String> lines = new ArrayList<>();
        String indentation = " ".repeat(first.length());
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : BREAKS.split(text, -1)) {
            if (!empty && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(indentation);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.add(line.toString());
        return lines;
    }

    /** A table whose last column is broken between words where it is too wide. */
    static List<String> table(List<List<String>> rows, int width) {
        int last = rows.get(0).size() - 1;
        int left = 0;
        for (int column = 0; column < last; column++) {
            int at = column;
            left += 2
                    + rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0);
        }
        int room = Math.max(12, width - left);
        Table table = Table.of(rows.get(0).toArray(String[]::new));
        for (List<String> row : rows.subList(1, rows.size())) {
            List<String> cells = new ArrayList<>(row);
            for (String part : wrapped("", row.get(last), room)) {
                cells.set(last, part);
                table.row(cells.toArray());
                cells.replaceAll(cell -> "");
            }
        }
        return table.lines();
    }
}
