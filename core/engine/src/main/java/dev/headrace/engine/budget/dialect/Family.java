package dev.headrace.engine.budget.dialect;

import org.jspecify.annotations.Nullable;

/** The fields about one quota whose names begin alike, as they came. Confined to one thread. */
final class Family {
    final Meaning first;

    @Nullable
    String limit;

    @Nullable
    String interval;

    @Nullable
    String remaining;

    @Nullable
    String reset;

    @Nullable
    String resetAfter;

    @Nullable
    String resetMillis;

    @Nullable
    String resetTime;

    Family(Meaning first) {
        this.first = first;
    }

    boolean has(Meaning meaning) {
        return first.stem().equals(meaning.stem()) && first.bucket().equals(meaning.bucket());
    }

    /** The first line of a name counts. */
    void take(Meaning.Kind kind, String value) {
        switch (kind) {
            case LIMIT -> limit = limit == null ? value : limit;
            case INTERVAL -> interval = interval == null ? value : interval;
            case REMAINING -> remaining = remaining == null ? value : remaining;
            case RESET -> reset = reset == null ? value : reset;
            case RESET_AFTER -> resetAfter = resetAfter == null ? value : resetAfter;
            case RESET_MILLIS -> resetMillis = resetMillis == null ? value : resetMillis;
            case RESET_TIME -> resetTime = resetTime == null ? value : resetTime;
            default -> throw new IllegalArgumentException(kind + " stands alone");
        }
    }

    /** What goes first: a small number is believed first. */
    int rank() {
        return switch (first.stem()) {
            case Meaning.NAMED -> 0;
            case "ratelimit-" -> 1;
            case "x-ratelimit-" -> 2;
            case "x-rate-limit-" -> 3;
            default -> 4;
        };
    }
}
