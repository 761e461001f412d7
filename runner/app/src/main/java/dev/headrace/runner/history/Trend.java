package dev.headrace.runner.history;

import dev.headrace.engine.report.RunState;
import dev.headrace.engine.report.RunSummary;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** How a run's time compares with those before it. Stateless. */
final class Trend {
    private Trend() {}

    /**
     * A run's time as a multiple of the median of the earlier ones of the same connectors that came to an end; empty where there is none.
     *
     * @param earlier the runs before it
     */
    static OptionalDouble of(RunSummary run, List<RunSummary> earlier) {
        long[] times = earlier.stream()
                .filter(one -> isEnded(one) && one.connectors().equals(run.connectors()))
                .mapToLong(one -> one.duration().toMillis())
                .sorted()
                .toArray();
        if (times.length == 0 || !isEnded(run)) {
            return OptionalDouble.empty();
        }
        int half = times.length / 2;
        double median = times.length % 2 == 1 ? times[half] : (times[half - 1] + times[half]) / 2.0;
        return median == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(run.duration().toMillis() / median);
    }

    private static boolean isEnded(RunSummary run) {
        return run.state() != RunState.RUNNING && run.state() != RunState.ENDED_ABRUPTLY;
    }

    /** {@code +12 %}, {@code -3 %}, {@code x 3.4}; empty where there is nothing to compare with. */
    static String text(OptionalDouble multiple) {
        if (multiple.isEmpty()) {
            return "";
        }
        double times = multiple.getAsDouble();
        long percent = Math.round((times - 1) * 100);
        return times >= 2 ? String.format(Locale.ROOT, "x %.1f", times) : "%+d %%".formatted(percent);
    }
}
