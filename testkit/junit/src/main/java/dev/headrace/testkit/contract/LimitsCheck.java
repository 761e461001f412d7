package dev.headrace.testkit.contract;

import dev.headrace.spi.Limit;
import dev.headrace.testkit.trial.Ended;
import dev.headrace.testkit.trial.Trial;
import dev.headrace.testkit.upstream.FakeUpstreamBuilder;
import dev.headrace.testkit.upstream.StrictLimit;
import java.time.Duration;
import java.util.List;

/** The declared limits, tightened so that the small case meets them, in front of an upstream that counts to the letter. */
final class LimitsCheck implements Check {
    private static final Duration WINDOW = Duration.ofMillis(400);
    /** So many windows that the limit is met more than once. */
    private static final int WINDOWS = 3;

    @Override
    public void of(Subject subject) {
        Survey survey = subject.healthySurvey();
        List<Limit> limits = survey.watch().limits();
        if (limits.isEmpty()) {
            throw Subject.notApplicable(
                    "the provider declares no limits; if the upstream documents any, declare them in"
                            + " ConnectorProvider.limits with their source");
        }
        int permits = Math.max(1, survey.requests() / WINDOWS);
        try (Trial trial =
                subject.trial().more(tightened(limits, permits)).upstream(builder -> strict(builder, permits))) {
            judge(trial.run(), limits, permits);
        }
    }

    /** In the strict mode: however late a busy machine lets a request arrive, only one beside the limits is refused. */
    private static String tightened(List<Limit> limits, int permits) {
        StringBuilder lines = new StringBuilder();
        limits.forEach(
                limit -> lines.append("limits.\"%s\" { permits = %d, per = %dms, concurrency = 2, mode = strict }%n"
                        .formatted(limit.name(), permits, WINDOW.toMillis())));
        return lines.toString();
    }

    private static void strict(FakeUpstreamBuilder builder, int permits) {
        builder.limit(StrictLimit.slidingWindow(permits, WINDOW).reset(StrictLimit.Reset.ABSENT));
        builder.limit(StrictLimit.concurrency(2));
    }

    private static void judge(Ended ended, List<Limit> limits, int permits) {
        if (ended.traffic().throttled() > 0) {
            throw new ContractViolation(
                    "With %s lowered to %d requests per %d ms and 2 at once, the upstream had to refuse %d of %d requests."
                            .formatted(
                                    limits.stream().map(Limit::name).toList(),
                                    permits,
                                    WINDOW.toMillis(),
                                    ended.traffic().throttled(),
                                    ended.traffic().requests()),
                    "send every request with StepContext.http(), and let each be under the limits that you declare.");
        }
    }
}
