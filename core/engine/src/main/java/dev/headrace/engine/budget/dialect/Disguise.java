package dev.headrace.engine.budget.dialect;

import dev.headrace.engine.budget.Answer.Verdict;
import dev.headrace.engine.budget.dialect.Meaning.Kind;

/**
 * Whether an answer whose status is a success refuses for a limit. The body is looked at only on suspicion: records may hold any
 * word.
 */
record Disguise(AnswerReader answer) {
    private static final String MAXLAG = "maxlag";
    private static final String RATE_LIMITED = "ratelimited";

    Verdict verdict() {
        Spoken spoken = answer.spoken();
        if (spoken.says(Kind.ERROR, MAXLAG)) {
            return Verdict.THROTTLED_WHOLLY;
        }
        boolean hinted = answer.hints().readsBodies() && answer.body().refusesAsHinted();
        if (hinted || spoken.says(Kind.ERROR, RATE_LIMITED)) {
            return Verdict.THROTTLED;
        }
        return answer.nothingLeft() || answer.asksToWait() ? inBody(answer.body()) : Verdict.PASSED;
    }

    /** MediaWiki (mediawiki.org, Manual:Maxlag parameter), in both forms of its errors; GitHub's and Shopify's GraphQL. */
    private static Verdict inBody(Body body) {
        if (body.is("/error/code", MAXLAG) || body.is("/errors/0/code", MAXLAG)) {
            return Verdict.THROTTLED_WHOLLY;
        }
        boolean limited = body.is("/error/code", RATE_LIMITED)
                || body.is("/errors/0/code", RATE_LIMITED)
                || body.is("/errors/0/type", "RATE_LIMITED")
                || body.is("/errors/0/extensions/code", "THROTTLED");
        return limited ? Verdict.THROTTLED : Verdict.PASSED;
    }
}
