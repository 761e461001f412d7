package dev.headrace.testkit.contract;

import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.RunReport;
import dev.headrace.testkit.trial.TrialFailure;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Everything else is laid over the good case, so it has to be good. */
final class GoodCaseCheck implements Check {
    @Override
    public void of(Subject subject) {
        Survey survey = subject.survey();
        if (survey.watch().overflowed()) {
            throw FollowUpsCheck.endless(survey);
        }
        if (!survey.healthy()) {
            throw new ContractViolation(
                    "The good case did not end well: " + problems(survey.report()),
                    "let goodCase() answer everything that the connector asks for, or correct the connector.");
        }
        if (survey.requests() == 0) {
            throw new TrialFailure(
                    "The good case sent no request. Give goodCase() options with which there is something"
                            + " to collect, and let the connector ask at base-url.");
        }
        count(subject.good().records(), survey);
    }

    private static void count(OptionalInt expected, Survey survey) {
        long given = survey.report().records();
        if (expected.isPresent() && given != expected.getAsInt()) {
            throw new ContractViolation(
                    "The good case gave %d records and not %d: %s"
                            .formatted(given, expected.getAsInt(), survey.records()),
                    "look which records are missing or too many, or correct records(...) in goodCase().");
        }
    }

    static String problems(RunReport report) {
        String failed = report.failed().stream().map(GoodCaseCheck::line).collect(Collectors.joining("; "));
        String closed = report.connectors().stream()
                .flatMap(connector -> connector.problem().stream())
                .collect(Collectors.joining("; "));
        return "%s. %s%s".formatted(report.status(), failed, closed);
    }

    static String line(FailedItem item) {
        return "%s %s: %s".formatted(item.item(), item.outcome(), item.cause());
    }
}
