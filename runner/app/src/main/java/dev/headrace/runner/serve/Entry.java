package dev.headrace.runner.serve;

import dev.headrace.engine.report.Run;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One instance and where it is. Confined to the thread that decides. */
final class Entry {
    final String name;
    private final Schedule schedule;
    private Instant last = Instant.EPOCH;
    private Instant refusedUpTo = Instant.MIN;
    private int refused;
    /** It is being opened, or its run goes on. */
    private boolean running;

    private @Nullable Run run;

    Entry(String name, Schedule schedule) {
        this.name = name;
        this.schedule = schedule;
    }

    /** @return false if nothing was known and it has to wait for its time */
    boolean begin(@Nullable Instant kept, Instant now) {
        if (kept != null) {
            last = kept;
            return true;
        }
        // With a span, so long ago that it is due now.
        last = schedule.beginsAtOnce()
                ? schedule.after(now)
                        .map(next -> now.minusMillis(next.toEpochMilli() - now.toEpochMilli()))
                        .orElse(now)
                : now;
        return schedule.beginsAtOnce();
    }

    /** The clock was set back so far that times to come count as past. */
    void notAfter(Instant now) {
        last = last.isAfter(now) ? now : last;
    }

    Instant last() {
        return last;
    }

    /** The times that have passed without a run. */
    Schedule.Passed due(Instant now) {
        return schedule.between(last, now);
    }

    Optional<Instant> next(Instant now) {
        Schedule.Passed passed = due(now);
        return schedule.after(passed.count() == 0 ? last : passed.latest());
    }

    /** How many of the times that have passed have not been refused before; they are now. */
    int refuse(Instant now) {
        Schedule.Passed fresh = schedule.between(refusedUpTo.isAfter(last) ? refusedUpTo : last, now);
        if (fresh.count() > 0) {
            refusedUpTo = fresh.latest();
            refused += fresh.count();
        }
        return fresh.count();
    }

    /**
     * It begins to be opened, for all the times that have passed.
     *
     * @return how many of them were missed: neither this one nor refused
     */
    int begins(Schedule.Passed due) {
        int missed = Math.max(0, due.count() - 1 - refused);
        last = due.latest();
        refused = 0;
        running = true;
        return missed;
    }

    void runs(Run begun) {
        run = begun;
    }

    void ends() {
        running = false;
        run = null;
    }

    boolean isRunning() {
        return running;
    }

    void stop() {
        if (run != null) {
            run.stop();
        }
    }
}
