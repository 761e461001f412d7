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
    /**
     * A machine with much else to do may hold a request up on its way, which brings it nearer to the next one than it was sent. Each
     * window forgives more of that than the one before; a request beside the limits is refused in all of them.
     */
    private static final List<Duration> TRIES =
            List.of(Duration.ofMillis(400), Duration.ofMillis(1_200), Duration.ofMillis(3_600));

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
        for (Duration window : TRIES) {
            Ended ended = run(subject, limits, permits, window);
            if (ended.traffic().throttled() == 0) {
                return;
            }
            if (window.equals(TRIES.get(TRIES.size() - 1))) {
                throw refused(ended, limits, permits, window);
            }
        }
    }

    private static Ended run(Subject subject, List<Limit> limits, int permits, Duration window) {
        try (Trial trial = subject.trial()
                .more(tightened(limits, permits, window))
                .upstream(builder -> strict(builder, permits, window))) {
            return trial.run();
        }
    }

    private static String tightened(List<Limit> limits, int permits, Duration window) {
        StringBuilder lines = new StringBuilder();
        limits.forEach(limit -> lines.append("limits.\"%s\" { permits = %d, per = %dms, concurrency = 2 }%n"
                .formatted(limit.name(), permits, window.toMillis())));
        return lines.toString();
    }

    private static void strict(FakeUpstreamBuilder builder, int permits, Duration window) {
        builder.limit(StrictLimit.slidingWindow(permits, window).reset(StrictLimit.Reset.ABSENT));
        builder.limit(StrictLimit.concurrency(2));
    }

    private static ContractViolation refused(Ended ended, List<Limit> limits, int permits, Duration window) {
        return new ContractViolation(
                "With %s lowered to %d requests per %d ms and 2 at once, the upstream had to refuse %d of %d requests."
                        .formatted(
                                limits.stream().map(Limit::name).toList(),
                                permits,
                                window.toMillis(),
                                ended.traffic().throttled(),
                                ended.traffic().requests()),
                "send every request with StepContext.http(), and let each be under the limits that you declare.");
    }
}
