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
 * hand over to it. Thread-safe.
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
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Serving::daemon);
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

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "headrace-serve");
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
        entries.forEach(entry -> lookAt(entry, now));
        sleep(now);
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
        } catch (RuntimeException defect) {
            LOG.error("'{}' could not be looked at; it is again, soon", entry.name, defect);
        }
    }

    private void refuse(Entry entry, Instant now) {
        int times = entry.refuse(now);
        if (times > 0) {
            events.refused(entry.name, times);
        }
    }

    private void begin(Entry entry, Schedule.Passed due) {
        int missed = entry.begins(due);
        Run run;
        try {
            run = service.collect(entry.name);
        } catch (RuntimeException failure) {
            service.keepSlot(entry.name, entry.last());
            events.failed(entry.name, due.latest(), String.valueOf(failure.getMessage()));
            return;
        }
        entry.runs(run);
        events.started(entry.name, due.latest(), missed, run);
        run.report().thenAccept(report -> hand(() -> ended(entry, report)));
    }

    private void ended(Entry entry, RunReport report) {
        entry.ends();
        if (!report.stopped()) {
            // One that was stopped is due again as soon as somebody serves, and goes on.
            service.keepSlot(entry.name, entry.last());
        }
        events.ended(entry.name, report, entry.next(time.wallTime()).filter(next -> !stopping));
        if (report.problem().isPresent()) {
            probe();
        }
        look();
        endIfIdle();
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
        Duration delay = entries.stream()
                .flatMap(entry -> entry.next(now).stream())
                .min(Comparator.naturalOrder())
                .map(next -> Duration.between(now, next))
                .filter(wait -> wait.compareTo(LONGEST_SLEEP) < 0)
                .orElse(LONGEST_SLEEP);
        alarm = time.schedule(delay.plusMillis(1), () -> hand(this::look));
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
