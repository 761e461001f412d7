package dev.headrace.runner.live;

import java.util.ArrayList;
import java.util.List;

/** One line of the screen, in pieces of one look each. Immutable. */
final class Line {
    /** How a piece of text looks. */
    enum Look {
        PLAIN(""),
        DIM("2"),
        BOLD("1"),
        GREEN("32"),
        YELLOW("33"),
        RED("1;31");

        private final String code;

        Look(String code) {
            this.code = code;
        }
    }

    private record Piece(String text, Look look) {}

    static final Line EMPTY = new Line(List.of());

    private final List<Piece> pieces;

    private Line(List<Piece> pieces) {
        this.pieces = pieces;
    }

    static Line of(String text, Look look) {
        return EMPTY.plus(text, look);
    }

    Line plus(String text, Look look) {
        if (text.isEmpty()) {
            return this;
        }
        List<Piece> more = new ArrayList<>(pieces);
        more.add(new Piece(text, look));
        return new Line(List.copyOf(more));
    }

    Line plus(Line more) {
        Line both = this;
        for (Piece piece : more.pieces) {
            both = both.plus(piece.text(), piece.look());
        }
        return both;
    }

    /** At most so many columns of it. */
    Line cut(int columns) {
        if (width() <= columns) {
            return this;
        }
        Line kept = EMPTY;
        int room = columns;
        for (Piece piece : pieces) {
            String text = Cells.cut(piece.text(), room);
            kept = kept.plus(text, piece.look());
            room -= Cells.width(text);
            if (!text.equals(piece.text())) {
                break;
            }
        }
        return kept;
    }

    int width() {
        return Cells.width(text());
    }

    /** Without any look. */
    String text() {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.text()));
        return text.toString();
    }

    /** As a terminal wants it. */
    String ansi(boolean colours) {
        if (!colours) {
            return text();
        }
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            boolean plain = piece.look() == Look.PLAIN;
            text.append(plain ? "" : "\u001b[" + piece.look().code + "m")
                    .append(piece.text())
                    .append(plain ? "" : "\u001b[0m");
        }
        return text.toString();
    }
}
