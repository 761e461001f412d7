package dev.headrace.runner.browser;

import dev.headrace.engine.report.Progress;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunDocument;
import dev.headrace.engine.report.RunReport;
import dev.headrace.runner.event.RunEvents;
import dev.headrace.runner.live.RunView;
import dev.headrace.runner.live.Ticks;
import dev.headrace.runner.report.ReportPage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows a run to those who follow it in a browser. Looked at by the render thread, and once more by whoever tells of the end. */
public final class BrowserView implements RunView {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** How long browsers that follow may take to fetch the report of a run that has ended. */
    private static final long PATIENCE_MILLIS = 3_000;

    private static final long LOOK_MILLIS = 20;

    private final LiveServer server;
    private final Run run;
    private final Ticks ticks;
    // Guarded by this.
    private final RunEvents events;
    private final History history = new History();
    private @Nullable ObjectNode latest;
    private @Nullable ObjectNode end;
    private boolean stopping;

    private BrowserView(LiveServer server, Run run) {
        this.server = server;
        this.run = run;
        this.events = new RunEvents(run.id(), Instant::now);
        server.serves(this::state, this::report);
        look();
        this.ticks = Ticks.every(INTERVAL, this::look);
    }

    /** @param server closed with the view */
    public static RunView start(LiveServer server, Run run) {
        return new BrowserView(server, run);
    }

    private void look() {
        Progress progress = run.progress();
        ObjectNode now;
        synchronized (this) {
            history.add(progress);
            List<ObjectNode> told = events.look(progress);
            now = told.get(told.size() - 1);
            now.put("stopping", stopping);
            ArrayNode places = now.putArray("blocking");
            progress.blocking().forEach(finding -> places.add(finding.brief()));
            latest = now;
        }
        server.tell(Follower.message("progress", now));
    }

    /** Everything that a browser has to know that comes now. */
    private synchronized Optional<String> state() {
        if (latest == null) {
            return Optional.empty();
        }
        ObjectNode state = latest.objectNode();
        state.set("history", history.json());
        state.set("progress", latest);
        if (end != null) {
            state.set("end", end);
        }
        return Optional.of(Follower.message("state", state));
    }

    private Optional<String> report() {
        return run.document().map(RunDocument::json).map(ReportPage::html);
    }

    @Override
    public void stopping() {
        synchronized (this) {
            stopping = true;
        }
    }

    @Override
    public void ended(RunReport report) {
        ticks.close();
        ObjectNode ending;
        synchronized (this) {
            if (end != null) {
                return;
            }
            ending = events.ended(report);
            ending.put("reportMade", run.document().isPresent());
            end = ending;
        }
        look();
        server.end(Follower.message("end", ending));
        letGo();
        close();
    }

    /** The page closes its events when it has fetched the report: until then its end would take that away. */
    private void letGo() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (server.followed() && System.nanoTime() < deadline) {
                never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ticks.close();
        server.close();
    }
}
