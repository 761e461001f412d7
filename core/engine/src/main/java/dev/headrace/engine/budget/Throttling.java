package dev.headrace.engine.budget;

import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the answers of upstreams do to their limits. Guarded by the kernel's lock. */
final class Throttling {
    private final Queue queue;
    private final Admission admission;
    private final Registry registry;

    Throttling(Queue queue, Admission admission, Registry registry) {
        this.queue = queue;
        this.admission = admission;
        this.registry = registry;
    }

    /**
     * Takes over what an answer says.
     *
     * @param buckets the limits that the answer names, by its names
     * @return the events that this answer began, at most one a limit
     */
    List<ThrottleEvent> answered(Permit permit, Answer answer, Map<String, String> buckets, long now) {
        List<SharedLimit> limits = permit.lane.upstreamLimits();
        SharedLimit home = permit.lane.home();
        if (home == null) {
            return List.of();
        }
        limits.forEach(limit -> limit.answered(permit, now));
        // Whoever asks for one unit may mean requests, whatever points the upstream counts.
        if (permit.cost > 1) {
            answer.terms().cost().ifPresent(actual -> permit.lane.settle(permit, units(actual), now));
        }
        SharedLimit usual = target(buckets, "", home);
        answer.terms()
                .policies()
                .forEach(policy -> target(buckets, policy.name(), usual).learn(policy));
        answer.quotas().forEach(quota -> observe(permit, target(buckets, quota.policy(), usual), quota, now));
        answer.terms().atOnce().ifPresent(home::serveAtOnce);
        return switch (answer.verdict()) {
            case PASSED -> passed(permit, limits, usual, answer.hint(), now);
            case THROTTLED -> refusedForRate(permit, proven(answer, buckets, usual), answer.hint(), now);
            case THROTTLED_WHOLLY -> throttled(permit, limits, answer.hint(), now);
        };
    }

    /** The limit that an answer speaks of under one of its names. */
    private SharedLimit target(Map<String, String> buckets, String name, SharedLimit otherwise) {
        String limit = buckets.get(name);
        return limit == null ? otherwise : registry.known(limit).orElse(otherwise);
    }

    /** The narrowest limits that the refusal is known to be for: those that the answer says are used up, else the usual one. */
    private List<SharedLimit> proven(Answer answer, Map<String, String> buckets, SharedLimit usual) {
        List<SharedLimit> usedUp = answer.quotas().stream()
                .filter(quota -> quota.requests() == 0)
                .map(quota -> target(buckets, quota.policy(), usual))
                .distinct()
                .toList();
        return usedUp.isEmpty() ? List.of(usual) : usedUp;
    }

    private static int units(long cost) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, cost));
    }

    private List<ThrottleEvent> passed(
            Permit permit, List<SharedLimit> limits, SharedLimit usual, @Nullable Duration rest, long now) {
        limits.forEach(limit -> limit.passed(permit, now));
        if (rest != null) {
            rest(usual, Nanos.of(rest), now);
        }
        return List.of();
    }

    /** The upstream served the request and asks for a pause: no refusal, so nothing backs off. */
    private void rest(SharedLimit limit, long span, long now) {
        limit.pause.extend(span, now);
        limit.pausedFor("the upstream served a request and asked for a rest", now);
        admission.refuseIfClosed(limit, now);
        admission.refuseLate(limit, now);
    }

    private void observe(Permit permit, SharedLimit limit, Answer.Remaining quota, long now) {
        SharedLimit home = permit.lane.home();
        if (limit.bucket && home != null && quota.unit() == Limit.Unit.COST && home.explains(quota.requests(), now)) {
            // What the upstream counts is our own sending under what is declared, whose window says more than a reset.
            return;
        }
        long resetAt = Nanos.plus(now, Nanos.of(quota.resetIn()));
        limit.observe(permit, quota.policy(), quota.requests(), resetAt, now);
        admission.refuseIfClosed(limit, now);
    }

    private List<ThrottleEvent> refusedForRate(
            Permit permit, List<SharedLimit> limits, @Nullable Duration hint, long now) {
        List<ThrottleEvent> events = throttled(permit, limits, hint, now);
        if (!events.isEmpty()) {
            limits.forEach(limit -> limit.refusedForRate(now));
        }
        return events;
    }

    private List<ThrottleEvent> throttled(Permit permit, List<SharedLimit> limits, @Nullable Duration asked, long now) {
        long hint = asked == null ? 0 : Nanos.of(asked);
        long epoch = queue.newEpoch();
        List<ThrottleEvent> events = new ArrayList<>(1);
        for (SharedLimit limit : limits) {
            if (limit.throttled(permit.epoch, epoch, hint, now)) {
                Duration pause = Duration.ofNanos(limit.pause.until() - now);
                ThrottleEvent event =
                        new ThrottleEvent(limit.name, permit.lane.consumer(), asked, pause, limit.waiting);
                limit.pausedFor(event.reason(), now);
                events.add(event);
            }
            admission.refuseIfClosed(limit, now);
            admission.refuseLate(limit, now);
        }
        return events;
    }
}
