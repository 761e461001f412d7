package dev.headrace.engine.http;

import dev.headrace.engine.account.Phase;
import dev.headrace.engine.budget.Answer;
import dev.headrace.engine.budget.BudgetException;
import dev.headrace.engine.budget.Claimant;
import dev.headrace.engine.budget.Demand;
import dev.headrace.engine.budget.Permit;
import dev.headrace.engine.budget.Ticker;
import dev.headrace.engine.budget.Ticket;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.async.Cancellation;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.reactor.IOReactorShutdownException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One call from its start to its reply: token, permit, connection, answer, and again after redirects, retries and throttled
 * answers. Begins on the strand; grants and answers go on with it on the carriers, one step at a time, so its fields need no lock;
 * what the timer, reactors and who cancels touch is volatile or in the {@link Course}.
 */
final class Exchange implements Claimant, Attempt.Owner {
    private static final long NONE = Long.MAX_VALUE;
    /** How often a request that certainly was not sent is sent again without being counted. */
    private static final int MOST_REPLAYS = 2;

    private final Upstream upstream;
    private final HttpTransport transport;
    private final Ticker ticker;
    private final HttpCall call;
    private final ItemExchange item;
    private final CompletableFuture<HttpReply> result = new CompletableFuture<>();
    private final Course course = new Course();
    private final History history = new History();
    private final Duration allowed;
    private final Duration allowedAttempt;
    private final @Nullable Validator validator;

    private Hop hop;
    private Tokens.@Nullable Token token;
    private boolean tokenRenewed;
    private int failures;
    private int throttles;
    private int replays;
    private long remaining;
    private long grantedAt;

    private volatile long callDeadline = NONE;
    private volatile long attemptDeadline = NONE;
    private volatile int reachingStep;
    private volatile @Nullable Permit permit;
    private volatile @Nullable Attempt attempt;
    private volatile Cancellation.@Nullable Registration registration;

    Exchange(Upstream upstream, HttpCall call, ItemExchange item, Hop hop) {
        this.upstream = upstream;
        this.transport = upstream.transport();
        this.ticker = transport.ticker();
        this.call = call;
        this.item = item;
        this.hop = hop;
        ExchangeBounds bounds = upstream.bounds();
        this.allowed = call.timeout().orElse(bounds.call());
        // A call that allows itself more than usual expects a slow answer, not a second attempt.
        this.allowedAttempt = allowed.compareTo(bounds.call()) > 0 ? allowed : bounds.attempt();
        this.remaining = allowed.toNanos();
        this.validator =
                call.isConditional() ? item.validators().find(address()).orElse(null) : null;
    }

    CompletableFuture<HttpReply> result() {
        return result;
    }

    void begin() {
        if (!transport.admit(this)) {
            fail(upstream.failures().cancelled(hop, "the run is ending"));
            return;
        }
        registration = item.cancellation().onCancel(this::cancelled);
        if (course.isOver()) {
            forget();
        } else {
            authorize();
        }
    }

    // ---- ended from aside

    private void cancelled() {
        String why = item.cancellation().reason().orElse("the item is no longer wanted");
        fail(upstream.failures().cancelled(hop, why));
    }

    /** The transport ends. */
    void close() {
        fail(upstream.failures().cancelled(hop, "the run is ending"));
    }

    boolean isLate(long now) {
        return callDeadline != NONE && now - callDeadline >= 0 || attemptDeadline != NONE && now - attemptDeadline >= 0;
    }

    /** One of the deadlines has passed; comes on a carrier. */
    void expire(long now) {
        if (callDeadline != NONE && now - callDeadline >= 0) {
            fail(upstream.failures().late(hop, allowed, history));
        } else if (attemptDeadline != NONE && now - attemptDeadline >= 0) {
            expireAttempt();
        }
    }

    private void expireAttempt() {
        Attempt sending = attempt;
        AttemptTimeout why = new AttemptTimeout(allowedAttempt);
        if (sending != null) {
            sending.abort(why);
        } else if (course.leave(reachingStep)) {
            released();
            failed(Trouble.of(why), why, ticker.nanoTime() - grantedAt, true);
        }
    }

    /** The reactor died; what was under way on it will not be answered. */
    void lost(Reactor dead) {
        Attempt sending = attempt;
        if (sending != null && sending.reactor() == dead) {
            sending.abort(
                    sending.wasSent()
                            ? new ConnectionClosedException("the I/O thread died")
                            : new IOReactorShutdownException("the I/O thread died"));
        }
    }

    // ---- token and permit

    private void authorize() {
        Tokens tokens = upstream.tokensFor(hop.origin());
        token = tokens == null ? null : tokens.current();
        if (tokens == null || token != null) {
            askPermit();
            return;
        }
        int waiting = course.next();
        long since = ticker.nanoTime();
        tokens.whenThere((fetched, failure) -> transport.run(this, () -> {
            if (course.leave(waiting)) {
                item.account().add(Phase.CONNECTION, ticker.nanoTime() - since);
                authorized(fetched, failure);
            }
        }));
    }

    private void authorized(Tokens.@Nullable Token fetched, @Nullable Throwable failure) {
        if (failure != null) {
            fail(upstream.failures().token(hop, failure));
        } else {
            token = fetched;
            askPermit();
        }
    }

    private void askPermit() {
        if (callDeadline != NONE) {
            remaining = callDeadline - ticker.nanoTime();
            callDeadline = NONE;
        }
        Demand demand = call.cost() == 1 ? Demand.ONE : Demand.ONE.cost(call.cost());
        int waiting = course.next();
        Ticket ticket =
                upstream.lane(hop.origin(), call.limits()).acquire(throttles > 0 ? demand.again() : demand, this);
        course.abandonBy(waiting, ticket::cancel);
    }

    @Override
    public void refused(BudgetException refusal) {
        fail(upstream.failures().budget(hop, refusal, history));
    }

    @Override
    public void granted(Permit granted) {
        int reaching = course.next();
        permit = granted;
        if (course.isOver()) {
            granted.release();
            return;
        }
        granted.waits().forEach((limit, wait) -> item.account().addBudgetWait(limit, wait.toNanos()));
        grantedAt = ticker.nanoTime();
        callDeadline = grantedAt + remaining;
        reachingStep = reaching;
        attemptDeadline = grantedAt + allowedAttempt.toNanos();
        if (transport.isReachable(hop.origin())) {
            reached(reaching, null);
        } else {
            transport.whenReachable(hop.origin(), why -> transport.run(this, () -> reached(reaching, why)));
        }
    }

    // ---- the attempt

    private void reached(int reaching, @Nullable UnknownHostException why) {
        if (!course.leave(reaching)) {
            return;
        }
        long waited = ticker.nanoTime() - grantedAt;
        item.account().add(Phase.CONNECTION, waited);
        if (why != null) {
            attemptDeadline = NONE;
            released();
            failed(Trouble.of(why), why, waited, true);
        } else {
            send();
        }
    }

    private void send() {
        Request request = upstream.request(call, hop, token, validator);
        Attempt sending = transport.attempt(request, upstream.bounds().maxBody(), this);
        int step = course.next();
        attempt = sending;
        course.abandonBy(step, () -> sending.abort(new CancellationException("the call is over")));
        sending.start();
    }

    @Override
    public void sending() {
        upstream.countSent();
        Permit held = permit;
        if (held != null) {
            held.sent();
        }
    }

    @Override
    public void caught(Error error) {
        transport.caught(error);
    }

    @Override
    public void done(Attempt ended) {
        attemptDeadline = NONE;
        attempt = null;
        transport.run(this, () -> received(ended));
    }

    private void received(Attempt ended) {
        item.account().add(Phase.CONNECTION, ended.connectionNanos());
        item.account().add(Phase.NETWORK, ended.networkNanos());
        Throwable failure = ended.failure();
        if (course.isOver() || failure != null) {
            released();
            ended.release();
        }
        if (failure != null) {
            Trouble trouble = Trouble.of(failure);
            failed(
                    ended.metClosedConnection() ? trouble.withoutBlame() : trouble,
                    failure,
                    ended.totalNanos(),
                    !ended.wasSent());
        } else if (!course.isOver()) {
            answered(ended);
        }
    }

    private void answered(Attempt ended) {
        Answered raw = new Answered(
                ended.status(),
                ended.fields(),
                ended.body(),
                upstream.redaction().uri(hop.uri()),
                ticker.wallTime());
        Answer verdict = upstream.verdict(raw);
        Permit held = permit;
        if (held != null) {
            held.answered(verdict);
        }
        released();
        if (call.accepts(raw.status())) {
            accept(ended, raw);
            return;
        }
        ended.release();
        if (verdict.throttled()) {
            upstream.countThrottled();
            throttled(upstream.readable(raw), ended.totalNanos());
        } else if (raw.status() == 401 && token != null && !tokenRenewed) {
            renewToken();
        } else if (Redirects.isRedirect(raw.status())) {
            redirect(raw);
        } else {
            refusedByStatus(upstream.readable(raw), ended.totalNanos());
        }
    }

    private void renewToken() {
        tokenRenewed = true;
        Tokens tokens = upstream.tokensFor(hop.origin());
        if (tokens != null && token != null) {
            tokens.refused(token);
        }
        authorize();
    }

    private void redirect(Answered raw) {
        try {
            String location = raw.fields().first("Location").orElse("");
            hop = Redirects.follow(hop, raw.status(), location, call.isRepeatable(), upstream.redaction());
        } catch (IllegalArgumentException notFollowed) {
            fail(upstream.failures().redirect(hop, raw, String.valueOf(notFollowed.getMessage())));
            return;
        }
        authorize();
    }

    // ---- again, or not

    private void throttled(Answered answer, long took) {
        history.add("throttled with " + answer.status(), Duration.ofNanos(took));
        throttles++;
        // 503 alone leaves open whether the request was acted upon.
        boolean repeatable = upstream.mayRepeat(call) || answer.status() != 503;
        if (!repeatable || throttles > upstream.bounds().throttles()) {
            fail(upstream.failures().throttled(hop, answer, throttles, history));
        } else {
            authorize();
        }
    }

    private void refusedByStatus(Answered answer, long took) {
        history.add(String.valueOf(answer.status()), Duration.ofNanos(took));
        boolean mayPass = Upstream.mayPass(answer.status());
        if (!mayPass || !upstream.mayRepeat(call) || !again()) {
            fail(upstream.failures().status(hop, answer, mayPass, history));
        }
    }

    private void failed(Trouble trouble, Throwable cause, long took, boolean unsent) {
        if (course.isOver()) {
            return;
        }
        history.add(trouble.text(), Duration.ofNanos(took));
        boolean repeatable = unsent || trouble.unsent() || upstream.mayRepeat(call);
        if (trouble.atOnce() && repeatable && replays < MOST_REPLAYS) {
            replays++;
            authorize();
        } else if (!trouble.transientFault() || !repeatable || !again()) {
            fail(upstream.failures().trouble(hop, trouble, history, cause));
        }
    }

    /** Waits and begins again, if there is an attempt, a token and time left. */
    private boolean again() {
        failures++;
        Duration wait = upstream.retries().waitAfter(failures);
        boolean time = callDeadline == NONE || ticker.nanoTime() + wait.toNanos() - callDeadline < 0;
        if (failures >= upstream.bounds().attempts()
                || !time
                || !upstream.retries().pay()) {
            return false;
        }
        int waiting = course.next();
        long since = ticker.nanoTime();
        Ticker.Alarm alarm = ticker.schedule(
                wait,
                () -> transport.run(this, () -> {
                    if (course.leave(waiting)) {
                        item.account().add(Phase.RETRY_WAIT, ticker.nanoTime() - since);
                        authorize();
                    }
                }));
        course.abandonBy(waiting, alarm::cancel);
        return true;
    }

    // ---- the reply

    private void accept(Attempt ended, Answered raw) {
        Reply reply;
        try {
            Answered plain = raw.decompressed(upstream.decompressed(raw));
            reply = new Reply(plain, tree(plain), upstream.redaction());
        } catch (IOException broken) {
            ended.release();
            failed(Trouble.of(broken), broken, ended.totalNanos(), false);
            return;
        } catch (HttpFailure malformed) {
            ended.release();
            fail(malformed);
            return;
        }
        item.account().add(Phase.DECODE, ticker.nanoTime() - ended.endedAt());
        upstream.retries().succeeded(failures);
        conclude(() -> {
            captureValidator(reply);
            result.complete(reply);
            ended.release();
        });
    }

    private Reply.Tree tree(Answered plain) {
        try {
            JsonNode node = Decoding.decode(call, plain.status(), plain.body(), plain.contentType());
            return new Reply.Tree.Decoded(node);
        } catch (Throwable malformed) {
            transport.caught(malformed);
            HttpFailure failure = upstream.failures().malformed(hop, plain, malformed);
            if (Decoding.mustBeJson(call, plain.status(), plain.contentType())) {
                throw failure;
            }
            return new Reply.Tree.None(failure);
        }
    }

    private void captureValidator(Reply reply) {
        if (call.isConditional()) {
            Validator fresh = new Validator(
                    reply.header("ETag").orElse(null),
                    reply.header("Last-Modified").orElse(null));
            Validator kept = fresh.isEmpty() && reply.notModified() ? validator : fresh;
            if (kept != null && !kept.isEmpty()) {
                item.validators().captured(address(), kept);
            }
        }
    }

    private String address() {
        return upstream.address(call);
    }

    // ---- the end

    /** A defect of our own: the call fails, nothing else. */
    void broken(Throwable defect) {
        fail(upstream.failures().defect(hop, defect));
    }

    private void fail(HttpFailure failure) {
        conclude(() -> result.completeExceptionally(failure));
    }

    /** Stops what is under way, then tells the strand. */
    private void conclude(Runnable completion) {
        if (!course.end()) {
            return;
        }
        forget();
        released();
        long since = ticker.nanoTime();
        transport.onStrand(item.strand(), () -> {
            item.account().add(Phase.STRAND, ticker.nanoTime() - since);
            completion.run();
        });
    }

    private void released() {
        Permit held = permit;
        if (held != null) {
            held.release();
        }
    }

    private void forget() {
        transport.forget(this);
        Cancellation.Registration registered = registration;
        if (registered != null) {
            registered.remove();
        }
    }
}
