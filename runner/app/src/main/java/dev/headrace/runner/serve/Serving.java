package dev.headrace.runner.serve;

import dev.headrace.engine.Service;
import dev.headrace.engine.report.Run;
import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.time.RunTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts each instance when it is due, one run of it at a time. The thread {@code headrace-serve} decides everything; other threads
 * hand over to it. Each connector is opened on a thread of its own. Thread-safe.
 */
public final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);
    /** A machine that was suspended, or whose clock was set, is noticed after so long: timers know nothing of it. */
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);
    /** A clock that goes a little wrong is not one that was set back. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final Service service;
    private final RunTime time;
    private final List<Entry> entries;
    private final ServeEvents events;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> daemon(work, "headrace-serve"));
    private final CompletableFuture<Optional<String>> ended = new CompletableFuture<>();

    // Confined to the thread.
    private RunTime.@Nullable Alarm alarm;
    private boolean stopping;
    private @Nullable String broken;

    private volatile boolean ready;
    private volatile long lookedAt = System.nanoTime();

    /** @param service stays open until this has {@linkplain #ended ended} */
    public Serving(Service service, Timetable timetable, ServeEvents events) {
        this.service = service;
        this.time = service.time();
        this.events = events;
        this.entries = timetable.schedules().entrySet().stream()
                .map(one -> new Entry(one.getKey(), one.getValue()))
                .toList();
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Begins; what was due while nobody served is caught up with at once. */
    public void start() {
        time.activity().begins();
        service.slots().whenComplete((slots, failure) -> {
            hand(() -> {
                if (failure == null) {
                    begin(slots);
                } else {
                    breakOff(String.valueOf(failure.getMessage()));
                }
            });
            time.activity().ends();
        });
    }

    /** Completes when it was stopped and all runs have ended; with the reason if it could not go on. Never fails. */
    public CompletionStage<Optional<String>> ended() {
        return ended;
    }

    /** Asks it to end: nothing more is started, and what is under way gets its grace. */
    public void stop() {
        hand(this::stopNow);
    }

    /** Whether the first times are known, and it is not being stopped. */
    public boolean isReady() {
        return ready;
    }

    /** Since when nobody has looked whether something is due, by the machine's clock; more than a minute is wrong. */
    public Duration unattended() {
        return Duration.ofNanos(System.nanoTime() - lookedAt);
    }

    // ---- on the thread

    private void begin(Map<String, Instant> slots) {
        Instant now = time.wallTime();
        for (Entry entry : entries) {
            if (!entry.begin(slots.get(entry.name), now)) {
                service.keepSlot(entry.name, entry.last());
            }
        }
        look();
        ready = !stopping;
    }

    private void look() {
        lookedAt = System.nanoTime();
        if (stopping) {
            return;
        }
        Instant now = time.wallTime();
        try {
            entries.forEach(entry -> lookAt(entry, now));
        } finally {
            sleep(now);
        }
    }

    private void lookAt(Entry entry, Instant now) {
        try {
            if (entry.last().isAfter(now.plus(TOLERANCE))) {
                entry.notAfter(now);
            }
            Schedule.Passed due = entry.due(now);
            if (due.count() == 0) {
                return;
            }
            if (entry.isRunning() || service.isBusy(entry.name)) {
                refuse(entry, now);
            } else {
                begin(entry, due);
            }
        } catch (Throwable defect) {
            LOG.error("'{}' could not be looked at; it is again, soon", entry.name, defect);
        }
    }

    private void refuse(Entry entry, Instant now) {
        int times = entry.refuse(now);
        if (times > 0) {
            tell(() -> events.refused(entry.name, times));
        }
    }

    private void begin(Entry entry, Schedule.Passed due) {
        int missed = entry.begins(due);
        time.activity().begins();
        try {
            daemon(() -> open(entry, due, missed), "headrace-open-" + entry.name)
                    .start();
        } catch (Throwable failure) {
            time.activity().ends();
            hand(() -> failed(entry, due, failure));
        }
    }

    /** On a thread of its own: a connector that hangs while it is opened keeps nobody else from being looked at. */
    private void open(Entry entry, Schedule.Passed due, int missed) {
        try {
            Run run = service.collect(entry.name);
            hand(() -> began(entry, due, missed, run));
        } catch (Throwable failure) {
            hand(() -> failed(entry, due, failure));
        } finally {
            time.activity().ends();
        }
    }

    private void began(Entry entry, Schedule.Passed due, int missed, Run run) {
        entry.runs(run);
        run.report().thenAccept(report -> hand(() -> ended(entry, report)));
        if (stopping) {
            run.stop();
        }
        tell(() -> events.started(entry.name, due.latest(), missed, run));
    }

    private void failed(Entry entry, Schedule.Passed due, Throwable failure) {
        entry.ends();
        try {
            String why = failure instanceof RuntimeException ? failure.getMessage() : failure.toString();
            tell(() -> events.failed(entry.name, due.latest(), String.valueOf(why)));
            service.keepSlot(entry.name, entry.last());
        } finally {
            goOn();
        }
    }

    private void ended(Entry entry, RunReport report) {
        entry.ends();
        try {
            if (!report.stopped()) {
                // One that was stopped is due again as soon as somebody serves, and goes on.
                service.keepSlot(entry.name, entry.last());
            }
            tell(() ->
                    events.ended(entry.name, report, entry.next(time.wallTime()).filter(next -> !stopping)));
            if (report.problem().isPresent()) {
                probe();
            }
        } finally {
            goOn();
        }
    }

    private void goOn() {
        look();
        endIfIdle();
    }

    /** Who hears of it may break; the instances go on. */
    private void tell(Runnable event) {
        try {
            event.run();
        } catch (Throwable defect) {
            LOG.error("something that happened could not be told", defect);
        }
    }

    /** A run broke as a whole; if that is the store's fault, nothing can be collected any more. */
    private void probe() {
        service.probe().whenComplete((done, failure) -> {
            if (failure != null) {
                hand(() -> breakOff(String.valueOf(failure.getMessage())));
            }
        });
    }

    private void breakOff(String why) {
        broken = why;
        stopNow();
    }

    private void stopNow() {
        if (!stopping) {
            stopping = true;
            ready = false;
            wakeNoMore();
            entries.forEach(Entry::stop);
        }
        endIfIdle();
    }

    private void endIfIdle() {
        if (stopping && entries.stream().noneMatch(Entry::isRunning)) {
            ended.complete(Optional.ofNullable(broken));
            thread.shutdown();
        }
    }

    private void sleep(Instant now) {
        wakeNoMore();
        alarm = time.schedule(untilNext(now).plusMillis(1), () -> hand(this::look));
    }

    private Duration untilNext(Instant now) {
        try {
            return entries.stream()
                    .flatMap(entry -> entry.next(now).stream())
                    .min(Comparator.naturalOrder())
                    .map(next -> Duration.between(now, next))
                    .filter(wait -> wait.compareTo(LONGEST_SLEEP) < 0)
                    .orElse(LONGEST_SLEEP);
        } catch (RuntimeException defect) {
            LOG.error("it is not known what is due next; it is looked for again, soon", defect);
            return LONGEST_SLEEP;
        }
    }

    private void wakeNoMore() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    /** To the thread; to a clock of a test it is work under way until it is done. */
    private void hand(Runnable task) {
        time.activity().begins();
        try {
            thread.execute(() -> {
                try {
                    task.run();
                } finally {
                    time.activity().ends();
                }
            });
        } catch (RejectedExecutionException over) {
            time.activity().ends();
            LOG.debug("it has ended already", over);
        }
    }
}
