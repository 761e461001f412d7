package dev.headrace.runner.live;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A terminal as far as the live view uses one: it obeys the sequences that the view may send and fails at all others. Lines that are
 * scrolled off the top are kept. For one thread.
 */
final class FakeTerminal {
    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[(\\??)(\\d*)([A-Za-z])");

    private final List<StringBuilder> rows = new ArrayList<>();
    private final List<String> scrolled = new ArrayList<>();
    private final int columns;
    private final int height;
    private int row;
    private int column;
    private boolean cursorVisible = true;
    private boolean wrapping = true;

    FakeTerminal(int columns, int height) {
        this.columns = columns;
        this.height = height;
        rows.add(new StringBuilder());
    }

    void write(String text) {
        int at = 0;
        Matcher sequence = SEQUENCE.matcher(text);
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '\u001b') {
                if (!sequence.find(at) || sequence.start() != at) {
                    throw new AssertionError(
                            "not understood: " + text.substring(at).replace('\u001b', '^'));
                }
                obey(sequence.group(1) + sequence.group(3), sequence.group(2));
                at = sequence.end();
            } else {
                put(next);
                at++;
            }
        }
    }

    private void obey(String command, String argument) {
        switch (command) {
            case "A" -> row = Math.max(0, row - Integer.parseInt(argument));
            case "J" -> clearBelow();
            case "K" -> current().setLength(Math.min(column, current().length()));
            case "m" -> {}
            case "?h", "?l" -> mode(argument, command.equals("?h"));
            default -> throw new AssertionError("a sequence that was not meant to be sent: " + command);
        }
    }

    private void mode(String number, boolean on) {
        switch (number) {
            case "25" -> cursorVisible = on;
            case "7" -> wrapping = on;
            case "2026" -> {}
            default -> throw new AssertionError("mode " + number);
        }
    }

    private void clearBelow() {
        current().setLength(Math.min(column, current().length()));
        rows.subList(row + 1, rows.size()).clear();
    }

    private void put(char next) {
        switch (next) {
            case '\r' -> column = 0;
            case '\n' -> down();
            default -> print(next);
        }
    }

    private void print(char next) {
        if (column == columns) {
            if (!wrapping) {
                return;
            }
            column = 0;
            down();
        }
        while (current().length() <= column) {
            current().append(' ');
        }
        current().setCharAt(column++, next);
    }

    private void down() {
        row++;
        if (row == rows.size()) {
            rows.add(new StringBuilder());
        }
        if (rows.size() > height) {
            scrolled.add(rows.remove(0).toString().stripTrailing());
            row--;
        }
    }

    private StringBuilder current() {
        return rows.get(row);
    }

    /** What is on it, without empty lines at the end. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(
                rows.stream().map(line -> line.toString().stripTrailing()).toList());
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    /** What has left it at the top. */
    List<String> scrolled() {
        return scrolled;
    }

    boolean cursorVisible() {
        return cursorVisible;
    }

    int row() {
        return row;
    }
}
