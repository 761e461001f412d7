package dev.headrace.runner.history;

import dev.headrace.engine.report.RunSummary;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds the run that somebody means. Stateless. */
public final class RunChoice {
    /** The newest that can be shown. */
    public static final String LAST = "last";

    private static final int OFFERED = 3;
    /** A day, in the beginning of a run's name. */
    private static final int DAY = 8;

    private RunChoice() {}

    /**
     * The run, which is kept whole.
     *
     * @param runs the newest first
     * @param wanted the name of one, how it begins, or {@link #LAST}
     * @throws IllegalArgumentException if there is none or more than one, or nothing but a line of it is kept, saying which there are
     */
    public static RunSummary of(List<RunSummary> runs, String wanted) {
        if (wanted.equals(LAST)) {
            return runs.stream().filter(RunSummary::whole).findFirst().orElseThrow(() -> none(runs));
        }
        String begins = wanted.toUpperCase(Locale.ROOT);
        List<RunSummary> found = runs.stream()
                .filter(run -> run.id().toUpperCase(Locale.ROOT).startsWith(begins))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    found.isEmpty() ? unknown(runs, begins, wanted) : several(found, wanted));
        }
        return whole(found.get(0));
    }

    private static RunSummary whole(RunSummary run) {
        if (run.whole()) {
            return run;
        }
        throw new IllegalArgumentException(
                switch (run.state()) {
                    case RUNNING -> "The run %s is going on; its report comes with its end.".formatted(run.id());
                    case ENDED_ABRUPTLY ->
                        "The run %s ended abruptly, without a report; 'headrace runs' has a line of it."
                                .formatted(run.id());
                    default ->
                        "Of the run %s only a line is kept, which 'headrace runs' shows. Raise report.keep to keep more runs whole."
                                .formatted(run.id());
                });
    }

    private static IllegalArgumentException none(List<RunSummary> runs) {
        return new IllegalArgumentException(
                runs.isEmpty()
                        ? "There is no run yet; 'headrace run' makes one."
                        : "No run has a report yet. The newest, %s, %s."
                                .formatted(runs.get(0).id(), whyNot(runs.get(0))));
    }

    private static String whyNot(RunSummary run) {
        return switch (run.state()) {
            case RUNNING -> "is going on";
            case ENDED_ABRUPTLY -> "ended abruptly";
            default -> "is kept as a line only; raise report.keep";
        };
    }

    private static String several(List<RunSummary> found, String wanted) {
        return "%s runs begin with '%s': %s. Give more of its name.".formatted(found.size(), wanted, names(found));
    }

    private static String unknown(List<RunSummary> runs, String begins, String wanted) {
        List<RunSummary> near = runs.stream()
                .filter(run -> isNear(run.id().toUpperCase(Locale.ROOT), begins))
                .toList();
        String offered = near.isEmpty() ? "" : " Did you mean %s?".formatted(names(near));
        return "There is no run '%s'.%s 'headrace runs' lists them.".formatted(wanted, offered);
    }

    /** The end of a name, a part of it, or another time of the same day. */
    private static boolean isNear(String id, String wanted) {
        return id.contains(wanted) || wanted.length() >= DAY && id.startsWith(wanted.substring(0, DAY));
    }

    private static String names(List<RunSummary> runs) {
        String some = runs.stream().limit(OFFERED).map(RunSummary::id).collect(Collectors.joining(", "));
        return runs.size() <= OFFERED ? some : some + ", ...";
    }
}
