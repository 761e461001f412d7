package dev.headrace.engine.http;

import dev.headrace.engine.budget.Ticker;
import dev.headrace.engine.observe.ItemTrace;
import dev.headrace.engine.observe.RequestSeen;
import dev.headrace.engine.record.AttemptPhases;
import dev.headrace.engine.record.RecordedAttempt;
import java.time.Duration;
import java.util.function.Consumer;

/** Turns attempts that are over into what observers see of them. Stateless. */
final class Sightings {
    private Sightings() {}

    /** @param hop where the attempts go */
    static Consumer<RecordedAttempt> of(ItemTrace trace, Upstream upstream, Hop hop, Ticker ticker) {
        return trace == ItemTrace.NONE
                ? Sightings::unseen
                : attempt -> trace.requested(sighting(attempt, upstream, hop, ticker));
    }

    static void unseen(RecordedAttempt ignored) {}

    private static RequestSeen sighting(RecordedAttempt attempt, Upstream upstream, Hop hop, Ticker ticker) {
        AttemptPhases phases = attempt.phases();
        long took = phases.dns() + phases.pool() + phases.connect() + phases.tls() + phases.firstByte() + phases.body();
        long since = ticker.nanoTime() - attempt.startNanos() - phases.budget();
        return new RequestSeen(
                upstream.instance(),
                hop.method(),
                hop.origin().scheme(),
                hop.origin().hostName(),
                hop.origin().port(),
                () -> upstream.url(hop),
                attempt.status(),
                attempt.result().text(),
                attempt.attempt(),
                attempt.bytes(),
                Duration.ofNanos(phases.budget()),
                ticker.wallTime().minusNanos(since),
                Duration.ofNanos(took));
    }
}
