package dev.headrace.runner.live;

import dev.headrace.engine.report.ConnectorProgress;
import dev.headrace.engine.report.ConnectorProgress.State;
import dev.headrace.runner.live.Line.Look;
import dev.headrace.runner.view.Texts;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns of the live table: which of them a terminal of a width has room for, and how wide they are. What a connector does
 * now stands last and takes what is left. For one thread.
 */
final class Columns {
    private static final String GAP = "  ";
    private static final int BAR = 12;
    /** What the last column needs to say anything. */
    private static final int NOW = 24;

    /** In the order in which they are shown; the rank says who goes first where there is no room. */
    private enum Column {
        BAR("", "", 1),
        RECORDS("RECORDS", "RECORDS", 7),
        RATE("REC/S", "REC/S", 5),
        REQUESTS("REQUESTS", "REQS", 3),
        IN_FLIGHT("IN FLIGHT", "FLY", 4),
        WAITING("WAITING", "WAIT", 2),
        ERRORS("ERRORS", "ERR", 6);

        private final String title;
        private final String brief;
        private final int rank;

        Column(String title, String brief, int rank) {
            this.title = title;
            this.brief = brief;
            this.rank = rank;
        }
    }

    private final boolean unicode;
    private final Map<Column, Integer> numbers = new EnumMap<>(Column.class);
    private Set<Column> shown = EnumSet.allOf(Column.class);
    private boolean brief;
    private int longestName = "CONNECTOR".length();
    private int nameWidth = longestName;

    Columns(boolean unicode) {
        this.unicode = unicode;
    }

    /** Takes the width of what is to be shown, and chooses. */
    void measure(List<ConnectorProgress> all, Rates rates, int width) {
        for (ConnectorProgress one : all) {
            longestName = Math.max(longestName, Cells.width(Cells.harmless(one.name())));
            for (Column column : Column.values()) {
                numbers.merge(column, wide(column, one, rates), Math::max);
            }
        }
        nameWidth = Math.min(longestName, Math.max(12, width / 4));
        shown = EnumSet.allOf(Column.class);
        brief = false;
        if (left(width) < NOW) {
            shown.remove(Column.BAR);
            brief = left(width) < NOW;
        }
        while (shown.size() > 2 && left(width) < NOW) {
            shown.remove(lowest());
        }
    }

    private static int wide(Column column, ConnectorProgress one, Rates rates) {
        return column == Column.BAR ? BAR : text(column, one, rates).length();
    }

    private int left(int width) {
        int taken = nameWidth + GAP.length();
        for (Column column : shown) {
            taken += width(column) + GAP.length();
        }
        return width - taken;
    }

    private int width(Column column) {
        return Math.max(title(column).length(), numbers.getOrDefault(column, 0));
    }

    private String title(Column column) {
        return brief ? column.brief : column.title;
    }

    private Column lowest() {
        return shown.stream()
                .min(Comparator.comparingInt(column -> column.rank))
                .orElseThrow();
    }

    Line heading() {
        StringBuilder text = new StringBuilder(Cells.left("CONNECTOR", nameWidth));
        for (Column column : shown) {
            text.append(GAP).append(Cells.right(title(column), width(column)));
        }
        return Line.of(text.append(GAP).append("NOW").toString(), Look.DIM);
    }

    Line row(ConnectorProgress one, Rates rates) {
        String name = Cells.cut(Cells.harmless(one.name()), nameWidth);
        Line row = Line.of(Cells.left(name, nameWidth), look(one));
        for (Column column : shown) {
            row = column == Column.BAR
                    ? row.plus(GAP, Look.PLAIN).plus(Bar.of(one, BAR, unicode))
                    : row.plus(GAP + Cells.right(text(column, one, rates), width(column)), look(column, one));
        }
        Now now = Now.of(one);
        return row.plus(GAP, Look.PLAIN).plus(now.text(), now.look());
    }

    private static String text(Column column, ConnectorProgress one, Rates rates) {
        return switch (column) {
            case BAR -> "";
            case RECORDS -> Texts.number(one.records());
            case RATE -> one.state() == State.DONE ? "" : Texts.number(rates.perSecond(one.name()));
            case REQUESTS -> Texts.number(one.requests());
            case IN_FLIGHT -> Texts.number(one.items().inFlight());
            case WAITING -> Texts.number(one.items().waiting());
            case ERRORS -> Texts.number(one.failures().total());
        };
    }

    private static Look look(Column column, ConnectorProgress one) {
        return column == Column.ERRORS && one.failures().total() > 0 ? Look.RED : look(one);
    }

    private static Look look(ConnectorProgress one) {
        return one.state() == State.DONE ? Look.DIM : Look.PLAIN;
    }
}
