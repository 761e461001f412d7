package dev.headrace.engine.budget.dialect;

import dev.headrace.engine.budget.Answer.Remaining;
import dev.headrace.spi.LimitHints.Reset;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Quotas in fields called {@code ...-Remaining} and {@code ...-Reset}: drafts 03 to 06 of the IETF, and what vendors send. Several
 * families may tell of the same quota; the one that is believed first is read alone. Confined to one thread.
 */
final class FamilyQuotas {
    private final Spoken spoken;
    private final Reset form;
    private boolean nothingLeft;

    FamilyQuotas(Spoken spoken, Reset form) {
        this.spoken = spoken;
        this.form = form;
    }

    Said read() {
        List<Remaining> quotas = new ArrayList<>(2);
        int best = Integer.MAX_VALUE;
        for (Family family : spoken.families()) {
            Remaining quota = quota(family);
            if (quota != null && family.rank() <= best) {
                if (family.rank() < best) {
                    quotas.clear();
                }
                best = family.rank();
                quotas.add(quota);
            }
        }
        return new Said(quotas, nothingLeft);
    }

    private @Nullable Remaining quota(Family family) {
        String text = family.remaining;
        Optional<BigDecimal> left = text == null ? Optional.empty() : Numbers.parse(text);
        if (left.isEmpty()) {
            return null;
        }
        long whole = Numbers.whole(left.get());
        nothingLeft |= whole == 0;
        if (whole > 0 && !family.first.countsRequests()) {
            return null;
        }
        Optional<Duration> reset = reset(family);
        return reset.isEmpty() ? null : new Remaining(family.first.bucket(), whole, reset.get());
    }

    private Optional<Duration> reset(Family family) {
        Optional<Duration> own = ownReset(family);
        if (own.isPresent() || family.first.bucket().isEmpty()) {
            return own;
        }
        for (Family other : spoken.families()) {
            if (other.first.bucket().isEmpty() && other.first.stem().equals(family.first.stem())) {
                return ownReset(other);
            }
        }
        return own;
    }

    /** A span first: it needs no clock. */
    private Optional<Duration> ownReset(Family family) {
        Optional<Duration> found = family.resetAfter == null ? Optional.empty() : span(family.resetAfter);
        if (found.isEmpty() && family.resetMillis != null) {
            found = Numbers.parse(family.resetMillis).map(Numbers::millis).filter(ResetTime::isCredible);
        }
        if (found.isEmpty() && family.reset != null) {
            found = ResetTime.parse(family.reset, form, spoken::date);
        }
        if (found.isEmpty() && family.resetTime != null) {
            found = ResetTime.parse(family.resetTime, Reset.AUTO, spoken::date);
        }
        return found;
    }

    private Optional<Duration> span(String text) {
        return ResetTime.parse(text, Reset.AUTO, spoken::date);
    }
}
