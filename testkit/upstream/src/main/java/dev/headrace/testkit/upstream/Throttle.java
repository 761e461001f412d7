package dev.headrace.testkit.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The ways in which upstreams say "too many requests, come back later". A client that understands one does not understand all:
 * {@code for (Throttle way : Throttle.values()) ...} tries each.
 *
 * <p>Dates and spans are counted from the arrival of the request, by the upstream's clock, and rounded up where the form has only
 * whole seconds.
 */
public enum Throttle {
    /** {@code Retry-After: 120} (RFC 9110, 10.2.3). */
    RETRY_AFTER_SECONDS(429, (reply, due) -> reply.withHeader("Retry-After", seconds(due))),
    /** {@code Retry-After: 0.493}, which no RFC knows (SpaceTraders). */
    RETRY_AFTER_FRACTION(429, (reply, due) -> reply.withHeader("Retry-After", fraction(due))),
    /** {@code Retry-After: Sun, 01 Jun 2025 12:02:00 GMT}. */
    RETRY_AFTER_DATE(429, (reply, due) -> reply.withHeader("Retry-After", Dates.http(wholeSecond(due)))),
    /** The same without the {@code Date} that would tell how the two clocks differ. */
    RETRY_AFTER_DATE_WITHOUT_DATE(
            429,
            (reply, due) -> reply.withHeader("Retry-After", Dates.http(wholeSecond(due)))
                    .withoutHeader("Date")),
    /** 503 with {@code Retry-After}: the whole upstream rests. */
    UNAVAILABLE(503, (reply, due) -> reply.withHeader("Retry-After", seconds(due))),
    /** 403, {@code Retry-After} and a sentence in the body: GitHub's secondary limit. */
    GITHUB_SECONDARY(
            403,
            (reply, due) -> reply.withHeader("Retry-After", seconds(due))
                    .withBody(
                            "{\"message\":\"You have exceeded a secondary rate limit. Please wait a few minutes.\"}")),
    /** 403 and {@code X-RateLimit-Reset} as seconds since 1970: GitHub's primary limit; Twitter, Vimeo. */
    X_RATELIMIT_EPOCH_403(403, (reply, due) -> spent(reply, "X-RateLimit-").apply(epochSeconds(due))),
    /** {@code X-RateLimit-Reset} as seconds since 1970. */
    X_RATELIMIT_EPOCH(429, (reply, due) -> spent(reply, "X-RateLimit-").apply(epochSeconds(due))),
    /** The same in milliseconds (Rocket.Chat). */
    X_RATELIMIT_EPOCH_MILLIS(
            429, (reply, due) -> spent(reply, "X-RateLimit-").apply(Long.toString(due.at.toEpochMilli()))),
    /** {@code X-RateLimit-Reset} as a span in seconds (Reddit, Zalando). */
    X_RATELIMIT_DELTA(429, (reply, due) -> spent(reply, "X-RateLimit-").apply(seconds(due))),
    /** {@code X-Rate-Limit-Reset}, with one hyphen more, as seconds since 1970. */
    X_RATE_LIMIT_EPOCH(429, (reply, due) -> spent(reply, "X-Rate-Limit-").apply(epochSeconds(due))),
    /** {@code X-RateLimit-Reset: 2025-06-01T12:02:00Z} (Mastodon). */
    X_RATELIMIT_ISO_DATE(
            429,
            (reply, due) -> spent(reply, "X-RateLimit-").apply(wholeSecond(due).toString())),
    /** {@code X-RateLimit-Reset} as an HTTP-date (GitLab's {@code RateLimit-ResetTime} likewise). */
    X_RATELIMIT_HTTP_DATE(429, (reply, due) -> spent(reply, "X-RateLimit-").apply(Dates.http(wholeSecond(due)))),
    /** {@code X-RateLimit-Reset: 2025-06-01T12:02Z}, to the minute (Jira Cloud). */
    X_RATELIMIT_MINUTE(429, (reply, due) -> spent(reply, "X-RateLimit-").apply(wholeMinute(due))),
    /** {@code X-RateLimit-Reset-After}, a span with a fraction, beside the date (Discord). */
    RESET_AFTER(
            429,
            (reply, due) -> spent(reply, "X-RateLimit-")
                    .apply(fractionalEpoch(due))
                    .withHeader("X-RateLimit-Reset-After", fraction(due))),
    /** {@code x-ratelimit-reset-requests: 2m0s} (OpenAI). */
    GO_DURATION(
            429,
            (reply, due) -> reply.withHeader("x-ratelimit-limit-requests", "60")
                    .withHeader("x-ratelimit-remaining-requests", "0")
                    .withHeader("x-ratelimit-reset-requests", goDuration(due))),
    /** {@code Retry-After-Ms} (Azure). */
    RETRY_AFTER_MILLIS(429, (reply, due) -> reply.withHeader("retry-after-ms", Long.toString(due.span.toMillis()))),
    /** {@code RateLimit-Limit}, {@code -Remaining}, {@code -Reset} (draft-ietf-httpapi-ratelimit-headers-03). */
    DRAFT_3(
            429,
            (reply, due) -> reply.withHeader("RateLimit-Limit", "100, 100;w=60")
                    .withHeader("RateLimit-Remaining", "0")
                    .withHeader("RateLimit-Reset", seconds(due))),
    /** The same with the policy in {@code RateLimit-Policy} (drafts 04 to 06). */
    DRAFT_6(
            429,
            (reply, due) -> reply.withHeader("RateLimit-Policy", "100;w=60")
                    .withHeader("RateLimit-Limit", "100")
                    .withHeader("RateLimit-Remaining", "0")
                    .withHeader("RateLimit-Reset", seconds(due))),
    /** {@code RateLimit: limit=100, remaining=0, reset=120} (draft 07). */
    DRAFT_7(
            429,
            (reply, due) -> reply.withHeader("RateLimit-Policy", "100;w=60")
                    .withHeader("RateLimit", "limit=100, remaining=0, reset=" + seconds(due))),
    /** {@code RateLimit: "default";r=0;t=120} (drafts 08 to 10, RFC 9651). */
    DRAFT_10(
            429,
            (reply, due) -> reply.withHeader("RateLimit-Policy", "\"default\";q=100;w=60")
                    .withHeader("RateLimit", "\"default\";r=0;t=" + seconds(due))),
    /** Nothing but {@code retry_after} in the body. */
    BODY_ONLY(
            429,
            (reply, due) -> reply.withBody("{\"error\":\"slow down\",\"retry_after\":%s}".formatted(fraction(due)))),
    /**
     * 200 with an error in the body, {@code MediaWiki-API-Error: maxlag} and {@code Retry-After} (mediawiki.org, Manual:Maxlag
     * parameter).
     */
    MEDIAWIKI_MAXLAG(
            200,
            (reply, due) -> reply.withHeader("MediaWiki-API-Error", "maxlag")
                    .withHeader("Retry-After", seconds(due))
                    .withBody(
                            "{\"error\":{\"code\":\"maxlag\",\"info\":\"Waiting for db1: 7 seconds lagged.\",\"lag\":7}}")),
    /**
     * 200 with an error in the body beside {@code X-RateLimit-Reset} as seconds since 1970: GitHub's GraphQL interface
     * (docs.github.com, Rate limits for the GraphQL API).
     */
    GRAPHQL_RATE_LIMITED(
            200,
            (reply, due) -> spent(reply, "X-RateLimit-")
                    .apply(epochSeconds(due))
                    .withBody(
                            "{\"errors\":[{\"type\":\"RATE_LIMITED\",\"message\":\"API rate limit exceeded for user ID 1.\"}]}")),
    /** Nothing at all. */
    SILENT(429, (reply, due) -> reply);

    private static final Reply REFUSAL = Reply.json("{\"error\":\"too many requests\"}");

    private final int status;

    @SuppressWarnings("ImmutableEnumChecker") // the lambdas capture nothing
    private final BiFunction<Reply, Due, Reply> form;

    Throttle(int status, BiFunction<Reply, Due, Reply> form) {
        this.status = status;
        this.form = form;
    }

    /** When the client may come back. */
    private record Due(Instant at, Duration span) {}

    /**
     * Refuses, and asks to wait.
     *
     * @param wait how long from the arrival of the request, from zero
     */
    public Fault asking(Duration wait) {
        return (request, healthy) -> form.apply(
                REFUSAL.withStatus(status), new Due(request.arrivedAt().plus(wait), wait));
    }

    /** The status that it refuses with. */
    public int status() {
        return status;
    }

    private static Function<String, Reply> spent(Reply reply, String prefix) {
        return reset -> reply.withHeader(prefix + "Limit", "100")
                .withHeader(prefix + "Remaining", "0")
                .withHeader(prefix + "Reset", reset);
    }

    private static String seconds(Due due) {
        return Long.toString(Dates.seconds(due.span));
    }

    private static String fraction(Due due) {
        return String.format(Locale.ROOT, "%d.%03d", due.span.toSeconds(), due.span.toMillisPart());
    }

    private static String epochSeconds(Due due) {
        return Long.toString(Dates.epochSeconds(due.at));
    }

    private static String fractionalEpoch(Due due) {
        return String.format(Locale.ROOT, "%d.%03d", due.at.getEpochSecond(), due.at.getNano() / 1_000_000);
    }

    private static Instant wholeSecond(Due due) {
        return Instant.ofEpochSecond(Dates.epochSeconds(due.at));
    }

    private static String wholeMinute(Due due) {
        long minutes = Math.floorDiv(Dates.epochSeconds(due.at) + 59, 60);
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(Instant.ofEpochSecond(minutes * 60));
    }

    private static String goDuration(Due due) {
        return due.span.toMinutes() + "m" + due.span.toSecondsPart() + "s";
    }
}
