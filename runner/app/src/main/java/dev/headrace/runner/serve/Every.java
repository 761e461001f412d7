package dev.headrace.runner.serve;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Due again a span after it was due last.
 *
 * @param span at least 1 s
 */
record Every(Duration span) implements Schedule {
    @Override
    public Optional<Instant> after(Instant last) {
        return Optional.of(last.plus(span));
    }

    @Override
    public Passed between(Instant last, Instant now) {
        long spans = Math.max(0, Duration.between(last, now).toMillis() / span.toMillis());
        return new Passed((int) Math.min(MOST, spans), last.plus(span.multipliedBy(spans)));
    }

    @Override
    public boolean beginsAtOnce() {
        return true;
    }
}
