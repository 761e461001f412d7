package dev.headrace.spi;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request to be sent. Immutable and thread-safe; every method returns a new call.
 *
 * <p>Credentials are not part of it: {@link ConnectorProvider#auth} says them once and the engine adds them where they belong.
 */
public final class HttpCall {
    /**
     * A body and its type. Made by the engine and by {@link HttpCall}.
     *
     * @param content not changed after it was handed over
     */
    @SuppressWarnings("ArrayRecordComponent") // Bodies are never compared, and a copy of each would cost memory.
    public record Body(byte[] content, String contentType) {}

    /**
     * How a large body is read. Made by {@link HttpCall}.
     *
     * @param from empty text for its beginning, or what {@link HttpReply#rest} gave
     */
    public record Streaming(RecordReader reader, String from) {}

    private final String method;
    private final String target;
    private final Map<String, String> headers;
    private final @Nullable Body body;
    private final boolean repeatable;
    private final boolean conditional;
    private final int cost;
    private final Set<Integer> accepted;
    private final List<String> limits;
    private final @Nullable Duration timeout;
    private final @Nullable BodyDecoder decoder;
    private final @Nullable Streaming streaming;

    private HttpCall(Draft draft) {
        this.method = draft.method;
        this.target = draft.target;
        this.headers = draft.headers;
        this.body = draft.body;
        this.repeatable = draft.repeatable;
        this.conditional = draft.conditional;
        this.cost = draft.cost;
        this.accepted = draft.accepted;
        this.limits = draft.limits;
        this.timeout = draft.timeout;
        this.decoder = draft.decoder;
        this.streaming = draft.streaming;
    }

    /**
     * A {@code GET}.
     *
     * @param target absolute, or relative to {@code base-url}
     */
    public static HttpCall get(String target) {
        return new Draft("GET", target, true).call();
    }

    /** A {@code POST} with a JSON body. It is not repeated after it may have arrived, unless {@link #repeatable} says so. */
    public static HttpCall post(String target, JsonNode json) {
        return post(target, json.toString().getBytes(StandardCharsets.UTF_8), "application/json");
    }

    /** A {@code POST} with any body. It is not repeated after it may have arrived, unless {@link #repeatable} says so. */
    public static HttpCall post(String target, byte[] content, String contentType) {
        Draft draft = new Draft("POST", target, false);
        draft.body = new Body(content.clone(), contentType);
        return draft.call();
    }

    /** Adds a parameter to the query, percent-encoded (RFC 3986). */
    public HttpCall query(String name, Object value) {
        Draft draft = new Draft(this);
        draft.target = Targets.plusParameter(target, name, value);
        return draft.call();
    }

    /** Sets a header field. Not for credentials: see {@link ConnectorProvider#auth}. */
    public HttpCall header(String name, String value) {
        Draft draft = new Draft(this);
        draft.headers = caseInsensitive(headers);
        draft.headers.put(
                Objects.requireNonNull(name, "header name is null"), Objects.requireNonNull(value, "value is null"));
        return draft.call();
    }

    /** Says that the request may be sent again even if it may have arrived, as for a search that is a {@code POST}. */
    public HttpCall repeatable() {
        Draft draft = new Draft(this);
        draft.repeatable = true;
        return draft.call();
    }

    /**
     * Says that the request must not be sent again once it may have arrived, as for a {@code GET} that moves the upstream on. It
     * then fails in place of a silent repetition, and the connector decides how to go on.
     */
    public HttpCall once() {
        Draft draft = new Draft(this);
        draft.repeatable = false;
        return draft.call();
    }

    /**
     * Asks only for what has changed since the last time that a scope with this same address was collected without a failure
     * (RFC 9110, 13.1: {@code If-None-Match}, {@code If-Modified-Since}). When nothing has, the reply is
     * {@link HttpReply#notModified()}.
     */
    public HttpCall conditional() {
        Draft draft = new Draft(this);
        draft.conditional = true;
        return draft.call();
    }

    /** Sets what the request costs in each window that it is under, at least 1; 1 when not set. */
    public HttpCall cost(int permits) {
        if (permits < 1) {
            throw new IllegalArgumentException("cost must be at least 1, was " + permits);
        }
        Draft draft = new Draft(this);
        draft.cost = permits;
        return draft.call();
    }

    /** Accepts statuses beside 200 to 299, for example a 404 that means "none". */
    public HttpCall accepting(int... statuses) {
        Draft draft = new Draft(this);
        draft.accepted = new TreeSet<>(accepted);
        for (int status : statuses) {
            draft.accepted.add(status);
        }
        return draft.call();
    }

    /** Puts the request under a further limit by name, for example that of a class of endpoints. */
    public HttpCall under(String limit) {
        Draft draft = new Draft(this);
        draft.limits = new ArrayList<>(limits);
        draft.limits.add(Objects.requireNonNull(limit, "limit is null"));
        return draft.call();
    }

    /** Sets the deadline of the whole exchange with its retries, counted from the first grant of the budgets. */
    public HttpCall timeout(Duration deadline) {
        Draft draft = new Draft(this);
        draft.timeout = Objects.requireNonNull(deadline, "timeout is null");
        return draft.call();
    }

    /** Sets what turns the body into a tree; JSON when not set. */
    public HttpCall decodedBy(BodyDecoder bodyDecoder) {
        Draft draft = new Draft(this);
        draft.decoder = Objects.requireNonNull(bodyDecoder, "decoder is null");
        return draft.call();
    }

    /**
     * Reads the body record by record, in batches that fit into memory: {@link HttpReply#json()} is an array of the next records,
     * and {@link HttpReply#rest()} says how to ask for those after them. Make each batch a step, and the rest its next page; the
     * upstream is not read on before that. The body has no largest size, one record must not be larger than {@code http.max-body}.
     *
     * <p>While the run goes on the same answer is read on. After an interruption the request is sent again and what was read is
     * skipped; where the upstream has changed it meanwhile ({@code ETag}, {@code Last-Modified}), reading begins anew.
     *
     * @param from empty text for the beginning, or what {@link HttpReply#rest} of the reply before gave
     */
    public HttpCall streamedBy(RecordReader reader, String from) {
        Draft draft = new Draft(this);
        draft.streaming = new Streaming(
                Objects.requireNonNull(reader, "reader is null"), Objects.requireNonNull(from, "from is null"));
        return draft.call();
    }

    /** The method, in upper case. */
    public String method() {
        return method;
    }

    /** The target with its query; absolute, or relative to {@code base-url}. */
    public String target() {
        return target;
    }

    /** The header fields, sorted by name without regard to case; unmodifiable. */
    public Map<String, String> headers() {
        return java.util.Collections.unmodifiableMap(headers);
    }

    /** The body, or empty. */
    public Optional<Body> body() {
        return Optional.ofNullable(body);
    }

    /** True if the request may be sent again even if it may have arrived. */
    public boolean isRepeatable() {
        return repeatable;
    }

    /** See {@link #conditional()}. */
    public boolean isConditional() {
        return conditional;
    }

    /** See {@link #cost(int)}. */
    public int cost() {
        return cost;
    }

    /** True for 200 to 299, for what {@link #accepting} named, and for 304 when the call is {@link #conditional()}. */
    public boolean accepts(int status) {
        return status >= 200 && status < 300 || accepted.contains(status) || conditional && status == 304;
    }

    /** The further limits; unmodifiable. */
    public List<String> limits() {
        return java.util.Collections.unmodifiableList(limits);
    }

    /** The deadline, or empty for the engine's default. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** The decoder, or empty for JSON. */
    public Optional<BodyDecoder> decoder() {
        return Optional.ofNullable(decoder);
    }

    /** See {@link #streamedBy}; empty for a body that is read whole. */
    public Optional<Streaming> streaming() {
        return Optional.ofNullable(streaming);
    }

    /** Method and target, for people. */
    @Override
    public String toString() {
        return method + " " + target;
    }

    private static Map<String, String> caseInsensitive(Map<String, String> fields) {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(fields);
        return copy;
    }

    /** What a new call is made of; never leaves this class. */
    private static final class Draft {
        private final String method;
        private String target;
        private Map<String, String> headers;
        private @Nullable Body body;
        private boolean repeatable;
        private boolean conditional;
        private int cost;
        private Set<Integer> accepted;
        private List<String> limits;
        private @Nullable Duration timeout;
        private @Nullable BodyDecoder decoder;
        private @Nullable Streaming streaming;

        Draft(String method, String target, boolean repeatable) {
            this.method = method;
            this.target = Objects.requireNonNull(target, "target is null");
            this.headers = Map.of();
            this.repeatable = repeatable;
            this.cost = 1;
            this.accepted = Set.of();
            this.limits = List.of();
        }

        Draft(HttpCall call) {
            this.method = call.method;
            this.target = call.target;
            this.headers = call.headers;
            this.body = call.body;
            this.repeatable = call.repeatable;
            this.conditional = call.conditional;
            this.cost = call.cost;
            this.accepted = call.accepted;
            this.limits = call.limits;
            this.timeout = call.timeout;
            this.decoder = call.decoder;
            this.streaming = call.streaming;
        }

        HttpCall call() {
            return new HttpCall(this);
        }
    }
}
