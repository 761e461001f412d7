package dev.headrace.runner.view;

import dev.headrace.engine.report.ConnectorProgress;
import dev.headrace.engine.report.Progress;
import dev.headrace.engine.report.Run;
import java.time.Duration;
import java.util.List;

/** One line every 10 s, for logs. */
final class PlainView extends RunView {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Ticks ticks;

    private PlainView(Ticks ticks) {
        this.ticks = ticks;
    }

    static PlainView start(Terminal terminal, Run run) {
        return new PlainView(Ticks.every(INTERVAL, () -> terminal.out().println(line(run.progress()))));
    }

    static String line(Progress progress) {
        List<ConnectorProgress> all = progress.connectors();
        long records = all.stream().mapToLong(ConnectorProgress::records).sum();
        long requests = all.stream().mapToLong(ConnectorProgress::requests).sum();
        long errors = all.stream().mapToLong(ConnectorProgress::errors).sum();
        long done = all.stream()
                .filter(one -> one.state() == ConnectorProgress.State.DONE)
                .count();
        List<String> busy = all.stream()
                .filter(one -> one.state() != ConnectorProgress.State.DONE)
                .map(PlainView::busy)
                .toList();
        return "%s  %,d records, %,d requests, %,d errors, %d of %d connectors done%s"
                .formatted(
                        Texts.clock(progress.elapsed()),
                        records,
                        requests,
                        errors,
                        done,
                        all.size(),
                        busy.isEmpty() ? "" : "; " + String.join(", ", busy));
    }

    private static String busy(ConnectorProgress one) {
        String waits = one.waitingFor().isEmpty() ? "" : " waits for " + one.waitingFor();
        return one.name() + (one.state() == ConnectorProgress.State.BLOCKED ? " " + one.heldBy() : waits);
    }

    @Override
    public void close() {
        ticks.close();
    }
}
