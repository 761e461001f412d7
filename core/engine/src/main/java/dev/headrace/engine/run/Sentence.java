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
        String took = Spans.text(duration);
        if (connectors.stream().allMatch(one -> one.outcomes().planned() == 0)) {
            return took + "; there was nothing to do.";
        }
        Map<Ground, Duration> grounds = new LinkedHashMap<>();
        path.stream()
                .filter(step -> !step.connector().isEmpty())
                .forEach(step -> grounds.merge(Ground.of(step), step.time(), Duration::plus));
        return grounds.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> took + "; " + most(most.getKey(), most.getValue(), duration, whatIfs, wording))
                .orElseGet(() -> took + ", with nothing measured.");
    }

    private static String most(Ground ground, Duration time, Duration whole, List<WhatIf> whatIfs, Wording wording) {
        String next = without(ground, time, whole, whatIfs) + advice(ground, wording) + ".";
        return wording.blocked(ground)
                .map(blocked -> "`%s` %s: %s%s".formatted(ground.connector(), blocked, Spans.text(time), next))
                .orElseGet(() -> "%s of it `%s` %s%s"
                        .formatted(Spans.text(time), ground.connector(), wording.doing(ground), next));
    }

    /** Where others take as long, taking the cause away saves next to nothing: then nobody should try. */
    private static String without(Ground ground, Duration time, Duration whole, List<WhatIf> whatIfs) {
        return whatIfs.stream()
                .filter(one -> Ground.of(one).isSameAs(ground))
                .map(WhatIf::without)
                .min(Comparator.naturalOrder())
                .map(without -> whole.minus(without).compareTo(time.dividedBy(10)) < 0
                        ? "; others take as long"
                        : "; without that %s".formatted(Spans.text(without)))
                .orElse("");
    }

    private static String advice(Ground ground, Wording wording) {
        String advice = wording.advice(ground);
        return advice.isEmpty() ? "" : "; " + advice;
    }
}
