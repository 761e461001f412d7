package dev.headrace.testkit.contract;

import dev.headrace.testkit.trial.Ended;
import dev.headrace.testkit.trial.Fault;
import dev.headrace.testkit.trial.RequestKey;
import dev.headrace.testkit.trial.RunningTrial;
import dev.headrace.testkit.trial.Trial;
import dev.headrace.testkit.upstream.Exchange;
import dev.headrace.testkit.upstream.Throttle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The first request is throttled, once in each form in which {@code Retry-After} is met, and in the upstream's own. */
final class RetryAfterCheck implements Check {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** A wake-up is late and never early; the two clocks that a date is compared with may differ by this. */
    private static final Duration TOLERANCE = Duration.ofMillis(20);

    private static final List<Throttle> FORMS = List.of(
            Throttle.RETRY_AFTER_SECONDS,
            Throttle.RETRY_AFTER_FRACTION,
            Throttle.RETRY_AFTER_DATE,
            Throttle.RETRY_AFTER_DATE_WITHOUT_DATE,
            Throttle.UNAVAILABLE,
            Throttle.GITHUB_SECONDARY);

    /** One run under way, so that all forms wait at the same time. */
    private record Attempt(Throttle form, Fault fault, Trial trial, RunningTrial running) {
        static Attempt start(Subject subject, Throttle form) {
            Fault fault = Fault.onFirst((request, good) -> form.asking(PAUSE).reply(request, good));
            Trial trial = subject.trial().with(fault);
            return new Attempt(form, fault, trial, trial.start());
        }

        void close() {
            running.close();
            trial.close();
        }

        String name() {
            return "a throttle with status %d (%s)".formatted(form.status(), field());
        }

        /** As the field is written: {@code Retry-After-Seconds}. */
        private String field() {
            return Stream.of(form.name().split("_"))
                    .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining("-"));
        }
    }

    @Override
    public void of(Subject subject) {
        Survey survey = subject.healthySurvey();
        List<Attempt> attempts = new ArrayList<>();
        try {
            Stream.concat(FORMS.stream(), subject.good().throttles().stream())
                    .distinct()
                    .forEach(form -> attempts.add(Attempt.start(subject, form)));
            attempts.forEach(attempt -> judge(attempt, survey));
        } finally {
            attempts.forEach(Attempt::close);
        }
    }

    private static void judge(Attempt attempt, Survey survey) {
        Ended ended = attempt.running().await();
        Subject.requireServed(attempt.fault(), "the first request with a throttle");
        early(attempt, ended).ifPresent(early -> {
            throw new ContractViolation(
                    "After %s the request came again %d ms too early.".formatted(attempt.name(), early.toMillis()),
                    "leave throttles to the engine: no accepting(%d), no repeating of your own."
                            .formatted(attempt.form().status()));
        });
        Survey throttled = new Survey(ended, attempt.trial().upstream().port());
        if (!throttled.records().equals(survey.records())) {
            throw new ContractViolation(
                    "After %s the run gave other records than without it: %s. %s"
                            .formatted(attempt.name(), throttled.records(), GoodCaseCheck.problems(ended.report())),
                    "leave throttles to the engine: a refusal that is accepted as an answer loses what was asked for.");
        }
    }

    /** By how much the throttled request came again too early, if it did. */
    private static Optional<Duration> early(Attempt attempt, Ended ended) {
        Fault.Served refused = attempt.fault().served().iterator().next();
        return ended.traffic().exchanges().stream()
                .map(Exchange::request)
                .filter(request -> request.arrivedNanos() > refused.arrivedNanos())
                .filter(request -> RequestKey.received(
                                request, attempt.trial().good().secrets().values())
                        .equals(refused.key()))
                .findFirst()
                .map(request -> PAUSE.minusNanos(request.arrivedNanos() - refused.arrivedNanos()))
                .filter(early -> early.compareTo(TOLERANCE) > 0);
    }
}
