package dev.headrace.engine.plan;

import dev.headrace.engine.report.Estimate;
import dev.headrace.engine.store.PassNeeds;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a connector's first items told when they were asked and nothing was kept.
 *
 * @param needs what they took
 * @param perRequest what an answer took on the network; beside it, first requests take what later ones do not
 * @param replies by kind
 * @param failure why one of them failed, for people; empty if none did
 */
public record Sounded(PassNeeds needs, Duration perRequest, Map<String, Reply> replies, Optional<String> failure) {
    /**
     * What the items of one kind told.
     *
     * @param first items of the kind that the connector begins with
     * @param asked those of them that were asked and answered
     * @param followUps items that these led to, by kind
     */
    public record Reply(long first, long asked, Map<String, Long> followUps) {
        private double forAll(String kind) {
            return asked == 0 ? 0 : (double) followUps.getOrDefault(kind, 0L) * first / asked;
        }

        /** Whether each answer names the next item of its own kind and no more: then the end is not in sight. */
        boolean isWalk(String kind) {
            long same = followUps.getOrDefault(kind, 0L);
            return same > 0 && same <= asked;
        }
    }

    /** Whether answers name one next item each: then no more are under way than there are beginnings. */
    boolean walks() {
        return replies.entrySet().stream().anyMatch(reply -> reply.getValue().isWalk(reply.getKey()));
    }

    /** How many items of a kind there are, as far as the first ones tell. */
    Estimate items(String kind) {
        Estimate sum = Estimate.NONE;
        for (Map.Entry<String, Reply> entry : replies.entrySet()) {
            Reply reply = entry.getValue();
            long led = Math.round(reply.forAll(kind));
            Estimate own = entry.getKey().equals(kind) ? ownItems(reply, led) : led(reply, led);
            sum = sum.plus(own);
        }
        return sum;
    }

    private static Estimate ownItems(Reply reply, long led) {
        long all = reply.first() + led;
        if (reply.asked() == 0 || (led > 0 && led <= reply.first())) {
            return Estimate.atLeast(all);
        }
        return reply.asked() == reply.first() ? Estimate.exactly(all) : Estimate.likely(reply.first(), all);
    }

    /** They may lead to further ones. */
    private static Estimate led(Reply reply, long led) {
        long certain = reply.followUps().isEmpty() ? 0 : led * reply.asked() / Math.max(1, reply.first());
        return led == 0 ? Estimate.NONE : Estimate.likely(certain, led);
    }
}
