package dev.headrace.engine.plan;

import dev.headrace.engine.report.RunPlan.ConnectorPlan;
import dev.headrace.engine.report.RunPlan.Time;
import dev.headrace.engine.report.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One sentence or two that say how long a run will take, and what bounds it. */
record PlanSentence(Instant now, Time time, List<ConnectorPlan> connectors, Optional<String> last) {
    String text() {
        List<String> unknown = connectors.stream()
                .filter(connector -> connector.requests().likely().isEmpty()
                        && connector.requests().most().isEmpty())
                .map(ConnectorPlan::name)
                .toList();
        boolean nothing = connectors.stream()
                .allMatch(connector ->
                        connector.requests().exact() && connector.requests().least() == 0);
        if (nothing) {
            return "There is nothing to do.";
        }
        String rest = unknown.isEmpty() ? "" : " " + unknown(unknown);
        return time.most().isEmpty() && time.least().toMillis() < 1
                ? "How long a run takes is not known." + rest
                : "A run takes %s%s.%s".formatted(span(), bound(), rest);
    }

    private String span() {
        Optional<Duration> most = time.most();
        if (most.isEmpty()) {
            String certain = "at least " + Spans.rough(time.least());
            return time.likely()
                    .map(expected -> Spans.rough(expected).equals(Spans.rough(time.least()))
                            ? "about " + Spans.rough(expected)
                            : certain + ", most likely " + Spans.rough(expected))
                    .orElse(certain);
        }
        String least = Spans.rough(time.least());
        String longest = Spans.rough(most.get());
        if (least.equals(longest)) {
            return "about " + least;
        }
        String likely = time.likely()
                .map(expected -> ", most likely " + Spans.rough(expected))
                .orElse("");
        return "%s to %s%s".formatted(least, longest, likely);
    }

    private String bound() {
        return last.flatMap(name -> connectors.stream()
                        .filter(connector -> connector.name().equals(name))
                        .findFirst())
                .filter(connector -> connector.time().least().toMillis() > 0)
                .map(connector -> connector
                        .boundBy()
                        .map(limit -> "; limit `%s` of `%s` bounds it".formatted(limit, connector.name()))
                        .orElse("; the answers of `%s` bound it".formatted(connector.name())))
                .orElse("");
    }

    private static String unknown(List<String> names) {
        return "How much there is of %s is not known before it is collected."
                .formatted(names.stream().map("`%s`"::formatted).collect(Collectors.joining(", ")));
    }
}
