package dev.headrace.engine.budget.dialect;

import dev.headrace.engine.budget.Answer;
import dev.headrace.engine.budget.dialect.Meaning.Kind;
import dev.headrace.spi.LimitHints;
import dev.headrace.spi.LimitHints.About;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How an upstream's answers are understood. Thread-safe; kept with the upstream, because it remembers the names of its fields. */
public final class Dialect {
    private final LimitHints hints;
    private final FieldNames names;

    private Dialect(LimitHints hints) {
        this.hints = hints;
        this.names = new FieldNames(named(hints));
    }

    /** Understands the usual ways, and what the hints say. */
    public static Dialect of(LimitHints hints) {
        return new Dialect(hints);
    }

    private static Map<String, Meaning> named(LimitHints hints) {
        Map<String, Meaning> named = new HashMap<>();
        name(named, hints, About.REMAINING, Kind.REMAINING);
        name(named, hints, About.RESET, Kind.RESET);
        name(named, hints, About.WAIT, Kind.RESET_AFTER);
        return named;
    }

    private static void name(Map<String, Meaning> named, LimitHints hints, About what, Kind kind) {
        String bucket = what == About.WAIT ? Spoken.WAIT : "";
        hints.field(what).ifPresent(field -> named.put(field, new Meaning(kind, Meaning.NAMED, bucket)));
    }

    /**
     * Reads an answer. Never fails: what is malformed is as if it were not there.
     *
     * @param status the status code
     * @param fields those of an answer that came from the upstream now, not from a cache of ours
     * @param body the body as text, or its beginning; asked for only if it matters
     * @param receivedAt the date for answers that do not carry their own
     */
    public Answer read(int status, FieldLines fields, Supplier<String> body, Instant receivedAt) {
        Spoken spoken = new Spoken(names, receivedAt);
        fields.forEach(spoken);
        Spoken heeded = spoken.aged() ? new Spoken(names, receivedAt) : spoken;
        return new AnswerReader(status, heeded, hints, body).read();
    }
}
