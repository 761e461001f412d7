package dev.headrace.engine.http;

import dev.headrace.engine.account.ItemTime;
import dev.headrace.engine.account.Passage;
import dev.headrace.engine.budget.Budgets;
import dev.headrace.engine.budget.Ticker;
import dev.headrace.engine.record.Recorder;
import dev.headrace.spi.Limit;
import dev.headrace.spi.async.Cancellation;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the network of one engine: the reactors and connections, the calls under way, the names that were looked up.
 * Thread-safe.
 *
 * <p>Nothing runs before the first call or {@link #warmUp}.
 */
public final class HttpTransport implements AutoCloseable {
    /** The limit that all requests of an engine are under; its own, no upstream's. */
    public static final String ALL = "http";

    /** How the names of limits end that count bytes, of those that only answers tell of. */
    static final String IN_BYTES = ".bytes";

    /** How the limits begin that it supposes for each origin. */
    public static final String FOR_ORIGIN = "host-";

    private static final Logger LOG = LoggerFactory.getLogger(HttpTransport.class);

    private final TransportSettings settings;
    private final Budgets budgets;
    private final Ticker ticker;
    private final Executor carriers;
    private final Executor blocking;
    private final Consumer<Throwable> fatal;
    private final DnsCache names;
    private final BodyMemory memory;
    private final UnderWay underWay;
    private final LiveBodies bodies;
    private final Line direct;
    private final ConcurrentHashMap<Way.Egress, Line> lines = new ConcurrentHashMap<>();
    private final ItemExchange nobody;
    private volatile TokenMemory memoryOfTokens = TokenMemory.forgetful();
    private volatile Recorder recorder = Recorder.none();
    /** By what only who has the refresh token knows. */
    private final ConcurrentHashMap<String, Tokens> refreshed = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<RetryKey, Buckets> buckets = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<RetryKey, Retries> retries = new ConcurrentHashMap<>();
    /** Hosts that somebody may reach though their addresses are private. */
    private final Set<String> reachedPrivately = ConcurrentHashMap.newKeySet();

    /**
     * A limit that only answers tell of, in the unit that its name tells.
     *
     * @param name as {@link Budgets#registerBucket} knows it
     * @param source who says so, for people
     */
    public static Limit bucket(String name, String source) {
        Limit bucket = Limit.named(name).source(source);
        return name.endsWith(IN_BYTES) ? bucket.unit(Limit.Unit.BYTES) : bucket;
    }

    /** The version of Headrace that upstreams see. */
    public static String version() {
        return Version.TEXT;
    }

    private record RetryKey(Origin origin, String credential) {}

    /**
     * A transport that has not started anything.
     *
     * @param carriers runs decoding and what follows a grant or an answer, several at once; its tasks do not block
     * @param blocking looks up names and sets up TLS; its tasks block
     * @param fatal hears of an {@link OutOfMemoryError} and other errors of the JVM itself, on any thread; after one the run should
     *     end, for what was lost is not known
     */
    public HttpTransport(
            TransportSettings settings,
            Budgets budgets,
            Ticker ticker,
            Executor carriers,
            Executor blocking,
            Consumer<Throwable> fatal) {
        this(settings, budgets, ticker, carriers, blocking, fatal, DnsCache.system(blocking, ticker));
    }

    HttpTransport(
            TransportSettings settings,
            Budgets budgets,
            Ticker ticker,
            Executor carriers,
            Executor blocking,
            Consumer<Throwable> fatal,
            DnsCache names) {
        this.settings = settings;
        this.budgets = budgets;
        this.ticker = ticker;
        this.carriers = carriers;
        this.blocking = blocking;
        this.fatal = fatal;
        this.names = names;
        this.memory = new BodyMemory(settings.maxBuffered());
        this.underWay = new UnderWay(ticker, this::expire, this::tidy);
        this.bodies = new LiveBodies(ticker, blocking);
        this.direct = lines.computeIfAbsent(Way.Egress.DIRECT, this::newLine);
        this.nobody =
                new ItemExchange(carriers, Cancellation.never(), ItemTime.ofNobody(ticker::nanoTime), Validators.NONE);
        budgets.registerOwn(Limit.named(ALL).concurrency(settings.inAll()));
    }

    /**
     * Goes on with the refresh tokens that servers gave to earlier runs. Before the upstreams are made.
     *
     * @param kept what the keeper has kept
     * @param keeper keeps a text under a name until the next run; called on any thread, must not block
     */
    public void remember(Map<String, String> kept, BiConsumer<String, String> keeper) {
        memoryOfTokens = new TokenMemory(kept, keeper);
    }

    /** Records every attempt from now on. Before the upstreams are made. */
    public void recordInto(Recorder other) {
        recorder = other;
    }

    Recorder recorder() {
        return recorder;
    }

    TokenMemory memoryOfTokens() {
        return memoryOfTokens;
    }

    /** The tokens for a grant: those of all who have the same refresh token, otherwise new ones. */
    Tokens tokens(Grant grant, Function<Grant, Tokens> making) {
        return grant.refresh() == null
                ? making.apply(grant)
                : refreshed.computeIfAbsent(grant.secret(), ignored -> making.apply(grant));
    }

    /** The upstream of one instance. Does no I/O. */
    public Upstream upstream(UpstreamSettings upstream) {
        return upstream(upstream, recorder);
    }

    /** The upstream of one instance, whose attempts are for one run of several. Does no I/O. */
    public Upstream upstream(UpstreamSettings upstream, Recorder ofRun) {
        return new Upstream(this, upstream, new Redaction(upstream.auth()), ofRun);
    }

    /** Starts the reactors and loads the decoder on another thread, so that the first call need not wait for them. */
    public void warmUp() {
        blocking.execute(() -> {
            direct.reactors.current();
            Decoding.warmUp();
        });
    }

    /** Sets up TLS and looks the name up, on another thread. */
    void warmUp(Line line, Origin origin) {
        whenReachable(line, origin, ignored -> {});
    }

    /** Fails every call that is under way, and those still to come; closes all connections. */
    @Override
    public void close() {
        underWay.close().forEach(Exchange::close);
        bodies.close();
        lines.values().forEach(line -> line.reactors.close());
    }

    Budgets budgets() {
        return budgets;
    }

    Ticker ticker() {
        return ticker;
    }

    BodyMemory memory() {
        return memory;
    }

    LiveBodies bodies() {
        return bodies;
    }

    Reactors reactors() {
        return direct.reactors;
    }

    /** The connections of those who leave in this way. */
    Line line(Way.Egress egress) {
        return lines.computeIfAbsent(egress, this::newLine);
    }

    private Line newLine(Way.Egress egress) {
        Tls tls = egress.tls() == null ? new Tls(settings.tls()) : new Tls(egress.tls());
        GuardedNames guarded = new GuardedNames(names, reachedPrivately);
        if (egress.proxy() != null) {
            reachedPrivately.add(egress.proxy().place().hostName());
        }
        return new Line(
                egress, tls, new Reactors(() -> new Reactor(settings, guarded, tls, this::died), ticker, blocking));
    }

    /** What all who send to this origin with this credential may spend on sending again. */
    Retries retries(Origin origin, String credential) {
        return retries.computeIfAbsent(
                new RetryKey(origin, credential),
                ignored -> new Retries(() -> ThreadLocalRandom.current().nextDouble(), ticker::nanoTime));
    }

    /** For whom the engine itself calls. */
    ItemExchange nobody() {
        return nobody;
    }

    String userAgent(String connector, String contact) {
        String more = contact.isEmpty() ? "" : "; " + contact;
        return "headrace/%s (%s%s)".formatted(Version.TEXT, connector, more);
    }

    /** What all who send to this origin with this credential know of its buckets. */
    Buckets buckets(Origin origin, String credential) {
        return buckets.computeIfAbsent(new RetryKey(origin, credential), this::newBuckets);
    }

    private Buckets newBuckets(RetryKey key) {
        String place = key.origin.authority().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        String host = FOR_ORIGIN + place;
        // Registered as the upstream's: where a connector declares no limit, a throttled answer pauses the host, or its
        // part for the credential.
        budgets.registerDefault(
                Limit.named(host).concurrency(settings.perHost()).source("the engine's default"));
        if (key.credential.isEmpty()) {
            return new Buckets(budgets, List.of(ALL, host));
        }
        String own = host + "-" + Credential.mark(key.credential);
        budgets.registerDefault(Limit.named(own).source("one credential at one host"));
        return new Buckets(budgets, List.of(ALL, host, own));
    }

    // ---- the calls under way

    /** False when the transport is closed. */
    boolean admit(Exchange exchange) {
        return underWay.add(exchange);
    }

    /** A call's deadlines have begun to run; this is the first of them. */
    void watchDeadline(long deadline) {
        underWay.watch(deadline);
    }

    void forget(Exchange exchange) {
        underWay.remove(exchange);
    }

    /** Closes connections that servers have forgotten; on a thread that may block, for sockets are closed. */
    private void tidy() {
        try {
            blocking.execute(() -> lines.values().forEach(line -> line.reactors.dropIdle()));
        } catch (RejectedExecutionException full) {
            LOG.debug("idle connections are not looked at: the blocking pool is full", full);
        }
    }

    private void expire(Exchange exchange, long now) {
        run(exchange, () -> exchange.expire(now));
    }

    /** Goes on with a call on a carrier; what is thrown there fails the call. */
    void run(Exchange exchange, Runnable step) {
        try {
            carriers.execute(() -> {
                try {
                    step.run();
                } catch (Throwable defect) {
                    caught(defect);
                    exchange.broken(defect);
                }
            });
        } catch (RejectedExecutionException ending) {
            exchange.close();
        }
    }

    /** Completes a reply on its strand; where that has ended, on a thread that may block, for it runs a connector's code. */
    void onStrand(Executor strand, Runnable completion) {
        for (Executor executor : List.of(strand, blocking)) {
            try {
                executor.execute(completion);
                return;
            } catch (RejectedExecutionException ending) {
                LOG.debug("a reply comes after its strand has ended", ending);
            }
        }
        completion.run();
    }

    int callsUnderWay() {
        return underWay.all().size();
    }

    // ---- the network

    boolean isReachable(Line line, Origin origin) {
        return (line.isLocal() || names.isKnown(line.firstHost(origin))) && (!origin.secure() || line.tls.isReady());
    }

    /** Calls back, on this thread or another, when an attempt need not block for the name or for TLS. */
    void whenReachable(Line line, Origin origin, Consumer<@Nullable UnknownHostException> known) {
        String host = line.firstHost(origin);
        if (!origin.secure() || line.tls.isReady()) {
            resolve(line, host, known);
            return;
        }
        try {
            blocking.execute(() -> {
                line.tls.prepare();
                resolve(line, host, known);
            });
        } catch (RejectedExecutionException full) {
            known.accept(new UnknownHostException(host + " was not looked up: the blocking pool is full"));
        }
    }

    private void resolve(Line line, String host, Consumer<@Nullable UnknownHostException> known) {
        if (line.isLocal()) {
            known.accept(null);
        } else {
            names.resolve(host, known);
        }
    }

    /**
     * Why a hop must not be taken, or empty. Comes after its name was looked up.
     *
     * <p>Behind a proxy names are looked up by the proxy; then only addresses that are written out can be judged.
     */
    Optional<String> objection(Line line, AddressGuard guard, Hop hop) {
        String host = hop.origin().hostName();
        if (line.isLocal()) {
            return Optional.empty();
        }
        try {
            if (line.proxy() != null && !DnsCache.isLiteral(host)) {
                return Optional.empty();
            }
            List<InetAddress> addresses =
                    line.proxy() == null ? names.addresses(host) : List.of(InetAddress.getByName(host));
            Optional<String> objection = guard.objection(hop, addresses);
            if (objection.isEmpty() && Zone.of(addresses) != Zone.PUBLIC) {
                reachedPrivately.add(host);
            }
            return objection;
        } catch (UnknownHostException unknown) {
            return Optional.of(host + " was not looked up");
        }
    }

    Attempt attempt(
            Line line, Request request, int maxBody, @Nullable BodyPipe pipe, Passage passage, Attempt.Owner owner) {
        Loan.Place place = new Loan.Place(line.reactors.current(), line.route(request.origin()), line.proxy());
        return new Attempt(place, request, maxBody, memory, ticker, pipe, passage, owner);
    }

    /** An I/O thread died: HttpClient would refuse everything from now on, and tell nobody who waits. */
    void died(Reactor reactor, Throwable why) {
        // First, because without memory nothing after it may come to its end.
        caught(why);
        LOG.error("an I/O thread died; the transport begins anew", why);
        direct.reactors.retire(reactor);
        underWay.all().forEach(exchange -> exchange.lost(reactor));
        bodies.lost(reactor);
    }

    /** Passes on what says that the JVM itself is broken. */
    void caught(Throwable problem) {
        if (problem instanceof VirtualMachineError && !(problem instanceof StackOverflowError)) {
            fatal.accept(problem);
        }
    }
}
