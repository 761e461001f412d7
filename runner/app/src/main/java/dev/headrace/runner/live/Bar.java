package dev.headrace.runner.live;

import dev.headrace.engine.report.ConnectorProgress;
import dev.headrace.engine.report.ConnectorProgress.State;
import dev.headrace.runner.live.Line.Look;

/** How far a connector is, as a bar. Stateless. */
final class Bar {
    private Bar() {}

    /** The share of its known items that have ended; without an end in sight, where each item is known from the one before only. */
    static Line of(ConnectorProgress one, int cells, boolean unicode) {
        if (one.state() != State.DONE && !hasAnEnd(one)) {
            return Line.of((unicode ? "┄" : ".").repeat(cells), Look.DIM);
        }
        int full = full(one, cells);
        return Line.of((unicode ? "━" : "#").repeat(full), one.state() == State.DONE ? Look.DIM : Look.GREEN)
                .plus((unicode ? "─" : "-").repeat(cells - full), Look.DIM);
    }

    private static boolean hasAnEnd(ConnectorProgress one) {
        return one.items().waiting() > 0 || one.items().inFlight() > 1;
    }

    /** Whole only when everything has ended. */
    private static int full(ConnectorProgress one, int cells) {
        long known = one.items().known();
        if (known == 0 || one.items().ended() == known) {
            return one.state() == State.DONE ? cells : 0;
        }
        return (int) Math.min(cells - 1, one.items().ended() * cells / known);
    }
}
