package dev.headrace.runner.live;

import dev.headrace.engine.report.RunReport;
import dev.headrace.runner.view.Summary;
import dev.headrace.runner.view.Terminal;

/** Nothing while a run goes on; at its end what went wrong, and the sentence, on standard error. Stateless. */
public final class QuietView implements RunView {
    private final Terminal terminal;

    /** For one terminal. */
    public QuietView(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void ended(RunReport report) {
        new Summary(terminal).printProblems(report);
    }

    @Override
    public void close() {
        // There is nothing to end.
    }
}
