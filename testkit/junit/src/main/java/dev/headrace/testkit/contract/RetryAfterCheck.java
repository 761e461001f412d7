package dev.headrace.testkit.contract;

import dev.headrace.testkit.trial.Ended;
import dev.headrace.testkit.trial.Fault;
import dev.headrace.testkit.trial.RequestKey;
import dev.headrace.testkit.trial.RunningTrial;
import dev.headrace.testkit.trial.Trial;
import dev.headrace.testkit.upstream.Exchange;
import dev.headrace.testkit.upstream.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The first request is throttled, once in each form in which upstreams say for how long. */
final class RetryAfterCheck implements Check {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** A wake-up is late and never early; clocks of one machine may differ by this. */
    private static final Duration TOLERANCE = Duration.ofMillis(20);

    /** A form in which an upstream says when to come back. */
    private enum Form {
        SECONDS("Retry-After in seconds", 429),
        HTTP_DATE("Retry-After as a date", 429),
        UNAVAILABLE("Retry-After with status 503", 503);

        private final String name;
        private final int status;

        Form(String name, int status) {
            this.name = name;
            this.status = status;
        }

        Reply refusal(Instant until) {
            String date = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC)
                    .format(until);
            return Reply.json("{\"error\":\"slow down\"}")
                    .withStatus(status)
                    .withHeader("Retry-After", this == HTTP_DATE ? date : Long.toString(PAUSE.toSeconds()));
        }
    }

    /** One run under way, so that all forms wait at the same time. */
    private record Attempt(Form form, Fault fault, Instant until, Trial trial, RunningTrial running) {
        static Attempt start(Subject subject, Form form) {
            // A date has no fractions of a second.
            Instant until = Instant.now().plus(PAUSE).plus(PAUSE).truncatedTo(ChronoUnit.SECONDS);
            Fault fault = Fault.onFirst(form.refusal(until));
            Trial trial = subject.trial().with(fault);
            return new Attempt(form, fault, until, trial, trial.start());
        }

        void close() {
            running.close();
            trial.close();
        }
    }

    @Override
    public void of(Subject subject) {
        Survey survey = subject.healthySurvey();
        List<Attempt> attempts = new ArrayList<>();
        try {
            for (Form form : Form.values()) {
                attempts.add(Attempt.start(subject, form));
            }
            attempts.forEach(attempt -> judge(attempt, survey));
        } finally {
            attempts.forEach(Attempt::close);
        }
    }

    private static void judge(Attempt attempt, Survey survey) {
        Ended ended = attempt.running().await();
        Subject.requireServed(attempt.fault(), "the first request with a throttle");
        again(attempt, ended).ifPresent(early -> {
            throw new ContractViolation(
                    "After %s the request was sent again %d ms too early."
                            .formatted(attempt.form().name, early.toMillis()),
                    "leave throttles to the engine: no accepting(%d), no repeating of your own."
                            .formatted(attempt.form().status));
        });
        Survey throttled = new Survey(ended, attempt.trial().upstream().port());
        if (!throttled.records().equals(survey.records())) {
            throw new ContractViolation(
                    "After %s the run gave other records than without: %s. %s"
                            .formatted(
                                    attempt.form().name, throttled.records(), GoodCaseCheck.problems(ended.report())),
                    "leave throttles to the engine: a refusal that is accepted as an answer loses what was asked for.");
        }
    }

    /** How much too early the throttled request came again, if it did. */
    private static Optional<Duration> again(Attempt attempt, Ended ended) {
        Fault.Served refused = attempt.fault().served().iterator().next();
        Instant due = attempt.form() == Form.HTTP_DATE ? attempt.until() : Instant.MIN;
        return ended.traffic().exchanges().stream()
                .map(Exchange::request)
                .filter(request -> request.arrivedNanos() > refused.arrivedNanos())
                .filter(request -> RequestKey.received(
                                request, attempt.trial().good().secrets().values())
                        .equals(refused.key()))
                .findFirst()
                .map(request -> attempt.form() == Form.HTTP_DATE
                        ? Duration.between(request.arrivedAt(), due)
                        : PAUSE.minusNanos(request.arrivedNanos() - refused.arrivedNanos()))
                .filter(early -> early.compareTo(TOLERANCE) > 0);
    }
}
