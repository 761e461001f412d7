package dev.headrace.testkit.upstream.demo;

import java.util.Locale;

/**
 * The twelve ways in which the demo upstreams hand out their records.
 *
 * <p>The protocol of each is fixed and described here, so that collectors can be configured against it. Common to all:
 *
 * <ul>
 *   <li>a record has {@code id} (whole number, from 1 up without gaps, except for {@link #KEYSET}), {@code title} (text,
 *       with quotes, commas and letters outside ASCII), {@code score} (whole number) and {@code updated_at} (RFC 3339 in
 *       UTC, one minute later from record to record);
 *   <li>records come in the order of {@code id};
 *   <li>{@code P} is the page size of {@link DemoSize}: the default, and the most a client can ask for; a larger wish is
 *       cut to {@code P} without a word, as many APIs do;
 *   <li>the last page is never full, so "fewer than asked for" always tells the end;
 *   <li>{@code since} (RFC 3339), a parameter of the query or a variable of GraphQL, selects records with
 *       {@code updated_at} strictly later, as if there were no others: this is how to collect incrementally. Addresses of
 *       next pages keep it; a time that is none is answered 422, by GraphQL with an error;
 *   <li>answers are JSON unless said otherwise and come after {@link DemoSize#latency()}.
 * </ul>
 */
public enum UpstreamKind {
    /**
     * {@code GET /issues?page=1&per_page=P} answers {@code [RECORD, ...]} and
     * {@code Link: <URL>; rel="next", <URL>; rel="last"} with absolute URLs; the last page has no {@code next}.
     */
    LINK_HEADER("/issues"),

    /**
     * {@code GET /articles?page=1&size=P} answers
     * {@code {"page":1,"size":P,"total":N,"total_pages":N,"items":[RECORD, ...]}}; pages past the end have no items. At
     * most {@value #PAGE_NUMBER_CONCURRENCY} requests may be unanswered at once; more are answered 429 with
     * {@code Retry-After: 1}. Once the total is known the pages can be fetched side by side.
     */
    PAGE_NUMBER("/articles"),

    /**
     * {@code GET /measurements?offset=0&limit=P} answers {@code {"offset":0,"limit":P,"results":[RECORD, ...]}}. There is
     * no total: the end is a page with fewer results than {@code limit}.
     */
    OFFSET("/measurements"),

    /**
     * {@code GET /events?limit=P[&cursor=TEXT]} answers {@code {"data":[RECORD, ...],"next_cursor":TEXT or null}}; a
     * cursor that it never gave is answered 400. Requires {@code Authorization: Bearer} {@value #BEARER_TOKEN}, else 401.
     */
    OPAQUE_CURSOR("/events"),

    /**
     * {@code GET /users?limit=P&after_id=0} answers {@code [RECORD, ...]} with the records whose {@code id} is greater.
     * Ids have gaps here. The end is a page with fewer records than {@code limit}. Requires {@code X-Api-Key}:
     * {@value #API_KEY}, else 401.
     */
    KEYSET("/users"),

    /**
     * {@code GET /changes?limit=P&after=0} answers {@code application/x-ndjson}: a record on each line, those whose
     * {@code id} is greater than {@code after}. The end is an answer with fewer lines than {@code limit}.
     */
    NDJSON("/changes"),

    /**
     * {@code GET /stations?page=1&size=P} answers {@code text/csv} (RFC 4180: CRLF, quotes doubled) with the header row
     * {@code id,title,score,updated_at}. The end is a page with fewer rows than {@code size}.
     */
    CSV("/stations"),

    /**
     * {@code GET /feed?page=1} answers an Atom feed (RFC 4287) of {@code P} entries and
     * {@code <link rel="next" href="URL"/>} with an absolute URL; the last page has none. An entry has {@code id}
     * ({@code urn:demo:ID}), {@code title}, {@code updated} and {@code category} whose {@code term} is the score. Pages
     * carry an {@code ETag}; {@code If-None-Match} is answered 304.
     */
    ATOM("/feed"),

    /**
     * {@code POST /graphql} with
     * {@code {"query":"query($first:Int!,$after:String){records(first:$first,after:$after){...}}",
     * "variables":{"first":P,"after":null}}} answers
     * {@code {"data":{"records":{"totalCount":N,"pageInfo":{"hasNextPage":true,"endCursor":TEXT},"nodes":[RECORD, ...]}}}}
     * . The selected fields are not looked at: nodes are whole. A query that does not ask for {@code records}, or a cursor
     * that it never gave, is answered 200 with {@code {"errors":[{"message":TEXT}],"data":null}}; a body that is no JSON
     * object with 400.
     */
    GRAPHQL("/graphql"),

    /**
     * {@code GET /api?action=query&list=records&limit=P} answers, as MediaWiki does,
     * {@code {"continue":{"rccontinue":TEXT,"continue":"-||"},"query":{"records":[RECORD, ...]}}}. Every member of
     * {@code continue} goes into the next request as a parameter; the last page has {@code "batchcomplete":true} instead.
     * Errors, such as one of the two being missing, are answered 200 with {@code {"error":{"code":TEXT,"info":TEXT}}} and
     * the header {@code MediaWiki-API-Error}.
     */
    CONTINUATION("/api"),

    /**
     * {@code GET /quotes?page=1&size=P} answers as {@link #PAGE_NUMBER} does, without its bound on concurrency, but lets
     * through only {@value #STRICT_REQUESTS_PER_SECOND} requests in any second; more are answered 429 with
     * {@code Retry-After} in seconds. All answers carry {@code X-RateLimit-Limit}, {@code -Remaining} and {@code -Reset}
     * (epoch seconds).
     */
    STRICT_LIMIT("/quotes"),

    /**
     * {@code GET /jobs?page=1} answers {@code {"items":[RECORD, ...],"next":URL or null}} with an absolute URL. Half as
     * many pages as elsewhere, and the first attempt at some fails: page 3, 13, 23... with 503, 6, 16... with a
     * connection reset, 9, 19... with a body cut off, 15, 30... with a 502 of HTML. The second attempt succeeds.
     */
    FLAKY("/jobs");

    /** The token that {@link #OPAQUE_CURSOR} requires. */
    public static final String BEARER_TOKEN = "demo-token";

    /** The key that {@link #KEYSET} requires. */
    public static final String API_KEY = "demo-key";

    /** The most requests that {@link #PAGE_NUMBER} takes at once. */
    public static final int PAGE_NUMBER_CONCURRENCY = 4;

    /** The most requests that {@link #STRICT_LIMIT} lets through in any second. */
    public static final int STRICT_REQUESTS_PER_SECOND = 10;

    private final String path;

    UpstreamKind(String path) {
        this.path = path;
    }

    /** The path below which the records are, for example {@code /issues}. */
    public String path() {
        return path;
    }

    /** A name for people and configurations: {@code link-header} for {@link #LINK_HEADER}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
