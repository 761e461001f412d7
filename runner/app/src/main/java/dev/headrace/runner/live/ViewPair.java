package dev.headrace.runner.live;

import dev.headrace.engine.report.RunReport;
import java.nio.file.Path;

/** Two views of one run. Immutable. */
public final class ViewPair implements RunView {
    private final RunView first;
    private final RunView second;

    /** @param second is told of the end after the first */
    public ViewPair(RunView first, RunView second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public void stopping() {
        first.stopping();
        second.stopping();
    }

    @Override
    public void ended(RunReport report) {
        first.ended(report);
        second.ended(report);
    }

    @Override
    public void reportAt(Path file) {
        first.reportAt(file);
        second.reportAt(file);
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
