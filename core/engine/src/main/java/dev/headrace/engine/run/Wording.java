package dev.headrace.engine.run;

import dev.headrace.detector.Finding;
import dev.headrace.engine.account.LimitWait;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.budget.BudgetSnapshot;
import dev.headrace.engine.budget.LaneSnapshot;
import dev.headrace.engine.budget.LimitSnapshot;
import dev.headrace.engine.http.HttpTransport;
import dev.headrace.engine.report.ConnectorReport;
import dev.headrace.engine.report.Spans;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How people are told what a connector waited for, and what they could do about it. Immutable. */
final class Wording {
    private final List<ConnectorReport> connectors;
    private final List<Finding> blocking;
    private final BudgetSnapshot budgets;

    Wording(List<ConnectorReport> connectors, List<Finding> blocking, BudgetSnapshot budgets) {
        this.connectors = connectors;
        this.blocking = blocking;
        this.budgets = budgets;
    }

    /** Goes on behind the connector's name: {@code waiting for its budget `jira`, 100 per 1m}. */
    String doing(Ground ground) {
        return switch (ground.phase()) {
            case QUEUE -> "waiting for the engine to start its items";
            case RETRY_WAIT -> "waiting to try again after failures";
            case TOKEN -> "waiting for its access token";
            case BUDGET -> "waiting for its budget" + budget(ground);
            case DNS, POOL, CONNECT, TLS -> "waiting for connections";
            case FIRST_BYTE, BODY -> "waiting for its upstream's answers";
            case OFFLOADED -> "in work that must block";
            case DECODE -> "decoding answers";
            case STRAND_WAIT, STRAND -> "in its own code and waiting for its strand";
            case BLOCKED -> "blocking its strand";
            case COMMIT -> "waiting for the store";
            case OTHER -> "waiting for something of its own";
        };
    }

    private String budget(Ground ground) {
        if (ground.limit().isEmpty()) {
            return "";
        }
        String rules = rules(ground.limit());
        List<String> others = sharers(ground.limit(), ground.connector());
        return " `%s`%s%s"
                .formatted(
                        ground.limit(),
                        rules.isEmpty() ? "" : " of " + rules,
                        others.isEmpty()
                                ? ""
                                : others.stream()
                                        .map("`%s`"::formatted)
                                        .collect(Collectors.joining(", ", " (shared with ", ")")));
    }

    /** The rules of a limit as people write them; empty if they are not known. */
    String rules(String limit) {
        return budgets.limits().stream()
                .filter(one -> one.name().equals(limit))
                .map(LimitSnapshot::rules)
                .map(rules -> rules.toString().substring(rules.name().length() + 2))
                .filter(rules -> !rules.equals("no rule"))
                .findFirst()
                .orElse("");
    }

    private List<String> sharers(String limit, String connector) {
        return budgets.lanes().stream()
                .filter(lane -> lane.limits().contains(limit))
                .map(LaneSnapshot::consumer)
                .filter(consumer -> !consumer.equals(connector))
                .distinct()
                .sorted()
                .toList();
    }

    /** {@code blocked its strand 212 times, 0.50 s each, at TokenCache.java:57 (Thread.sleep)}; empty for what is not blocking. */
    Optional<String> blocked(Ground ground) {
        return ground.phase() == Phase.BLOCKED ? finding(ground.connector()).map(Wording::blocked) : Optional.empty();
    }

    private static String blocked(Finding finding) {
        return "blocked its strand %s at %s"
                .formatted(
                        finding.times() == 1
                                ? "once,"
                                : "%d times, %s each,"
                                        .formatted(
                                                finding.times(),
                                                Spans.text(finding.lost().dividedBy(finding.times()))),
                        finding.site().brief());
    }

    private Optional<Finding> finding(String connector) {
        return blocking.stream()
                .filter(finding -> finding.work().owner().equals(connector))
                .max(Comparator.comparing(Finding::lost));
    }

    /** What to try next; empty text if there is nothing to say. */
    String advice(Ground ground) {
        return switch (ground.phase()) {
            case RETRY_WAIT -> "see its errors";
            case BUDGET -> adviceOnBudget(ground.limit());
            case DNS, POOL, CONNECT, TLS -> "see http.connections";
            case FIRST_BYTE, BODY ->
                isOneByOne(ground.connector())
                        ? "each item was known from the one before only: larger pages may help"
                        : "more items at once may help (concurrency)";
            case OFFLOADED -> "see what that work waits for";
            case DECODE -> "ask for fewer fields, or stream large bodies";
            case STRAND_WAIT, STRAND -> "a profiler tells where its code spends it";
            case BLOCKED -> "hand work that must block to blocking(...)";
            case COMMIT -> "a faster disk helps, or durability = normal";
            case QUEUE, TOKEN, OTHER -> "";
        };
    }

    private static String adviceOnBudget(String limit) {
        if (limit.equals(HttpTransport.ALL)) {
            return "raise engine.in-flight";
        }
        return limit.startsWith(HttpTransport.FOR_ORIGIN)
                ? "raise http.connections if the upstream bears more"
                : "raise it if the upstream allows more, or ask for less";
    }

    /** Whether there was hardly ever more than one item to do: then no setting makes it faster. */
    private boolean isOneByOne(String connector) {
        return connectors.stream()
                .filter(one -> one.name().equals(connector))
                .anyMatch(one -> timeOfItems(one) * 2 < one.duration().toNanos() * 3);
    }

    private static long timeOfItems(ConnectorReport connector) {
        return connector.time().entrySet().stream()
                .filter(phase -> phase.getKey() != Phase.QUEUE)
                .map(java.util.Map.Entry::getValue)
                .mapToLong(Duration::toNanos)
                .sum();
    }

    /** The instance whose items waited for a limit longest; empty text if none did. */
    String waitedMost(String limit) {
        return connectors.stream()
                .filter(one -> one.waits().containsKey(limit))
                .max(Comparator.comparing(one -> waited(one, limit)))
                .map(ConnectorReport::name)
                .orElse("");
    }

    private static Duration waited(ConnectorReport connector, String limit) {
        LimitWait wait = connector.waits().get(limit);
        return wait == null ? Duration.ZERO : wait.time();
    }
}
