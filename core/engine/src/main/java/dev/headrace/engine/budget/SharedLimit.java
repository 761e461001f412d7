package dev.headrace.engine.budget;

import dev.headrace.spi.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    /** Whether only answers tell of it, and which requests are under it. */
    final boolean bucket;
    /** The kinds of requests that the upstream counts in this bucket. */
    final Set<String> kinds = new LinkedHashSet<>();

    final Pause pause;
    /** Why it is paused, or was last, for people. */
    private String pauseReason = "";

    private final PauseLog pauses = new PauseLog();

    final Quotas quotas = new Quotas();
    final Turns turns = new Turns();
    /** All lanes under this limit, wherever they are parked. */
    final List<Lane> lanes = new ArrayList<>();

    long grants;
    long throttles;
    /** Requests that it held back and that wait no more. */
    long waits;

    int waiting;
    double waitedNanos;

    final Windows windows;
    final Ledger ledger = new Ledger();
    private final Meter meter = new Meter();
    private final SlowStart slowStart = new SlowStart();
    private @Nullable Adaptation adaptation;

    private final ToldWindows told = new ToldWindows();
    private Limit rules;
    private Limit inForce;
    private long spacing;
    private int mostAtOnce;
    private int toldAtOnce = Integer.MAX_VALUE;

    /** Requests a second before the last event of refusals. */
    private double rateBefore;

    private int underWay;
    private int unsentRequests;
    // The first request need not wait for one before it.
    private long spacedUntil;

    SharedLimit(Limit rules, Whose whose, DoubleSupplier random) {
        this.name = rules.name();
        this.upstream = whose != Whose.OURS;
        this.bucket = whose == Whose.BUCKET;
        this.pause = new Pause(random);
        this.rules = rules;
        this.inForce = rules;
        windows = new Windows(rules);
        takeRules(rules);
    }

    private void takeRules(Limit newRules) {
        rules = newRules;
        inForce = told.with(newRules);
        spacing = newRules.spacing().map(Nanos::of).orElse(0L);
        mostAtOnce = Math.min(toldAtOnce, newRules.concurrency().orElse(Integer.MAX_VALUE));
        ledger.rules(inForce.windows());
    }

    Limit rules() {
        return rules;
    }

    /** The rules, and what the upstream has told beyond them. */
    Limit inForce() {
        return inForce;
    }

    /** Nobody has declared anything: what the upstream bears is to be found out. */
    void adapt() {
        adaptation = new Adaptation();
    }

    /** Whether requests have to wait for nothing but what is counted, without a look at the clock. */
    private boolean unhurried() {
        Adaptation adapting = adaptation;
        return spacing == 0 && pause.clear() && slowStart.clear() && (adapting == null || adapting.clear());
    }

    private int mostAtOnce() {
        Adaptation adapting = adaptation;
        return adapting == null ? mostAtOnce : adapting.atOnce(mostAtOnce);
    }

    /** Changes the rules; what was sent under the old ones counts under the new. */
    void change(Limit newRules) {
        takeRules(newRules);
        windows.change(inForce);
    }

    /** Takes over a window that the upstream says it counts in; only where it allows less than what is declared. */
    void learn(Answer.Policy policy) {
        if (policy.unit() == rules.unit() && told.take(policy, rules)) {
            change(rules);
            ledger.changed();
        }
    }

    /** Somebody declares that the upstream serves so many at once. */
    void trust(int atOnce) {
        if (adaptation != null) {
            adaptation.trust(atOnce);
        }
    }

    boolean isAdaptive() {
        return adaptation != null;
    }

    /** Takes over how many requests the upstream says it serves at once; only ever fewer. */
    void serveAtOnce(int requests) {
        toldAtOnce = Math.min(toldAtOnce, requests);
        mostAtOnce = Math.min(mostAtOnce, requests);
    }

    /** Whether a request may go now, without a look at the clock; false if only the clock can tell. */
    boolean roomy(Permit permit) {
        int cost = windows.units(permit);
        return underWay < mostAtOnce()
                && unhurried()
                && quotas.roomy(cost)
                && turns.isEmpty()
                && windows.roomy(cost)
                && ledger.covers(cost);
    }

    /** When a request may go: not after {@code now} if it may now, {@link Nanos#NEVER} if an event must come first. */
    long dueFor(Permit permit, long now) {
        int cost = windows.units(permit);
        if (underWay >= mostAtOnce() || (spacing > 0 && unsentRequests > 0) || !ledger.coversOrAsks(cost)) {
            return Nanos.NEVER;
        }
        long due = Math.max(pause.due(now), quotas.dueFor(cost, now));
        due = Math.max(due, windows.dueFor(cost, now));
        due = Math.max(due, hurriedDue(now));
        return spacing > 0 ? Math.max(due, spacedUntil) : due;
    }

    private long hurriedDue(long now) {
        Adaptation adapting = adaptation;
        long due = slowStart.due(unsentRequests, now);
        // What the upstream says is better than what it seems to bear.
        return adapting == null || quotas.known() ? due : Math.max(due, adapting.dueFor(unsentRequests, now));
    }

    /** When the upstream itself will let a request through again; not after {@code now} if it does now. */
    long serverDue(long now) {
        return Math.max(pause.serverUntil(), quotas.dueFor(1, now));
    }

    void charge(Permit permit) {
        int cost = windows.units(permit);
        grants++;
        underWay++;
        unsentRequests++;
        windows.charge(cost);
        ledger.charge(cost);
        quotas.charge(cost);
        pause.granted();
    }

    void sent(Permit permit, long now) {
        unsentRequests--;
        spacedUntil = Nanos.plus(now, spacing);
        windows.sent(windows.units(permit), now);
        meter.sent(now);
        slowStart.sent(now);
        if (adaptation != null) {
            adaptation.sent(now);
        }
        pause.sent(permit.epoch, now);
    }

    /** The answer to a request has come, whatever it says. */
    void answered(Permit permit, long now) {
        windows.answered(permit, now);
    }

    /** Takes back the charge of a request that was not sent. */
    void refund(Permit permit) {
        grants--;
        unsentRequests--;
        windows.refund(windows.units(permit));
        quotas.refund(windows.units(permit));
        over(permit);
    }

    /** A request that was sent is over; {@code now} counts only where its end changes what counts. */
    void finished(Permit permit, long now) {
        windows.finished(permit, now);
        over(permit);
    }

    private void over(Permit permit) {
        underWay--;
        pause.finished(permit.epoch);
    }

    /** A request turns out to cost so much more, or less, than it was charged. */
    void settle(Permit permit, int more, long now) {
        windows.settle(permit, more, now);
        ledger.charge(Math.max(0, more));
        if (more > 0) {
            quotas.charge(more);
        } else {
            quotas.refund(-more);
        }
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
            pauses.extend(pause.until());
            ledger.paused();
            return false;
        }
        ledger.paused();
        throttles++;
        slowStart.end();
        rateBefore = meter.rate(now);
        pause.begin(newEpoch, hint, now);
        return true;
    }

    /** Says why it is paused from now on. */
    void pausedFor(String reason, long now) {
        pauseReason = reason;
        pauses.add(now, pause.until(), reason);
    }

    /**
     * Takes over what an answer says is left. What was sent after the request that it answers, or is about to be, is
     * not in the upstream's count yet.
     */
    void observe(Permit answered, String policy, long remaining, long resetAt, long now) {
        WindowLog window = windows.shortest();
        if (window == null || Nanos.of(window.rule().length()) + WHOLE_SECONDS < resetAt - now) {
            quotas.observe(policy, remaining - sentSince(answered), resetAt, now);
            ledger.told(now);
        } else if (!window.explains(remaining, windows.claimed(), now)) {
            // What the upstream counts now it has forgotten after one length of its window, whatever second it names.
            quotas.observe(policy, remaining - sentSince(answered), Math.min(resetAt, window.endOf(now)), now);
        }
    }

    /** An answer that was no refusal. */
    void passed(Permit permit, long now) {
        if (pause.passed(permit.epoch)) {
            slowStart.begin(fullRate(), now);
        } else {
            slowStart.passed();
        }
        if (adaptation != null) {
            adaptation.passed(underWay, mostAtOnce, meter.rate(now), now);
        }
    }

    private double fullRate() {
        return inForce.windows().stream()
                .mapToDouble(window -> window.permits() * 1e9 / Nanos.of(window.length()))
                .min()
                .orElseGet(
                        () -> Math.max(1, adaptation == null ? rateBefore : Math.min(rateBefore, adaptation.rate())));
    }

    /** A new event has begun, of refusals for the rate and not for an outage. */
    void refusedForRate(long now) {
        if (adaptation != null) {
            adaptation.refused(rateBefore, now);
        }
    }

    /** The request has failed as it would under too much load. */
    void troubled(Permit permit, long now) {
        if (adaptation != null) {
            adaptation.troubled(permit.sentAt, mostAtOnce, now);
        }
    }

    // ---- between runs

    /** @param goesOn whether more may be sent before this is written down again */
    KeptLimit keep(Instant wall, long now, boolean goesOn) {
        Instant paused = pause.until() > now ? wall.plusNanos(pause.until() - now) : null;
        int more = (int) windows.claimed() + (goesOn ? ledger.inAdvance() : 0);
        String reason = paused == null ? "" : pauseReason;
        return new KeptLimit(
                wall,
                paused,
                reason,
                quotas.keep(wall, now),
                windows.keep(wall, now, more),
                told.all(),
                List.copyOf(kinds));
    }

    /** Takes over what an earlier process has written down. */
    void recall(KeptLimit kept, Instant wall, long now) {
        // Where the clock was set back, nothing is older than now.
        Duration age = Duration.between(kept.keptAt(), wall);
        Instant from = age.isNegative() ? kept.keptAt() : wall;
        if (kept.pausedUntil() != null && kept.pausedUntil().isAfter(from)) {
            pause.recall(Nanos.plus(now, Nanos.of(Duration.between(from, kept.pausedUntil()))));
            pausedFor(kept.reason(), now);
        }
        if (kept.quota() != null && kept.quota().resetAt().isAfter(from)) {
            long reset = Nanos.of(Duration.between(from, kept.quota().resetAt()));
            quotas.observe("", kept.quota().left(), Nanos.plus(now, reset), now);
        }
        // Before what counts in them.
        told.recall(kept.told());
        change(rules);
        windows.recall(kept.windows(), from, now);
        kinds.addAll(kept.kinds());
    }

    /** What the upstream had not counted when it answered. */
    private long sentSince(Permit answered) {
        return windows.sentUnits() + windows.unsentUnits() - answered.lane.sentThen(answered, this);
    }

    /** Whether what an upstream says is left may be all of our own sending under this limit. */
    boolean explains(long remaining, long now) {
        WindowLog window = windows.shortest();
        return window != null && window.explains(remaining, windows.claimed(), now);
    }

    LimitSnapshot snapshot(long now) {
        List<LimitSnapshot.WindowUse> uses =
                windows.logs().stream().map(window -> use(window, now)).toList();
        Duration pausedFor = Duration.ofNanos(Math.max(pause.until(), quotas.dueFor(1, now)) - now);
        return new LimitSnapshot(
                inForce,
                uses,
                underWay,
                waiting,
                pausedFor,
                Duration.ofNanos((long) waitedNanos),
                grants,
                throttles,
                waits,
                pauses.all(now),
                bucket);
    }

    private LimitSnapshot.WindowUse use(WindowLog window, long now) {
        window.expire(now);
        return new LimitSnapshot.WindowUse(window.rule(), window.used() + (int) windows.claimed());
    }
}
