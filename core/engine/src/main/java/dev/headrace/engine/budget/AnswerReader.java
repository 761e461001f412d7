package dev.headrace.engine.budget;

import dev.headrace.engine.budget.Answer.Remaining;
import dev.headrace.engine.budget.Answer.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one answer's status and header fields. Confined to one thread. */
final class AnswerReader {
    /**
     * What GitHub says when it restrains an account whatever its quota (docs.github.com, rate limits for the REST API).
     */
    private static final List<String> WHOLE_ACCOUNT = List.of("secondary rate limit", "abuse detection mechanism");

    /** GitHub again, and the reasons of Google's APIs (cloud.google.com, API errors). */
    private static final List<String> ONE_LIMIT = List.of("rate limit exceeded", "ratelimitexceeded", "quotaexceeded");

    private final int status;
    private final Function<String, Optional<String>> headers;
    private final Optional<Duration> retryAfter;
    private final Optional<Remaining> quota;

    AnswerReader(int status, Function<String, Optional<String>> headers, Instant receivedAt) {
        this.status = status;
        this.headers = headers;
        Optional<String> wait = headers.apply("Retry-After");
        Optional<String> reset = QuotaHeaders.reset(headers);
        Instant date = wait.isPresent() || reset.isPresent() ? date(receivedAt) : receivedAt;
        retryAfter = wait.flatMap(text -> RetryAfter.parse(text, date));
        quota = reset.flatMap(text -> QuotaHeaders.resetIn(text, date))
                .flatMap(span -> QuotaHeaders.remaining(headers).map(left -> new Remaining(left, span)));
    }

    /** Differences to the answer's own date are right even where the two clocks are not. */
    private Instant date(Instant receivedAt) {
        return headers.apply("Date")
                .flatMap(text -> HttpDate.parse(text, receivedAt))
                .orElse(receivedAt);
    }

    Answer read(String body) {
        Verdict verdict = verdict(body);
        return new Answer(verdict, verdict == Verdict.PASSED ? null : hint(), quota.orElse(null));
    }

    private Verdict verdict(String body) {
        return switch (status) {
            case 429 -> Verdict.THROTTLED;
            case 503 -> retryAfter.isPresent() ? Verdict.THROTTLED_WHOLLY : Verdict.PASSED;
            case 403 -> forbidden(body.toLowerCase(Locale.ROOT));
            default -> Verdict.PASSED;
        };
    }

    /** Most answers with 403 mean what they say; some upstreams use it for limits. */
    private Verdict forbidden(String body) {
        if (WHOLE_ACCOUNT.stream().anyMatch(body::contains)) {
            return Verdict.THROTTLED_WHOLLY;
        }
        boolean evidence = nothingLeft() || asksToWait() || ONE_LIMIT.stream().anyMatch(body::contains);
        return evidence ? Verdict.THROTTLED : Verdict.PASSED;
    }

    private boolean nothingLeft() {
        return QuotaHeaders.remaining(headers).filter(left -> left == 0).isPresent();
    }

    private boolean asksToWait() {
        // Confluence sends "Retry-After: 0" with every answer.
        return retryAfter.filter(wait -> !wait.isZero()).isPresent();
    }

    private @Nullable Duration hint() {
        return retryAfter
                .or(() -> quota.filter(left -> left.requests() == 0).map(Remaining::resetIn))
                .filter(wait -> !wait.isZero())
                .orElse(null);
    }
}
