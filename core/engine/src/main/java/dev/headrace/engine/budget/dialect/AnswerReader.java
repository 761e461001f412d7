package dev.headrace.engine.budget.dialect;

import dev.headrace.engine.budget.Answer;
import dev.headrace.engine.budget.Answer.Policy;
import dev.headrace.engine.budget.Answer.Remaining;
import dev.headrace.engine.budget.Answer.Terms;
import dev.headrace.engine.budget.Answer.Verdict;
import dev.headrace.engine.budget.dialect.Meaning.Kind;
import dev.headrace.spi.LimitHints;
import dev.headrace.spi.LimitHints.About;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes one answer of what its parts say. What is told first in this order is believed: a wait, {@code RateLimit}, {@code
 * RateLimit-Remaining}, {@code X-RateLimit-...}, {@code X-Rate-Limit-...}, fields of vendors. Confined to one thread.
 */
final class AnswerReader {
    private final int status;
    private final Spoken spoken;
    private final LimitHints hints;
    private final Supplier<String> bodyText;
    private final Said said;
    private @Nullable Body body;

    AnswerReader(int status, Spoken spoken, LimitHints hints, Supplier<String> bodyText) {
        this.status = status;
        this.spoken = spoken;
        this.hints = hints;
        this.bodyText = bodyText;
        this.said = said();
    }

    private Said said() {
        FamilyQuotas families = new FamilyQuotas(spoken, hints.reset());
        if (hints.field(About.REMAINING).isPresent()) {
            Said named = families.read();
            return named.isNothing() ? PolicyQuotas.read(spoken) : named;
        }
        Said policies = PolicyQuotas.read(spoken);
        if (!policies.quotas().isEmpty()) {
            return policies;
        }
        Said told = families.read();
        List<Policy> windows = policies.policies().isEmpty() ? FamilyWindows.read(spoken) : policies.policies();
        return new Said(told.quotas(), told.nothingLeft() || policies.nothingLeft(), policies.atOnce(), windows);
    }

    Answer read() {
        boolean served = status < 400;
        Verdict verdict = served ? new Disguise(this).verdict() : new Refusal(this).verdict();
        List<Remaining> quotas = quotas();
        Duration hint = verdict == Verdict.PASSED ? rest() : wait(quotas);
        Terms terms = terms();
        boolean silent = verdict == Verdict.PASSED && hint == null && quotas.isEmpty() && terms.equals(Terms.NONE);
        return silent ? Answer.SILENT : new Answer(verdict, hint, quotas, terms);
    }

    private Terms terms() {
        String bucket = spoken.alone(Kind.BUCKET);
        OptionalLong cost = hints.pointer(About.COST).isPresent() ? body().cost() : OptionalLong.empty();
        boolean silent = said.atOnce().isEmpty() && said.policies().isEmpty();
        boolean none = bucket == null && cost.isEmpty() && silent;
        return none
                ? Terms.NONE
                : new Terms(bucket == null ? "" : bucket.strip(), cost, said.atOnce(), said.policies());
    }

    private List<Remaining> quotas() {
        Optional<Remaining> hinted =
                hints.pointer(About.REMAINING).isPresent() ? body().quota(spoken::date) : Optional.empty();
        return hinted.map(List::of).orElse(said.quotas());
    }

    // ---- how long

    /** Asked for by an answer that is no refusal. */
    private @Nullable Duration rest() {
        Optional<Duration> named = spoken.namedWait();
        boolean inBody = hints.pointer(About.WAIT).isPresent();
        return named.or(() -> inBody ? body().hintedWait() : Optional.empty()).orElse(null);
    }

    private @Nullable Duration wait(List<Remaining> quotas) {
        return spoken.namedWait()
                .or(this::retryAfter)
                .or(() -> body().hintedWait())
                .or(() -> body().usualWait())
                .or(() -> untilWhole(quotas))
                .filter(wait -> !wait.isZero())
                .orElse(null);
    }

    /** Until what the answer says was used up is whole again; by default, the last of all that is used up. */
    private Optional<Duration> untilWhole(List<Remaining> quotas) {
        List<String> violated = body().violatedPolicies();
        return quotas.stream()
                .filter(quota -> quota.requests() == 0 || violated.contains(quota.policy()))
                .map(Remaining::resetIn)
                .max(Comparator.naturalOrder());
    }

    /** At least zero; milliseconds go first, they are more exact. */
    Optional<Duration> retryAfter() {
        String millis = spoken.alone(Kind.RETRY_AFTER_MILLIS);
        Optional<Duration> exact =
                millis == null ? Optional.empty() : Numbers.parse(millis).map(Numbers::millis);
        String text = spoken.alone(Kind.RETRY_AFTER);
        return exact.isPresent() || text == null ? exact : RetryAfter.parse(text, spoken::date);
    }

    boolean asksToWait() {
        // Confluence sends "Retry-After: 0" with every answer.
        return retryAfter().filter(wait -> !wait.isZero()).isPresent();
    }

    // ---- parts

    int status() {
        return status;
    }

    Spoken spoken() {
        return spoken;
    }

    LimitHints hints() {
        return hints;
    }

    boolean nothingLeft() {
        return said.nothingLeft();
    }

    Body body() {
        Body read = body;
        if (read == null) {
            read = new Body(bodyText.get(), hints);
            body = read;
        }
        return read;
    }
}
