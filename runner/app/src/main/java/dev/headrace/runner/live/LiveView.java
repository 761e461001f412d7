package dev.headrace.runner.live;

import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import dev.headrace.runner.view.Size;
import dev.headrace.runner.view.Summary;
import dev.headrace.runner.view.Terminal;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The table at the bottom of the terminal, five times a second. Drawn by the render thread, and once more by whoever closes it.
 * What others print meanwhile stands above it.
 */
public final class LiveView implements RunView {
    private static final Duration INTERVAL = Duration.ofMillis(200);
    /** How many pictures may pass before the size is asked for again, where no signal tells of a new one. */
    private static final int SIZE_EVERY = 5;

    private final Terminal terminal;
    private final Run run;
    private final Rates rates = new Rates();
    private final LinesAbove above = new LinesAbove();
    private final LiveTable table;
    private final Screen screen;
    private final Ticks ticks;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private volatile boolean resized = true;
    private volatile boolean continued;
    private volatile boolean stopping;
    // Guarded by this.
    private boolean hearsOfSizes;
    private Size size = Size.USUAL;
    private int untilSize;
    private boolean closed;

    private LiveView(Terminal terminal, Run run) {
        this.terminal = terminal;
        this.run = run;
        this.table = new LiveTable(terminal.unicode());
        this.screen = new Screen(this::write, terminal.colours());
        takeStreams();
        this.ticks = Ticks.every(INTERVAL, this::draw);
    }

    /** Shows a run on a terminal that is {@linkplain Terminal#interactive() interactive}. */
    public static RunView start(Terminal terminal, Run run) {
        LiveView view = new LiveView(terminal, run);
        boolean hears =
                Signals.on("WINCH", () -> view.resized = true) && Signals.on("CONT", () -> view.continued = true);
        synchronized (view) {
            view.hearsOfSizes = hears;
        }
        return view;
    }

    /** Also what a plugin prints must not go through the table. */
    private void takeStreams() {
        PrintStream into = above.stream();
        System.setOut(into);
        if (terminal.errorsShown()) {
            System.setErr(into);
        }
    }

    private void giveStreamsBack() {
        System.setOut(out);
        System.setErr(err);
    }

    private void write(String text) {
        byte[] bytes = (terminal.unicode() ? text : ascii(text)).getBytes(StandardCharsets.UTF_8);
        terminal.out().write(bytes, 0, bytes.length);
        terminal.out().flush();
    }

    private static String ascii(String text) {
        return text.replace("…", "~").replaceAll("[^\\x00-\\x7f]", "?");
    }

    private synchronized void draw() {
        if (closed) {
            return;
        }
        look();
        show(above.take());
    }

    private void show(String lines) {
        var progress = run.progress();
        rates.add(progress);
        screen.show(table.lines(progress, rates, size, stopping), lines);
    }

    /** At the terminal: it may have another size, or somebody may have written to it. */
    private void look() {
        if (continued || terminal.disturbed()) {
            continued = false;
            screen.moved();
        }
        if (resized || (!hearsOfSizes && untilSize-- <= 0)) {
            resized = false;
            untilSize = SIZE_EVERY;
            take(terminal.size());
        }
    }

    private void take(Size now) {
        if (!now.equals(size)) {
            size = now;
            screen.resized(now.columns());
        }
    }

    @Override
    public void stopping() {
        stopping = true;
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
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            giveStreamsBack();
            look();
            show(above.rest());
        }
    }
}
