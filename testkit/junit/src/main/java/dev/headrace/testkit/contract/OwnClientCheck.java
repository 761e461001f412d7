package dev.headrace.testkit.contract;

import dev.headrace.engine.report.ConnectorReport;

/** A request that the engine does not know of is under no limit, no deadline and no account. */
final class OwnClientCheck implements Check {
    @Override
    public void of(Subject subject) {
        Survey survey = subject.survey();
        long sent = survey.report().connectors().stream()
                .mapToLong(ConnectorReport::requests)
                .sum();
        if (survey.requests() > sent) {
            throw new ContractViolation(
                    "The upstream got %d requests, but the engine sent %d: the connector has a client of its own."
                            .formatted(survey.requests(), sent),
                    "send every request with StepContext.http(), which waits for the limits, retries and is cancelled.");
        }
    }
}
