package dev.headrace.runner.view;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns; columns that hold only numbers are aligned to the right. For one thread. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;

    private Table(List<String> heading) {
        columns = heading.size();
        rows.add(heading);
    }

    /** A table with a heading. */
    public static Table of(String... heading) {
        return new Table(List.of(heading));
    }

    /** Adds a row; each cell is shown as its text. */
    public void row(Object... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException("%s cells for %s columns".formatted(cells.length, columns));
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell.toString());
        }
        rows.add(row);
    }

    /** The heading and the rows, without trailing space. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                line.append(column == 0 ? "" : GAP).append(padded(row.get(column), column));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private String padded(String cell, int column) {
        String space = " ".repeat(width(column) - cell.length());
        return numeric(column) ? space + cell : cell + space;
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private boolean numeric(int column) {
        return rows.stream()
                .skip(1)
                .map(row -> row.get(column))
                .allMatch(cell -> cell.isEmpty() || cell.matches("-?[\\d,. ]+( (s|ms|%))?"));
    }
}
