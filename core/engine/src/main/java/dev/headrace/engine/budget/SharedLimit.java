package dev.headrace.engine.budget;

import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** The state of one named limit, for all who are under it. Guarded by the kernel's lock. */
final class SharedLimit {
    /** A reset may look later than it is: cut, rounded up, and told from a Date that is cut itself; a second for each, and one. */
    private static final long WHOLE_SECONDS = TimeUnit.SECONDS.toNanos(4);

    final String name;
    /** Whether it is an upstream's limit; what an answer says never touches our own. */
    final boolean upstream;

    final Pause pause;
    final Quota quota = new Quota();
    final Turns turns = new Turns();
    /** All lanes under this limit, wherever they are parked. */
    final List<Lane> lanes = new ArrayList<>();

    long grants;
    long throttles;
    int waiting;
    double waitedNanos;

    private Limit rules;
    private WindowLog[] windows;
    private @Nullable WindowLog shortest;
    private long spacing;
    private int mostAtOnce;
    private int mostCost;

    private int underWay;
    private int unsentRequests;
    private long unsentUnits;
    private long sentUnits;
    // The first request need not wait for one before it.
    private long spacedUntil;

    SharedLimit(Limit rules, boolean upstream, DoubleSupplier random) {
        this.name = rules.name();
        this.upstream = upstream;
        this.pause = new Pause(random);
        this.rules = rules;
        windows = logs(rules);
        takeRules(rules);
    }

    private static WindowLog[] logs(Limit rules) {
        return rules.windows().stream().map(WindowLog::new).toArray(WindowLog[]::new);
    }

    private void takeRules(Limit newRules) {
        rules = newRules;
        shortest = Arrays.stream(windows)
                .min(Comparator.comparing(log -> log.rule().length()))
                .orElse(null);
        spacing = newRules.spacing().map(Nanos::of).orElse(0L);
        mostAtOnce = newRules.concurrency().orElse(Integer.MAX_VALUE);
        mostCost = newRules.windows().stream()
                .mapToInt(Limit.Window::permits)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    Limit rules() {
        return rules;
    }

    /** Changes the rules; what was sent under the old ones counts under the new. */
    void change(Limit newRules) {
        WindowLog[] newWindows = logs(newRules);
        Arrays.stream(windows)
                .max(Comparator.comparing(log -> log.rule().length()))
                .ifPresent(longest -> Arrays.stream(newWindows).forEach(log -> log.takeOver(longest)));
        windows = newWindows;
        takeRules(newRules);
    }

    /** The largest cost that the windows can ever allow. */
    int mostCost() {
        return mostCost;
    }

    /** Whether a request may go now, without a look at the clock; false if only the clock can tell. */
    boolean roomy(int cost) {
        if (underWay >= mostAtOnce || spacing > 0 || !pause.clear() || !quota.roomy(cost) || !turns.isEmpty()) {
            return false;
        }
        for (WindowLog window : windows) {
            if (!window.roomy(unsentUnits + cost)) {
                return false;
            }
        }
        return true;
    }

    /** When a request may go: not after {@code now} if it may now, {@link Nanos#NEVER} if an event must come first. */
    long dueFor(int cost, long now) {
        if (underWay >= mostAtOnce || (spacing > 0 && unsentRequests > 0)) {
            return Nanos.NEVER;
        }
        long due = Math.max(pause.due(now), quota.dueFor(cost, now));
        // One that waits already may cost more than windows allow that became smaller meanwhile.
        long claim = unsentUnits + Math.min(cost, mostCost);
        for (WindowLog window : windows) {
            due = Math.max(due, window.dueFor(claim, now));
        }
        return spacing > 0 ? Math.max(due, spacedUntil) : due;
    }

    /** When the upstream itself will let a request through again; not after {@code now} if it does now. */
    long serverDue(long now) {
        return Math.max(pause.serverUntil(), quota.dueFor(1, now));
    }

    void charge(int cost) {
        grants++;
        underWay++;
        unsentRequests++;
        unsentUnits += cost;
        quota.charge(cost);
        pause.granted();
    }

    void sent(Permit permit, long now) {
        unsentRequests--;
        unsentUnits -= permit.cost;
        sentUnits += permit.cost;
        spacedUntil = Nanos.plus(now, spacing);
        for (WindowLog window : windows) {
            window.sent(permit.cost, now);
        }
        pause.sent(permit.epoch, now);
    }

    /** The answer to a request has come, whatever it says. */
    void answered(Permit permit, long now) {
        for (WindowLog window : windows) {
            window.answered(permit.sentAt, now);
        }
    }

    /** Takes back the charge of a request that was not sent. */
    void refund(Permit permit) {
        grants--;
        unsentRequests--;
        unsentUnits -= permit.cost;
        quota.refund(permit.cost);
        finished(permit);
    }

    void finished(Permit permit) {
        underWay--;
        pause.finished(permit.epoch);
    }

    /**
     * The upstream refused a request that was granted in the given epoch.
     *
     * @param hint how long the upstream asks to wait, 0 if it does not say
     * @return true if that begins a new event
     */
    boolean throttled(long grantedInEpoch, long newEpoch, long hint, long now) {
        if (pause.sameEvent(grantedInEpoch)) {
            pause.extend(hint, now);
            return false;
        }
        throttles++;
        pause.begin(newEpoch, hint, now);
        return true;
    }

    /** All that was ever sent under this limit. */
    long sentUnits() {
        return sentUnits;
    }

    /**
     * Takes over what an answer says is left. What was sent after the request that it answers, or is about to be, is
     * not in the upstream's count yet.
     */
    void observe(Permit answered, long remaining, long resetAt, long now) {
        WindowLog window = shortest;
        if (window == null || Nanos.of(window.rule().length()) + WHOLE_SECONDS < resetAt - now) {
            quota.observe(remaining - sentSince(answered), resetAt, now);
        } else if (!window.explains(remaining, unsentUnits, now)) {
            // What the upstream counts now it has forgotten after one length of its window, whatever second it names.
            quota.observe(remaining - sentSince(answered), Math.min(resetAt, window.endOf(now)), now);
        }
    }

    /** What the upstream had not counted when it answered. */
    private long sentSince(Permit answered) {
        return sentUnits + unsentUnits - answered.sentUnitsThen;
    }

    LimitSnapshot snapshot(long now) {
        List<LimitSnapshot.WindowUse> uses =
                Arrays.stream(windows).map(window -> use(window, now)).toList();
        Duration pausedFor = Duration.ofNanos(Math.max(pause.until(), quota.dueFor(1, now)) - now);
        return new LimitSnapshot(
                rules, uses, underWay, waiting, pausedFor, Duration.ofNanos((long) waitedNanos), grants, throttles);
    }

    private LimitSnapshot.WindowUse use(WindowLog window, long now) {
        window.expire(now);
        return new LimitSnapshot.WindowUse(window.rule(), window.used() + (int) unsentUnits);
    }
}
