package dev.headrace.engine.run;

import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.PathStep;
import dev.headrace.engine.report.Spans;
import dev.headrace.engine.report.WhatIf;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One sentence that says what bounded a run: what its critical path consists of mostly, and what to try next. Stateless. */
final class Sentence {
    private Sentence() {}

    /**
     * The sentence.
     *
     * @param path as in the report; empty if it is not known
     * @param whatIfs as in the report
     */
    static String of(
            Duration duration,
            List<ConnectorReport> connectors,
            List<PathStep> path,
            List<WhatIf> whatIfs,
            Wording wording) {
        String whole = Spans.text(duration);
        if (connectors.stream().allMatch(one -> one.outcomes().planned() == 0)) {
            return whole + "; there was nothing to do.";
        }
        Map<Ground, Duration> grounds = new LinkedHashMap<>();
        path.stream()
                .filter(step -> !step.connector().isEmpty())
                .forEach(step -> grounds.merge(Ground.of(step), step.time(), Duration::plus));
        return grounds.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> whole + "; " + most(most.getKey(), most.getValue(), whatIfs, wording))
                .orElseGet(() -> whole + ", with nothing measured.");
    }

    private static String most(Ground ground, Duration time, List<WhatIf> whatIfs, Wording wording) {
        return wording.blocked(ground)
                .map(blocked -> "`%s` %s: %s%s"
                        .formatted(ground.connector(), blocked, Spans.text(time), next(ground, whatIfs, wording)))
                .orElseGet(() -> "%s of it `%s` %s%s"
                        .formatted(
                                Spans.text(time),
                                ground.connector(),
                                wording.doing(ground),
                                next(ground, whatIfs, wording)));
    }

    private static String next(Ground ground, List<WhatIf> whatIfs, Wording wording) {
        String without = whatIfs.stream()
                .filter(one -> Ground.of(one).isSameAs(ground))
                .min(Comparator.comparing(WhatIf::without))
                .map(one -> "; without that %s".formatted(Spans.text(one.without())))
                .orElse("");
        String advice = wording.advice(ground);
        return without
                + Optional.of(advice)
                        .filter(text -> !text.isEmpty())
                        .map("; "::concat)
                        .orElse("") + ".";
    }
}
