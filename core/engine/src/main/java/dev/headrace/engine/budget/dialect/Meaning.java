package dev.headrace.engine.budget.dialect;

import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What a header field of a certain name tells.
 *
 * @param stem what the names of fields that belong together begin with, in lower case; empty for fields that stand alone
 * @param bucket which of several quotas, in lower case, for example {@code requests} or {@code minute}; empty for the only one
 */
record Meaning(Kind kind, String stem, String bucket) {
    enum Kind {
        /** Nothing about limits. */
        NOTHING,
        DATE,
        AGE,
        RETRY_AFTER,
        RETRY_AFTER_MILLIS,
        /** Drafts 07 to 10 of the IETF. */
        RATE_LIMIT,
        RATE_LIMIT_POLICY,
        BUCKET,
        SCOPE,
        GLOBAL,
        REASON,
        ERROR,
        // From here on: one of a family.
        LIMIT,
        REMAINING,
        RESET,
        /** A span, beside the date: it needs no clock. */
        RESET_AFTER,
        RESET_MILLIS,
        /** A date in words, beside the number. */
        RESET_TIME,
        /** The length of the window that the limit holds for. */
        INTERVAL;

        boolean inFamily() {
            return ordinal() >= LIMIT.ordinal();
        }
    }

    static final Meaning NONE = new Meaning(Kind.NOTHING, "", "");

    private static final Map<String, Kind> ALONE = Map.ofEntries(
            Map.entry("date", Kind.DATE),
            Map.entry("age", Kind.AGE),
            Map.entry("retry-after", Kind.RETRY_AFTER),
            Map.entry("retry-after-ms", Kind.RETRY_AFTER_MILLIS),
            Map.entry("x-ms-retry-after-ms", Kind.RETRY_AFTER_MILLIS),
            Map.entry("ratelimit", Kind.RATE_LIMIT),
            Map.entry("ratelimit-policy", Kind.RATE_LIMIT_POLICY),
            Map.entry("x-ratelimit-bucket", Kind.BUCKET),
            Map.entry("x-ratelimit-resource", Kind.BUCKET),
            Map.entry("x-ratelimit-scope", Kind.SCOPE),
            Map.entry("x-ratelimit-global", Kind.GLOBAL),
            Map.entry("ratelimit-reason", Kind.REASON),
            Map.entry("mediawiki-api-error", Kind.ERROR),
            Map.entry("x-amzn-errortype", Kind.ERROR));

    /** The fields that an operator or a connector has named belong together. */
    static final String NAMED = "named";

    private static final String[] STEMS = {"ratelimit-", "rate-limit-"};

    /** Reads a name; {@link #NONE} for one that tells nothing about limits. */
    static Meaning of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Kind alone = ALONE.get(lower);
        return alone == null ? family(lower) : new Meaning(alone, "", "");
    }

    private static Meaning family(String lower) {
        for (String stem : STEMS) {
            int at = lower.indexOf(stem);
            if (at == 0 || at > 0 && lower.charAt(at - 1) == '-') {
                int end = at + stem.length();
                return member(lower.substring(0, end), lower.substring(end));
            }
        }
        return NONE;
    }

    /** The word that says what it is may stand before or behind the quota's name. */
    private static Meaning member(String stem, String rest) {
        Kind kind = null;
        StringJoiner bucket = new StringJoiner("-");
        for (String word : rest.split("-", -1)) {
            Kind next = word(kind, word);
            if (next == kind) {
                bucket.add(word);
            }
            kind = next;
        }
        return kind == null ? NONE : new Meaning(kind, stem, bucket.toString());
    }

    /** The kind after another word; the same if the word belongs to the quota's name. */
    private static @Nullable Kind word(@Nullable Kind kind, String word) {
        if (kind == Kind.RESET) {
            return switch (word) {
                case "after", "in" -> Kind.RESET_AFTER;
                case "ms" -> Kind.RESET_MILLIS;
                case "time" -> Kind.RESET_TIME;
                default -> kind;
            };
        }
        return kind != null
                ? kind
                : switch (word) {
                    case "limit" -> Kind.LIMIT;
                    case "interval" -> Kind.INTERVAL;
                    case "remaining" -> Kind.REMAINING;
                    case "reset", "next" -> Kind.RESET;
                    case "resettime" -> Kind.RESET_TIME;
                    default -> null;
                };
    }

    /** Quotas of something else than requests: of them only counts whether nothing is left. */
    boolean countsRequests() {
        return !bucket.contains("token")
                && !bucket.contains("byte")
                && !bucket.contains("points")
                && !bucket.contains("complexity")
                && !bucket.contains("bandwidth");
    }
}
