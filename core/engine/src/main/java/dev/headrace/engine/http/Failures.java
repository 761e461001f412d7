package dev.headrace.engine.http;

import dev.headrace.engine.budget.BudgetException;
import dev.headrace.engine.report.FailedItem;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpFailure.Kind;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Puts failures into words: method, address, what happened, what was tried, how the answer began. No secret is in them. */
final class Failures {
    private final Redaction redaction;

    Failures(Redaction redaction) {
        this.redaction = redaction;
    }

    /** Nothing was sent, because of the call itself. */
    HttpFailure refused(String method, String target, String why) {
        String shown = redaction.text(target);
        URI uri = address(shown);
        return new HttpFailure(
                Kind.REFUSED,
                0,
                uri,
                false,
                "%s %s was not sent: %s".formatted(method, shown, redaction.text(why)),
                null);
    }

    /** No answer of use. */
    HttpFailure trouble(Hop hop, Trouble trouble, Tries tries, @Nullable Throwable cause) {
        boolean mayRetry = trouble.transientFault() && !tries.budgetSpent();
        String text = "failed: " + tries.history().text() + spent(hop, trouble.transientFault(), tries);
        return failure(hop, trouble.kind(), 0, mayRetry, text, cause);
    }

    HttpFailure status(Hop hop, Answered answer, boolean mayPass, Tries tries) {
        boolean mayRetry = mayPass && !tries.budgetSpent();
        String text = answered(tries.history()) + credential(answer) + spent(hop, mayPass, tries) + body(answer);
        return failure(hop, Kind.STATUS, answer.status(), mayRetry, text, null);
    }

    /** An upstream that fails everything must not get three times the load for it, neither from here nor from a next attempt. */
    private static String spent(Hop hop, boolean mayPass, Tries tries) {
        return mayPass && tries.budgetSpent()
                ? "; not sent again, for too much that went to %s has failed: look at that upstream, then do again what failed"
                        .formatted(hop.origin().authority())
                : "";
    }

    private static String credential(Answered answer) {
        return answer.status() == 401
                ? "; the credential is missing, wrong or has expired: check it in the configuration"
                : "";
    }

    /** Nothing was sent, because of where it leads. */
    HttpFailure barred(Hop hop, String why, History history) {
        Kind kind = hop.redirects() > 0 ? Kind.REDIRECT : Kind.REFUSED;
        return failure(hop, kind, 0, false, "was not sent: " + why + before(history), null);
    }

    HttpFailure throttled(Hop hop, Answered answer, int times, History history) {
        String text = "was throttled %d times by the upstream and is given up: ".formatted(times);
        return failure(hop, Kind.THROTTLED, answer.status(), true, text + history.text() + body(answer), null);
    }

    HttpFailure redirect(Hop hop, Answered answer, String why, History history) {
        String text = "answered %d, a redirect that is not followed: %s".formatted(answer.status(), why);
        return failure(hop, Kind.REDIRECT, answer.status(), false, text + before(history), null);
    }

    HttpFailure malformed(Hop hop, Answered answer, Throwable cause, History history) {
        String type = answer.contentType().isEmpty() ? "no content type" : "content type " + answer.contentType();
        String text = "answered %d with %s, which cannot be decoded: %s".formatted(answer.status(), type, cause);
        return failure(hop, Kind.MALFORMED, answer.status(), false, text + before(history) + body(answer), cause);
    }

    HttpFailure late(Hop hop, Duration allowed, History history) {
        String tried = history.text().isEmpty() ? "" : ": " + history.text();
        String text =
                "gave no complete answer within the %s allowed for the call%s".formatted(Texts.of(allowed), tried);
        return failure(hop, Kind.TIMEOUT, 0, true, text, null);
    }

    HttpFailure cancelled(Hop hop, String why) {
        return failure(hop, Kind.CANCELLED, 0, true, "was cancelled: " + why, null);
    }

    HttpFailure budget(Hop hop, BudgetException refusal, History history) {
        Kind kind = switch (refusal.reason()) {
            case COST_TOO_HIGH -> Kind.REFUSED;
            case CLOSED -> Kind.CANCELLED;
            case QUOTA_EXHAUSTED, DEADLINE, QUEUE_FULL -> Kind.THROTTLED;
        };
        String text = "was not sent: " + refusal.getMessage() + before(history);
        return failure(hop, kind, 0, kind != Kind.REFUSED, text, refusal);
    }

    /** The access token could not be had: the same kind of failure, for another address. */
    HttpFailure token(Hop hop, Throwable cause, History history) {
        HttpFailure known = cause instanceof HttpFailure failure ? failure : null;
        Kind kind = known == null ? Kind.REFUSED : known.kind();
        boolean mayRetry = known != null && known.mayRetry();
        String text = "was not sent, for want of an access token: " + cause.getMessage() + before(history);
        return failure(hop, kind, 0, mayRetry, text, cause);
    }

    HttpFailure defect(Hop hop, Throwable cause) {
        return failure(hop, Kind.CONNECTION, 0, false, "failed in the engine: " + cause, cause);
    }

    private HttpFailure failure(
            Hop hop, Kind kind, int status, boolean mayRetry, String text, @Nullable Throwable cause) {
        URI shown = redaction.uri(hop.uri());
        String message = "%s %s %s".formatted(hop.method(), shown, redaction.text(text));
        // A parser may quote what an indiscreet upstream sent back; then the message alone must do.
        Throwable shownCause = cause == null || redaction.isClean(cause) ? cause : null;
        return new HttpFailure(kind, status, shown, mayRetry, message, shownCause);
    }

    private static String answered(History history) {
        return "answered " + history.text();
    }

    private static String before(History history) {
        return history.text().isEmpty() ? "" : "; before that: " + history.text();
    }

    private static String body(Answered answer) {
        String excerpt = Texts.excerpt(answer.body(), MediaType.charset(answer.contentType()));
        return excerpt.isEmpty() ? "" : FailedItem.ANSWER + excerpt;
    }

    private static URI address(String shown) {
        try {
            return URI.create(shown);
        } catch (IllegalArgumentException invalid) {
            return URI.create("");
        }
    }
}
