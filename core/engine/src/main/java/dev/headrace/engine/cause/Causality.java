package dev.headrace.engine.cause;

import dev.headrace.engine.account.Phase;
import dev.headrace.engine.report.PathStep;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Follows a run event by event. Each event has a {@link Trail}: of those that an item waited for, the one that came last leads on. Nothing
 * is kept of what no later event can follow from, so its memory is that of the items in memory. Confined to one strand.
 */
public final class Causality {
    private static final int REAL = Worlds.REAL;

    private final Causes causes = new Causes();
    private final Worlds worlds = new Worlds();
    private final Limits limits;
    private final long began;
    private final int opening = causes.id(new Cause("", PathStep.OPENING, Phase.OTHER, ""));
    private final int closing = causes.id(new Cause("", PathStep.CLOSING, Phase.OTHER, ""));
    private final Spans spans = new Spans(32);
    private final Course course = new Course(worlds);

    /**
     * A run has begun.
     *
     * @param beganNanos when, by its clock
     * @param rules tells the rules in force of a limit by its name, if they are known
     */
    public Causality(long beganNanos, Function<String, Optional<Limit>> rules) {
        this.began = beganNanos;
        this.limits = new Limits(worlds, causes, rules);
    }

    /** An instance that may have so many items under way at once. */
    public Party party(String connector, int places) {
        return new Party(connector, causes, worlds, new Places(worlds, places), new Serial(worlds));
    }

    /** The first event: all is open, and the instances begin. */
    public Trail opened(long nowNanos) {
        long now = nowNanos - began;
        return passed(new Trail(Path.EMPTY, new long[Worlds.MOST], 0), now, opening);
    }

    /** Time has passed after an event, at one thing only: a wait before another attempt, or the store. */
    public Trail passed(Party party, String stream, Phase phase, Trail before, long nowNanos) {
        return passed(before, nowNanos - began, party.cause(stream, phase));
    }

    private Trail passed(Trail before, long now, int cause) {
        long span = Math.max(0, now - before.time());
        long gap = before.time() - before.path.length();
        spans.clear();
        spans.add(cause, span + gap);
        Path path = before.path.plus(spans);
        consider(path, cause);
        int without = worlds.without(causes.factorOf(cause));
        long[] times = new long[Worlds.MOST];
        for (int world = 0; world < worlds.count(); world++) {
            times[world] = before.time(world, worlds) + (world == without && world != REAL ? 0 : span);
        }
        worlds.happened(times);
        return new Trail(path, times, worlds.era());
    }

    /**
     * An item starts.
     *
     * @param ready what made it ready to start
     * @param event what happened last before; it may be that a place became free for it
     */
    public Trail started(Party party, Trail ready, Trail event, long nowNanos) {
        long now = nowNanos - began;
        long[] times = new long[Worlds.MOST];
        long residue = Math.max(0, now - Math.max(ready.time(), party.places.pick(REAL, now)));
        times[REAL] = now;
        for (int world = 1; world < worlds.count(); world++) {
            long comes = ready.time(world, worlds);
            times[world] = Math.max(comes, party.places.pick(world, comes)) + residue;
        }
        party.places.take();
        return new Trail(event.path, times, worlds.era());
    }

    /** An item has ended, with this attempt at least, and given its place back. */
    public Trail ended(Party party, String stream, Trail start, Spent spent) {
        long gap = start.time() - start.path.length();
        spans.clear();
        spans.add(party.cause(stream, Phase.QUEUE), gap);
        for (Phase phase : Course.PHASES) {
            if (phase != Phase.BUDGET) {
                spans.add(party.cause(stream, phase), spent.in(phase));
            }
        }
        addWaits(party, stream, spent);
        Path path = start.path.plus(spans);
        for (int i = 0; i < spans.size(); i++) {
            consider(path, spans.cause(i));
        }
        course.follow(start, spent, party, limits);
        long[] times = course.ended();
        times[REAL] = path.length();
        party.places.give(times);
        worlds.happened(times);
        return new Trail(path, times, worlds.era());
    }

    private void addWaits(Party party, String stream, Spent spent) {
        long left = spent.in(Phase.BUDGET);
        if (left > 0) {
            double whole = (double) Math.max(1, Course.waited(spent));
            long named = left;
            for (var wait : spent.waits.entrySet()) {
                long part = Math.min(
                        left, Math.round(named * (wait.getValue().time().toNanos() / whole)));
                spans.add(party.cause(stream, wait.getKey()), part);
                left -= part;
            }
            spans.add(party.cause(stream, Phase.BUDGET), left);
        }
    }

    private void consider(Path path, int cause) {
        worlds.consider(causes.factorOf(cause), path.of(cause), path.length());
    }

    // ---- the end

    /**
     * What a run comes to.
     *
     * @param path by cause, the longest first; adds up to the duration
     * @param otherwise how long it would have taken without each factor, the shortest first
     */
    public record Conclusion(List<PathStep> path, List<Otherwise> otherwise) {
        /** Of a run that did not get so far. */
        public static final Conclusion NONE = new Conclusion(List.of(), List.of());
    }

    /** How long the run would have taken without a factor. */
    public record Otherwise(Factor factor, Duration duration) {}

    /**
     * The run is over.
     *
     * @param last the event after which nothing was left to do
     */
    public Conclusion conclude(Trail last, long nowNanos) {
        long end = nowNanos - began;
        spans.clear();
        spans.add(closing, end - last.path.length());
        Path path = last.path.plus(spans);
        List<PathStep> steps = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            Cause cause = causes.cause(path.cause(i));
            steps.add(new PathStep(
                    cause.connector(), cause.stream(), cause.phase(), cause.limit(), Duration.ofNanos(path.nanos(i))));
        }
        if (path.others() > 0) {
            steps.add(new PathStep("", PathStep.OTHERS, Phase.OTHER, "", Duration.ofNanos(path.others())));
        }
        steps.sort(Comparator.comparing(PathStep::time).reversed());
        return new Conclusion(steps, otherwise(end));
    }

    private List<Otherwise> otherwise(long end) {
        List<Otherwise> all = new ArrayList<>();
        long after = end - worlds.latest(REAL);
        for (int world = 1; world < worlds.count(); world++) {
            long without = Math.max(0, Math.min(end, worlds.latest(world) + after));
            all.add(new Otherwise(causes.factor(worlds.factorOf(world)), Duration.ofNanos(without)));
        }
        all.sort(Comparator.comparing(Otherwise::duration));
        return all;
    }
}
