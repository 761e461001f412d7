package dev.headrace.runner.view;

import dev.headrace.engine.report.ConnectorProgress;
import dev.headrace.engine.report.Progress;
import dev.headrace.engine.report.Run;
import dev.headrace.runner.logging.LogSetup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A table that is drawn over itself five times a second: a row for each connector. Written by the render thread, and once more
 * by whoever closes it; each drawing is one write, so that nothing flickers.
 */
final class LiveView extends RunView {
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final String CLEAR_TO_END = "\u001b[K";
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private final Terminal terminal;
    private final Run run;
    private final Ticks ticks;
    // Guarded by this.
    private int drawn;
    private boolean closed;

    private LiveView(Terminal terminal, Run run) {
        this.terminal = terminal;
        this.run = run;
        this.ticks = Ticks.every(INTERVAL, this::draw);
    }

    static LiveView start(Terminal terminal, Run run) {
        LogSetup.quiet(true);
        return new LiveView(terminal, run);
    }

    private synchronized void draw() {
        if (closed) {
            return;
        }
        List<String> lines = lines(run.progress(), terminal.width());
        StringBuilder screen = new StringBuilder();
        if (drawn > 0) {
            screen.append("\u001b[").append(drawn).append('A');
        }
        for (String line : lines) {
            screen.append('\r').append(line).append(CLEAR_TO_END).append('\n');
        }
        drawn = lines.size();
        terminal.out().print(screen);
        terminal.out().flush();
    }

    @Override
    public void close() {
        ticks.close();
        draw();
        LogSetup.quiet(false);
        synchronized (this) {
            closed = true;
        }
    }

    static List<String> lines(Progress progress, int width) {
        Table table = Table.of("CONNECTOR", "RECORDS", "REQUESTS", "IN FLIGHT", "ERRORS", "RECORDS/S", "");
        double seconds = Math.max(0.001, progress.elapsed().toNanos() / 1e9);
        for (ConnectorProgress one : progress.connectors()) {
            table.row(
                    one.name(),
                    Texts.number(one.records()),
                    Texts.number(one.requests()),
                    Texts.number(one.inFlight()),
                    Texts.number(one.errors()),
                    Texts.number(Math.round(one.records() / seconds)),
                    doing(one));
        }
        List<String> plain = table.lines();
        List<String> lines = new ArrayList<>();
        lines.add(DIM + Texts.cut(plain.get(0), width) + PLAIN);
        for (int i = 0; i < progress.connectors().size(); i++) {
            lines.add(colour(progress.connectors().get(i)) + Texts.cut(plain.get(i + 1), width) + PLAIN);
        }
        progress.blocking().stream()
                .limit(3)
                .forEach(finding -> lines.add(RED + Texts.cut(finding.brief(), width) + PLAIN));
        lines.add(BOLD + Texts.cut(PlainView.line(progress).replaceAll("; .*", ""), width) + PLAIN);
        return lines;
    }

    private static String doing(ConnectorProgress one) {
        return switch (one.state()) {
            case DONE -> one.waitingItems() > 0 ? "stopped" : "done";
            case DISABLED -> "disabled";
            case BLOCKED -> one.heldBy();
            case RUNNING -> one.waitingFor().isEmpty() ? "" : "waits for " + one.waitingFor();
        };
    }

    private static String colour(ConnectorProgress one) {
        return switch (one.state()) {
            case DONE -> DIM;
            case BLOCKED, DISABLED -> RED;
            case RUNNING -> one.errors() > 0 ? RED : "";
        };
    }
}
