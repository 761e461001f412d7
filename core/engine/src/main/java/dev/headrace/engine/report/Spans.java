package dev.headrace.engine.report;

import java.time.Duration;
import java.util.Locale;

/** Spans of time as people read them, in two units at most. Stateless. */
public final class Spans {
    private Spans() {}

    /** {@code 0.42 s}, {@code 12.3 s}, {@code 31 min 4 s}, {@code 5 h 12 min}, {@code 2 d 3 h}. */
    public static String text(Duration span) {
        if (span.toDays() > 0) {
            return "%d d %d h".formatted(span.toDays(), span.toHoursPart());
        }
        if (span.toHours() > 0) {
            return "%d h %d min".formatted(span.toHours(), span.toMinutesPart());
        }
        if (span.toMinutes() > 0) {
            return "%d min %d s".formatted(span.toMinutes(), span.toSecondsPart());
        }
        double seconds = span.toNanos() / 1e9;
        return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
    }

    /** As {@link #text}, for what is known roughly only: whole seconds below a minute, {@code 5 h} instead of {@code 5 h 0 min}. */
    public static String rough(Duration span) {
        Duration whole = span.plusMillis(500).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        return whole.toMinutes() == 0 ? whole.toSeconds() + " s" : text(whole).replaceAll(" 0 (h|min|s)$", "");
    }
}
