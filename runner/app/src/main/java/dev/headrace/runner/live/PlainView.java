package dev.headrace.runner.live;

import dev.headrace.engine.report.ConnectorProgress;
import dev.headrace.engine.report.Progress;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import dev.headrace.runner.view.Summary;
import dev.headrace.runner.view.Terminal;
import dev.headrace.runner.view.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One line every 10 s, for logs: without escapes, and the first after 10 s. */
public final class PlainView implements RunView {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Terminal terminal;
    private final Ticks ticks;

    private PlainView(Terminal terminal, Ticks ticks) {
        this.terminal = terminal;
        this.ticks = ticks;
    }

    /** Shows a run on standard output. */
    public static RunView start(Terminal terminal, Run run) {
        Rates rates = new Rates();
        return new PlainView(
                terminal, Ticks.every(INTERVAL, () -> terminal.out().println(line(run.progress(), rates))));
    }

    static String line(Progress progress, Rates rates) {
        rates.add(progress);
        List<ConnectorProgress> all = progress.connectors();
        List<String> busy = all.stream()
                .filter(one -> one.state() != ConnectorProgress.State.DONE)
                .map(Now::inALine)
                .toList();
        return "%s  %s (%s/s), %s, %s, %d of %d connectors done%s"
                .formatted(
                        Texts.clock(progress.elapsed()),
                        Total.counted(Total.sum(all, ConnectorProgress::records), "record"),
                        Texts.number(rates.perSecond()),
                        Total.counted(Total.sum(all, ConnectorProgress::requests), "request"),
                        Total.counted(Total.sum(all, one -> one.failures().total()), "error"),
                        Total.done(all),
                        all.size(),
                        busy.isEmpty() ? "" : "; " + String.join(", ", busy));
    }

    @Override
    public void ended(RunReport report) {
        close();
        new Summary(terminal).print(report);
    }

    @Override
    public void reportAt(Path file) {
        terminal.out().println("Report: " + file);
        terminal.flush();
    }

    @Override
    public void close() {
        ticks.close();
    }
}
