package dev.headrace.engine.budget;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the answers of upstreams do to their limits. Guarded by the kernel's lock. */
final class Throttling {
    private final Queue queue;
    private final Admission admission;

    Throttling(Queue queue, Admission admission) {
        this.queue = queue;
        this.admission = admission;
    }

    /** @return the events that this answer began, at most one a limit */
    List<ThrottleEvent> answered(Permit permit, Answer answer, long now) {
        List<SharedLimit> limits = permit.lane.upstreamLimits();
        if (limits.isEmpty()) {
            return List.of();
        }
        limits.forEach(limit -> limit.answered(permit, now));
        // Whoever asks for one unit may mean requests, whatever points the upstream counts.
        if (permit.cost > 1) {
            answer.terms().cost().ifPresent(actual -> permit.lane.settle(permit, units(actual), now));
        }
        SharedLimit narrowest = limits.get(limits.size() - 1);
        answer.quotas().forEach(quota -> observe(permit, narrowest, quota, now));
        answer.terms().atOnce().ifPresent(narrowest::serveAtOnce);
        return switch (answer.verdict()) {
            case PASSED -> passed(permit, limits, answer.hint(), now);
            case THROTTLED -> refusedForRate(throttled(permit, List.of(narrowest), answer.hint(), now), narrowest, now);
            case THROTTLED_WHOLLY -> throttled(permit, limits, answer.hint(), now);
        };
    }

    private static int units(long cost) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, cost));
    }

    private List<ThrottleEvent> passed(Permit permit, List<SharedLimit> limits, @Nullable Duration rest, long now) {
        limits.forEach(limit -> limit.passed(permit, now));
        if (rest != null) {
            rest(limits.get(limits.size() - 1), Nanos.of(rest), now);
        }
        return List.of();
    }

    /** The upstream served the request and asks for a pause: no refusal, so nothing backs off. */
    private void rest(SharedLimit limit, long span, long now) {
        limit.pause.extend(span, now);
        limit.pauseReason = "the upstream served a request and asked for a rest";
        admission.refuseIfClosed(limit, now);
        admission.refuseLate(limit, now);
    }

    private void observe(Permit permit, SharedLimit limit, Answer.Remaining quota, long now) {
        long resetAt = Nanos.plus(now, Nanos.of(quota.resetIn()));
        limit.observe(permit, quota.policy(), quota.requests(), resetAt, now);
        admission.refuseIfClosed(limit, now);
    }

    private static List<ThrottleEvent> refusedForRate(List<ThrottleEvent> events, SharedLimit limit, long now) {
        if (!events.isEmpty()) {
            limit.refusedForRate(now);
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
                limit.pauseReason = event.reason();
                events.add(event);
            }
            admission.refuseIfClosed(limit, now);
            admission.refuseLate(limit, now);
        }
        return events;
    }
}
