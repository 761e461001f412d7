package dev.headrace.engine.budget.dialect;

import dev.headrace.engine.budget.Answer.Verdict;
import dev.headrace.engine.budget.dialect.Meaning.Kind;
import java.util.List;

/** Whether an answer with a status from 400 refuses for a limit, and for which. */
record Refusal(AnswerReader answer) {
    /**
     * What GitHub says when it restrains an account whatever its quota (docs.github.com, rate limits for the REST API).
     */
    private static final List<String> WHOLE_ACCOUNT = List.of("secondary rate limit", "abuse detection mechanism");

    /** GitHub again, and the reasons of Google's APIs (cloud.google.com, API errors). */
    private static final List<String> ONE_LIMIT = List.of("rate limit exceeded", "ratelimitexceeded", "quotaexceeded");

    /** Said with 400, by Stack Exchange, Amazon's query APIs and Facebook. */
    private static final List<String> SAID_WITH_400 =
            List.of("throttle_violation", "throttlingexception", "request limit reached");

    private static final String PROBLEM = "http-problem-types#";

    Verdict verdict() {
        return switch (answer.status()) {
            // 420 is Twitter's first number for 429.
            case 429, 420 -> restrainsAll() ? Verdict.THROTTLED_WHOLLY : Verdict.THROTTLED;
            // 529 is an overload that is not the gateway's.
            case 503, 529 -> unavailable();
            case 403 -> forbidden();
            case 400 -> badRequest();
            default ->
                answer.hints().readsBodies() && answer.body().refusesAsHinted() ? Verdict.THROTTLED : Verdict.PASSED;
        };
    }

    private Verdict unavailable() {
        boolean told = answer.retryAfter().isPresent() || isProblem("temporary-reduced-capacity");
        return told || amazonThrottles() ? Verdict.THROTTLED_WHOLLY : Verdict.PASSED;
    }

    /** Most answers with 403 mean what they say; some upstreams use it for limits. */
    private Verdict forbidden() {
        if (answer.body().hasAny(WHOLE_ACCOUNT)) {
            return Verdict.THROTTLED_WHOLLY;
        }
        boolean evidence = answer.nothingLeft()
                || answer.asksToWait()
                || isProblem("quota-exceeded")
                || answer.body().hasAny(ONE_LIMIT);
        return evidence ? Verdict.THROTTLED : Verdict.PASSED;
    }

    private Verdict badRequest() {
        boolean throttled = amazonThrottles()
                || answer.body().refusesAsHinted()
                || answer.body().hasAny(SAID_WITH_400);
        return throttled ? Verdict.THROTTLED : Verdict.PASSED;
    }

    /** Whether not the narrowest limit is used up but a wide one. */
    private boolean restrainsAll() {
        Spoken spoken = answer.spoken();
        boolean discord = spoken.says(Kind.SCOPE, "global")
                || spoken.says(Kind.GLOBAL, "true")
                || answer.body().is("/global", "true");
        boolean jira = spoken.contains(Kind.REASON, "global") || spoken.contains(Kind.REASON, "tenant");
        return discord
                || jira
                || isProblem("abnormal-usage-detected")
                || answer.body().hasAny(WHOLE_ACCOUNT);
    }

    /** The problem types of draft-ietf-httpapi-ratelimit-headers-10. */
    private boolean isProblem(String name) {
        return answer.body().endsWith("/type", PROBLEM + name);
    }

    private boolean amazonThrottles() {
        Spoken spoken = answer.spoken();
        return spoken.contains(Kind.ERROR, "Throttl")
                || spoken.contains(Kind.ERROR, "TooManyRequests")
                || spoken.contains(Kind.ERROR, "RequestLimitExceeded");
    }
}
