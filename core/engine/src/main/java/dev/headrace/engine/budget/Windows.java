package dev.headrace.engine.budget;

import dev.headrace.engine.budget.KeptLimit.KeptWindow;
import dev.headrace.engine.budget.KeptLimit.Use;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one limit, and what counts in them: what was sent, what is granted and not sent yet, and under {@link
 * Limit.Mode#STRICT} what was sent and not answered yet. Guarded by the kernel's lock.
 */
final class Windows {
    private WindowLog[] logs;
    private Pacer[] pacers;
    private @Nullable WindowLog shortest;
    private boolean strict;
    private boolean unchangedFree;
    private Limit.Unit unit = Limit.Unit.COST;
    private int mostCost;

    private long unsentUnits;
    private long openUnits;
    private long sentUnits;

    Windows(Limit rules) {
        logs = logs(rules);
        pacers = pacers(rules);
        take(rules);
    }

    private static WindowLog[] logs(Limit rules) {
        return rules.windows().stream()
                .map(window -> new WindowLog(window, rules.mode()))
                .toArray(WindowLog[]::new);
    }

    private Pacer[] pacers(Limit rules) {
        Stream<WindowLog> paced = rules.isPaced() ? Arrays.stream(logs) : Stream.empty();
        return paced.map(WindowLog::pacer).toArray(Pacer[]::new);
    }

    private void take(Limit rules) {
        strict = rules.mode() == Limit.Mode.STRICT;
        unchangedFree = rules.isUnchangedFree();
        unit = rules.unit();
        shortest = Arrays.stream(logs)
                .min(Comparator.comparing(log -> log.rule().length()))
                .orElse(null);
        mostCost =
                rules.windows().stream().mapToInt(Limit.Window::permits).min().orElse(Integer.MAX_VALUE);
    }

    /** Changes the rules; what was sent under the old ones counts under the new. */
    void change(Limit newRules) {
        WindowLog[] newLogs = logs(newRules);
        Arrays.stream(logs)
                .max(Comparator.comparing(log -> log.rule().length()))
                .ifPresent(longest -> Arrays.stream(newLogs).forEach(log -> log.takeOver(longest)));
        logs = newLogs;
        pacers = pacers(newRules);
        if (strict && newRules.mode() != Limit.Mode.STRICT) {
            // Requests under way are answered under the new rules: they are not logged at their ends any more.
            openUnits = 0;
        }
        take(newRules);
    }

    List<WindowLog> logs() {
        return List.of(logs);
    }

    @Nullable
    WindowLog shortest() {
        return shortest;
    }

    /** The largest cost that the windows can ever allow. */
    int mostCost() {
        return mostCost;
    }

    /** Whether the end of a request changes what counts. */
    boolean countsToTheEnd() {
        return strict;
    }

    /** All that was ever sent. */
    long sentUnits() {
        return sentUnits;
    }

    /** What is granted and not sent yet. */
    long unsentUnits() {
        return unsentUnits;
    }

    /** What counts beside the logs. */
    long claimed() {
        return unsentUnits + openUnits;
    }

    // ---- asking

    /** Whether there is room without a look at the clock. */
    boolean roomy(int cost) {
        if (pacers.length > 0) {
            return false;
        }
        for (WindowLog log : logs) {
            if (!log.roomy(claimed() + cost)) {
                return false;
            }
        }
        return true;
    }

    /** When there is room; not after {@code now} if there is now, {@link Nanos#NEVER} if an event must come first. */
    long dueFor(int cost, long now) {
        // One that waits already may cost more than windows allow that became smaller meanwhile.
        long claim = claimed() + Math.min(cost, mostCost);
        long due = now;
        for (WindowLog log : logs) {
            due = Math.max(due, log.dueFor(claim, now));
        }
        for (Pacer pacer : pacers) {
            due = Math.max(due, pacer.dueFor(unsentUnits, cost, now));
        }
        return due;
    }

    // ---- counting

    void charge(int cost) {
        unsentUnits += cost;
    }

    void sent(int cost, long now) {
        unsentUnits -= cost;
        sentUnits += cost;
        if (strict) {
            openUnits += cost;
        } else {
            log(cost, now);
        }
        for (Pacer pacer : pacers) {
            pacer.sent(cost, now);
        }
    }

    private void log(int cost, long now) {
        for (WindowLog log : logs) {
            log.sent(cost, now);
        }
    }

    /** The answer to a request has come, whatever it says. */
    void answered(Permit permit, long now) {
        for (WindowLog log : logs) {
            log.answered(permit.sentAt, now);
        }
    }

    /** Takes back the charge of a request that was not sent. */
    void refund(int cost) {
        unsentUnits -= cost;
    }

    /** A request that was sent is over; {@code now} counts only where {@link #countsToTheEnd}. */
    void finished(Permit permit, long now) {
        int cost = cost(permit);
        // Sent under rules that were not strict, it is logged already.
        if (strict && openUnits >= cost) {
            openUnits -= cost;
            log(cost, now);
        }
    }

    /** What a request costs here. */
    int cost(Permit permit) {
        return permit.unchanged && unchangedFree ? 0 : units(permit);
    }

    /** What a request asks for here. */
    int units(Permit permit) {
        return switch (unit) {
            case COST -> permit.cost;
            case REQUESTS -> 1;
            case BYTES -> permit.bytes;
        };
    }

    // ---- between runs

    /** @param more units that count from now on, beside those in the logs */
    List<KeptWindow> keep(Instant wall, long now, int more) {
        return Arrays.stream(logs)
                .filter(log -> Ledger.isKept(log.rule()))
                .map(log -> new KeptWindow(log.rule().length(), uses(log, wall, now, more)))
                .toList();
    }

    private static List<Use> uses(WindowLog log, Instant wall, long now, int more) {
        List<Use> uses = new ArrayList<>();
        log.forEachSlot(now, (stamp, units) -> uses.add(new Use(wall.plusNanos(stamp - now), units)));
        if (more > 0) {
            uses.add(new Use(wall, more));
        }
        return uses;
    }

    /** Counts what an earlier process has sent. A window that was not there then counts what the longest did. */
    void recall(List<KeptWindow> kept, Instant wall, long now) {
        Optional<KeptWindow> longest = kept.stream().max(Comparator.comparing(KeptWindow::length));
        for (WindowLog log : logs) {
            kept.stream()
                    .filter(window -> window.length().equals(log.rule().length()))
                    .findFirst()
                    .or(() -> longest)
                    .ifPresent(window -> window.uses().forEach(use -> recall(log, use, wall, now)));
        }
    }

    private static void recall(WindowLog log, Use use, Instant wall, long now) {
        Duration age = Duration.between(use.at(), wall);
        log.recall(now - Nanos.of(age.isNegative() ? Duration.ZERO : age), use.units());
    }

    /** For want of better knowledge. */
    void countHalf(long now) {
        for (WindowLog log : logs) {
            log.recall(now, (log.rule().permits() + 1) / 2);
        }
    }

    // ---- settling

    /** A request turns out to cost so much more, or less, than it was charged. */
    void settle(Permit permit, int more, long now) {
        if (permit.state == Permit.State.HELD) {
            unsentUnits += more;
        } else if (strict) {
            openUnits += more;
        } else if (more > 0) {
            log(more, now);
        } else {
            Arrays.stream(logs).forEach(log -> log.takeBack(permit.sentAt, -more));
        }
        for (Pacer pacer : pacers) {
            pacer.takeBack(permit.state == Permit.State.HELD ? 0 : -more);
        }
    }
}
