package dev.headrace.engine.budget.dialect;

import dev.headrace.engine.budget.dialect.Meaning.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The fields of one answer that tell something about limits, found in one pass. Confined to one thread. */
final class Spoken implements BiConsumer<String, String> {
    /** More than any upstream has; one that makes names up is not followed. */
    private static final int MOST_FAMILIES = 16;

    /** The bucket of the field that was named for a wait. */
    static final String WAIT = "wait";

    private static final int ALONE = Kind.LIMIT.ordinal();

    private final FieldNames names;
    private final Instant receivedAt;
    private final @Nullable String[] alone = new @Nullable String[ALONE];
    private final List<Family> families = new ArrayList<>(4);
    private @Nullable Instant date;

    Spoken(FieldNames names, Instant receivedAt) {
        this.names = names;
        this.receivedAt = receivedAt;
    }

    @Override
    public void accept(String name, String value) {
        Meaning meaning = names.meaning(name);
        if (meaning.kind() == Kind.NOTHING) {
            return;
        }
        if (meaning.kind().inFamily()) {
            family(meaning).take(meaning.kind(), value);
        } else {
            take(meaning.kind(), value);
        }
    }

    private Family family(Meaning meaning) {
        for (Family family : families) {
            if (family.has(meaning)) {
                return family;
            }
        }
        Family fresh = new Family(meaning);
        if (families.size() < MOST_FAMILIES) {
            families.add(fresh);
        }
        return fresh;
    }

    /** Lists may be split over lines (RFC 9110, section 5.2); of the others the first line counts. */
    private void take(Kind kind, String value) {
        String before = alone[kind.ordinal()];
        boolean isList = kind == Kind.RATE_LIMIT || kind == Kind.RATE_LIMIT_POLICY;
        if (before == null) {
            alone[kind.ordinal()] = value;
        } else if (isList) {
            alone[kind.ordinal()] = before + ", " + value;
        }
    }

    @Nullable
    String alone(Kind kind) {
        return alone[kind.ordinal()];
    }

    boolean says(Kind kind, String text) {
        String said = alone[kind.ordinal()];
        return said != null && said.strip().equalsIgnoreCase(text);
    }

    boolean contains(Kind kind, String text) {
        String said = alone[kind.ordinal()];
        return said != null && said.contains(text);
    }

    /** The families, in the order of their first lines. */
    List<Family> families() {
        return families;
    }

    /** The wait in the field that was named for it; empty if there is none, or it is zero. */
    Optional<Duration> namedWait() {
        for (Family family : families) {
            String text = family.resetAfter;
            if (text != null
                    && family.first.bucket().equals(WAIT)
                    && family.first.stem().equals(Meaning.NAMED)) {
                return RetryAfter.parse(text, this::date).filter(wait -> !wait.isZero());
            }
        }
        return Optional.empty();
    }

    /** Whether a cache kept the answer for a while: what it says of limits is past, and was for somebody else. */
    boolean aged() {
        String age = alone(Kind.AGE);
        return age != null
                && Numbers.parse(age).filter(value -> value.signum() > 0).isPresent();
    }

    /**
     * When the upstream says it answered: differences to its own date are right even where the two clocks are not. Ours if it does
     * not say.
     */
    Instant date() {
        if (date == null) {
            String said = alone(Kind.DATE);
            date = said == null
                    ? receivedAt
                    : HttpDate.parse(said.strip(), receivedAt).orElse(receivedAt);
        }
        return date;
    }
}
