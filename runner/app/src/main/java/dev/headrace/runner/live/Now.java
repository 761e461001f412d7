package dev.headrace.runner.live;

import dev.headrace.engine.report.ConnectorProgress;
import dev.headrace.engine.report.ConnectorProgress.Wait;
import dev.headrace.engine.report.Spans;
import dev.headrace.runner.live.Line.Look;
import dev.headrace.runner.view.Texts;
import java.time.Duration;
import java.util.Locale;

/**
 * What a connector does now, in a few words, which say it without any colour.
 *
 * @param text in one line
 * @param look of the words
 */
record Now(String text, Look look) {
    private static final Duration SHORT = Duration.ofSeconds(1);

    static Now of(ConnectorProgress one) {
        return switch (one.state()) {
            case DONE -> done(one);
            case DISABLED -> new Now("FAILED: " + Cells.harmless(one.problem()), Look.RED);
            case BLOCKED -> held(Cells.harmless(one.heldBy()));
            case RUNNING -> one.waitingFor().map(Now::waiting).orElse(new Now("", Look.PLAIN));
        };
    }

    private static Now done(ConnectorProgress one) {
        long left = one.items().waiting();
        return left > 0 ? new Now("stopped, " + Texts.number(left) + " left", Look.YELLOW) : new Now("done", Look.DIM);
    }

    /** The first word is what a reader must not miss. */
    private static Now held(String how) {
        int end = how.indexOf(' ');
        String loud = end < 0 ? how : how.substring(0, end).toUpperCase(Locale.ROOT) + how.substring(end);
        return new Now(loud, Look.RED);
    }

    private static Now waiting(Wait wait) {
        String limit = Cells.harmless(wait.limit());
        String how = wait.opensIn()
                .filter(left -> left.compareTo(SHORT) >= 0)
                .map(left -> " " + Spans.rough(left))
                .orElse("");
        return wait.paused()
                ? new Now("paused" + how + " by " + limit, Look.YELLOW)
                : new Now("waits" + how + " for " + limit, Look.PLAIN);
    }

    /** The same for a line of a log. */
    static String inALine(ConnectorProgress one) {
        String text = one.state() == ConnectorProgress.State.DONE ? "" : of(one).text();
        return one.name() + (text.isEmpty() ? "" : " " + text);
    }
}
