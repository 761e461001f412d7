package dev.headrace.runner.serve;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * Due at the times of a cron expression of five fields, in a time zone. A time of day that the zone's clocks skip is due at the
 * moment when they skip it; in the hour that they show twice, an expression that is due at one time of it is due the first time, and
 * one that is due more often may be due again the second time.
 */
final class Cron implements Schedule {
    private final ExecutionTime times;
    private final ZoneId zone;

    private Cron(ExecutionTime times, ZoneId zone) {
        this.times = times;
        this.zone = zone;
    }

    /** @throws IllegalArgumentException if the expression cannot be read or is never due, saying why */
    static Cron of(String expression, ZoneId zone) {
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        Cron cron = new Cron(ExecutionTime.forCron(parser.parse(expression).validate()), zone);
        if (cron.times
                .nextExecution(ZonedDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC))
                .isEmpty()) {
            throw new IllegalArgumentException("There is no such day");
        }
        return cron;
    }

    @Override
    public Optional<Instant> after(Instant last) {
        Optional<Instant> next = times.nextExecution(last.atZone(zone)).map(ZonedDateTime::toInstant);
        ZoneOffsetTransition change = zone.getRules().nextTransition(last);
        while (change != null && next.isPresent() && change.getInstant().isBefore(next.get())) {
            if (change.isGap() && skips(change)) {
                return Optional.of(change.getInstant());
            }
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return next;
    }

    /** Whether it would be due at a time that the clocks do not show. */
    private boolean skips(ZoneOffsetTransition gap) {
        // As if the clocks went on: in a zone without changes.
        ZonedDateTime before = gap.getDateTimeBefore().atZone(ZoneOffset.UTC);
        ZonedDateTime after = gap.getDateTimeAfter().atZone(ZoneOffset.UTC);
        return times.nextExecution(before.minusNanos(1))
                .filter(due -> due.isBefore(after))
                .isPresent();
    }

    @Override
    public Passed between(Instant last, Instant now) {
        int count = 0;
        Instant latest = last;
        Optional<Instant> next = after(last);
        while (next.isPresent() && !next.get().isAfter(now) && count < MOST) {
            latest = next.get();
            count++;
            next = after(latest);
        }
        return count < MOST ? new Passed(count, latest) : new Passed(count, latestBefore(now));
    }

    private Instant latestBefore(Instant now) {
        return times.lastExecution(now.plusSeconds(1).atZone(zone))
                .map(ZonedDateTime::toInstant)
                .filter(due -> !due.isAfter(now))
                .orElse(now);
    }

    @Override
    public boolean beginsAtOnce() {
        return false;
    }
}
