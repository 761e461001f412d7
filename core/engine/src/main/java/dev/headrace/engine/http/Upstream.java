package dev.headrace.engine.http;

import dev.headrace.engine.budget.Answer;
import dev.headrace.engine.budget.Lane;
import dev.headrace.engine.budget.dialect.Dialect;
import dev.headrace.engine.record.Recorder;
import dev.headrace.engine.record.Track;
import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The upstream of one instance of a connector: its address, credentials, limits and bounds. Thread-safe. */
public final class Upstream {
    private static final int EXCERPT_OF_REFUSAL = 4096;
    /** A longer one is cut where it is only shown: a hundred thousand of them are kept. */
    private static final int LONGEST_TARGET = 200;

    private final HttpTransport transport;
    private final UpstreamSettings settings;
    private final Targets targets;
    private final Redaction redaction;
    private final Failures failures;
    private final Requests requests;
    private final Decompression decompression;
    private final Line line;
    private final AddressGuard guard;
    private final Coalescing coalescing = new Coalescing();
    private final String credential;
    private final @Nullable Origin home;
    private final @Nullable Tokens tokens;
    private final ConcurrentHashMap<List<String>, Dialect> dialects = new ConcurrentHashMap<>();
    private final Scopes scopes;
    private final Track track;

    private final LongAdder sent = new LongAdder();
    private final LongAdder throttled = new LongAdder();

    Upstream(HttpTransport transport, UpstreamSettings settings, Redaction redaction, Recorder recorder) {
        this.transport = transport;
        this.settings = settings;
        this.redaction = redaction;
        this.targets = new Targets(settings.baseUrl());
        this.home = settings.baseUrl() == null ? null : Origin.of(settings.baseUrl());
        this.failures = new Failures(redaction);
        this.requests = new Requests(
                transport.userAgent(settings.connector(), settings.way().contact()),
                SignedBy.of(settings.auth()),
                home);
        this.decompression =
                new Decompression(settings.bounds().maxBody(), settings.bounds().maxRatio());
        this.line = transport.line(settings.way().egress());
        this.guard = new AddressGuard(settings.way().privateAddresses(), home == null ? null : home.hostName());
        this.credential = String.join("\n", SignedBy.secrets(settings.auth()));
        this.scopes = new Scopes(transport, settings, home, credential);
        this.track = recorder.track(settings.instance());
        this.tokens = Grant.of(settings.auth())
                .map(grant -> transport.tokens(grant, this::tokens).sharedWith(redaction))
                .orElse(null);
    }

    private Tokens tokens(Grant grant) {
        UpstreamSettings plain = UpstreamSettings.of(settings.instance(), settings.connector(), grant.tokenUri())
                .way(settings.way());
        return new Tokens(
                grant,
                new Upstream(transport, plain, redaction, transport.recorder()).forNobody(),
                transport.ticker(),
                transport.memoryOfTokens());
    }

    /**
     * The way to the network for one item. Call it on the item's strand; its stages complete there.
     *
     * @return sends calls; keep it as long as the item
     */
    public Http forItem(ItemExchange item) {
        return call -> send(call, item);
    }

    /** Looks the upstream's name up and, for {@code https}, sets TLS up, on another thread, so that the first call need not wait. */
    public void warmUp() {
        if (home != null) {
            transport.warmUp(line, home);
        }
    }

    private Http forNobody() {
        return forItem(transport.nobody());
    }

    private CompletionStage<HttpReply> send(HttpCall call, ItemExchange item) {
        Hop hop;
        try {
            Requests.check(call);
            hop = Hop.first(call, redaction.withoutKey(targets.resolve(call.target())), home);
            lane(hop, call.limits());
            return settings.way().coalesce() && Coalescing.fits(call)
                    ? coalescing.send(transport, call, item, () -> alone(call, item, hop))
                    : alone(call, item, hop);
        } catch (IllegalArgumentException invalid) {
            HttpFailure refused = failures.refused(call.method(), shown(call), String.valueOf(invalid.getMessage()));
            return CompletableFuture.failedFuture(refused);
        }
    }

    private CompletableFuture<HttpReply> alone(HttpCall call, ItemExchange item, Hop first) {
        Exchange exchange = new Exchange(this, call, item, first);
        exchange.begin();
        return exchange.result();
    }

    /** A call for people: method and target, without what is secret. */
    public String describe(HttpCall call) {
        return call.method() + " " + shown(call);
    }

    /** The target as it may be shown: a key or a password may be in one that came from the upstream's own links. */
    private String shown(HttpCall call) {
        try {
            URI target = URI.create(call.target());
            String text = redaction.uri(target).toString();
            return target.getRawUserInfo() == null ? text : text.replace(target.getRawUserInfo() + "@", "");
        } catch (IllegalArgumentException invalid) {
            int query = call.target().indexOf('?');
            return query < 0 ? call.target() : call.target().substring(0, query) + "?…";
        }
    }

    /** A text without the secrets of this upstream: what it was configured with, what is made of that, and its tokens. */
    public String redact(String text) {
        return redaction.text(text);
    }

    /** Requests sent so far, with retries and redirects. */
    public long sent() {
        return sent.sum();
    }

    /** Answers so far that told to slow down. */
    public long throttled() {
        return throttled.sum();
    }

    void countSent() {
        sent.increment();
    }

    void countThrottled() {
        throttled.increment();
    }

    HttpTransport transport() {
        return transport;
    }

    /** The name of the instance. */
    String instance() {
        return settings.instance();
    }

    /** Where its attempts are recorded. */
    Track track() {
        return track;
    }

    /** Where a hop leads as it may be shown: at home without the origin, which all of an instance's requests have. */
    String shown(Hop hop) {
        URI open = redaction.uri(hop.uri());
        String target = open.getRawPath() + query(hop, open);
        String whole = hop.origin().equals(home) ? target : hop.origin().authority() + target;
        return whole.length() <= LONGEST_TARGET ? whole : whole.substring(0, LONGEST_TARGET) + "…";
    }

    /** Where a hop leads as it may be shown, whole. */
    String url(Hop hop) {
        URI open = redaction.uri(hop.uri());
        return "%s://%s%s%s".formatted(open.getScheme(), open.getRawAuthority(), open.getRawPath(), query(hop, open));
    }

    /** What a server has led to may be signed in its query, by the server's own secret. */
    private static String query(Hop hop, URI open) {
        return open.getRawQuery() == null ? "" : hop.redirects() > 0 ? "?…" : "?" + open.getRawQuery();
    }

    ExchangeBounds bounds() {
        return settings.bounds();
    }

    Redaction redaction() {
        return redaction;
    }

    Failures failures() {
        return failures;
    }

    /** Shared with all who send there with the same credential. */
    Retries retries(Origin origin) {
        return transport.retries(origin, origin.equals(home) ? credential : "");
    }

    LiveBody live(HttpCall call, Answered head, Attempt attempt, Runnable release) {
        return new LiveBody(head, attempt, call.streaming().orElseThrow(), decompression, release);
    }

    Line line() {
        return line;
    }

    /** Why a hop must not be taken, or empty; its name was looked up. */
    Optional<String> objection(Hop hop) {
        return transport.objection(line, guard, hop);
    }

    /** The address under which a call's validator is kept. */
    String address(HttpCall call) {
        return redaction.uri(targets.resolve(call.target())).toString();
    }

    /** The tokens that sign requests to this origin, if any do. */
    @Nullable
    Tokens tokensFor(Origin origin) {
        return tokens != null && origin.equals(home) ? tokens : null;
    }

    /** @param further the limits that the call names for itself */
    Lane lane(Hop hop, List<String> further) {
        return scopes.lane(hop, further);
    }

    /** Remembers which of its limits an answer speaks of; gives their names by those in the answer. */
    Map<String, String> learn(Hop hop, Answer answer) {
        return scopes.learn(hop, answer);
    }

    Request request(HttpCall call, Hop hop, Tokens.@Nullable Token token, @Nullable Validator validator) {
        return requests.of(call, hop, token, validator).through(line.proxy());
    }

    /** @param further the limits that the call names for itself */
    Answer verdict(Answered raw, List<String> further) {
        Dialect dialect = dialects.computeIfAbsent(further, this::dialect);
        return dialect.read(raw.status(), raw.fields()::forEach, () -> text(readable(raw)), raw.receivedAt());
    }

    private Dialect dialect(List<String> further) {
        List<String> names = new ArrayList<>(settings.limits());
        names.addAll(further);
        return Dialect.of(transport.budgets().hints(names));
    }

    private static String text(Answered answer) {
        Octets body = answer.body();
        // Hints in an answer that served may stand behind its records.
        int most = answer.status() < 400 ? body.length() : EXCERPT_OF_REFUSAL;
        int length = Math.min(body.length(), most);
        return new String(body.array(), 0, length, MediaType.charset(answer.contentType()));
    }

    Octets decompressed(Answered raw) throws IOException {
        return decompression.decode(raw.body(), raw.fields().all("Content-Encoding"));
    }

    /** The answer with its body decompressed, for messages: without the body where that fails. */
    Answered readable(Answered raw) {
        try {
            return raw.decompressed(decompressed(raw));
        } catch (IOException unreadable) {
            return raw.decompressed(new Octets(new byte[0]));
        }
    }

    boolean mayRepeat(HttpCall call) {
        return call.isRepeatable() || call.headers().containsKey("Idempotency-Key");
    }

    /** Whether the same request may get another status later. */
    static boolean mayPass(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500 && status != 501 && status != 505;
    }
}
