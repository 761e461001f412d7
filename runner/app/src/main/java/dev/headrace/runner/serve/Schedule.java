package dev.headrace.runner.serve;

import java.time.Instant;
import java.util.Optional;

/** When something is due, again and again. Immutable. */
sealed interface Schedule permits Every, Cron {
    /** More times than this are not counted one by one. */
    int MOST = 1_000;

    /**
     * Times that have passed.
     *
     * @param count how many, at most {@link #MOST}
     * @param latest the last of them; without meaning when there is none
     */
    record Passed(int count, Instant latest) {}

    /**
     * The next time it is due.
     *
     * @param last when it was due last, or since when times count
     * @return empty if there is none any more
     */
    Optional<Instant> after(Instant last);

    /** The times after one instant, up to another. */
    Passed between(Instant last, Instant now);

    /** Whether it is due at once when nothing is known of earlier times; otherwise it waits for its time. */
    boolean beginsAtOnce();
}
