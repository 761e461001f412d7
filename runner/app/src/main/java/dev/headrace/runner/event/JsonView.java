package dev.headrace.runner.event;

import dev.headrace.engine.report.Progress;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import dev.headrace.runner.live.RunView;
import dev.headrace.runner.live.Ticks;
import dev.headrace.runner.view.Terminal;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events on standard output, one a line. What else would be printed there, by a plugin too, goes to standard error until the process
 * ends. Written by the render thread, and by whoever tells of the end.
 */
public final class JsonView implements RunView {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Terminal terminal;
    private final Run run;
    // Guarded by this, as is the order of the lines.
    private final RunEvents events;
    private final Ticks ticks;
    private boolean over;

    private JsonView(Terminal terminal, Run run, String version) {
        this.terminal = terminal;
        this.run = run;
        this.events = new RunEvents(run.id(), Instant::now);
        // Never closed: it is the process's.
        System.setOut(new PrintStream(terminal.err(), true, StandardCharsets.UTF_8));
        write(List.of(events.started(version)));
        this.ticks = Ticks.every(INTERVAL, this::look);
    }

    /** @param version of Headrace */
    public static RunView start(Terminal terminal, Run run, String version) {
        return new JsonView(terminal, run, version);
    }

    private void look() {
        Progress progress = run.progress();
        synchronized (this) {
            if (!over) {
                write(events.look(progress));
            }
        }
    }

    private void write(List<ObjectNode> several) {
        StringBuilder lines = new StringBuilder();
        several.forEach(event -> lines.append(event).append('\n'));
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        terminal.out().write(bytes, 0, bytes.length);
        terminal.out().flush();
    }

    @Override
    public void ended(RunReport report) {
        ticks.close();
        Progress last = run.progress();
        synchronized (this) {
            if (!over) {
                over = true;
                write(events.look(last));
                write(List.of(events.ended(report)));
            }
        }
        terminal.err().println(report.sentence());
        terminal.flush();
    }

    @Override
    public synchronized void reportAt(Path page) {
        write(List.of(events.reportWritten(page)));
    }

    @Override
    public void close() {
        ticks.close();
    }
}
