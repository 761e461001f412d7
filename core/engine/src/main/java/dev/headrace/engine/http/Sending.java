package dev.headrace.engine.http;

import dev.headrace.engine.account.Passage;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.account.RequestCounts;
import dev.headrace.engine.budget.Answer;
import dev.headrace.engine.budget.BudgetException;
import dev.headrace.engine.budget.Claimant;
import dev.headrace.engine.budget.Demand;
import dev.headrace.engine.budget.Lane;
import dev.headrace.engine.budget.Permit;
import dev.headrace.engine.budget.Ticker;
import dev.headrace.engine.budget.Ticket;
import dev.headrace.engine.observe.ItemTrace;
import dev.headrace.engine.record.AttemptResult;
import dev.headrace.engine.time.Activity;
import dev.headrace.spi.HttpCall;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.reactor.IOReactorShutdownException;
import org.jspecify.annotations.Nullable;

/**
 * Gets a call's request out and its answer in, once for every attempt: token, permit, name, connection. Its steps are those of the
 * call's {@link Course}, one at a time, so its fields need no lock; what the timer and reactors touch is volatile. Tells the
 * {@link Exchange}, on a carrier, what came of it.
 */
final class Sending implements Claimant, Attempt.Owner {
    /** An upstream that tells of other limits with each answer is not followed for ever. */
    private static final int MOST_MOVES = 3;

    private final Exchange exchange;
    private final Upstream upstream;
    private final HttpTransport transport;
    private final HttpCall call;
    private final Passage passage;
    private final RequestCounts requests;
    private final Course course;
    private final CallClock clock;
    private final Ticker ticker;
    private final ItemTrace trace;

    private Hop hop;
    private @Nullable Validator validator;
    private Tokens.@Nullable Token token;
    private boolean again;
    private int moves;
    private long grantedAt;
    private int attempts;
    private volatile @Nullable Trip trip;

    private volatile int reachingStep;
    private volatile @Nullable Permit permit;
    private volatile @Nullable Attempt attempt;
    private volatile Activity.Flight flight = Activity.UNSEEN;

    Sending(
            Exchange exchange,
            Upstream upstream,
            HttpCall call,
            ItemExchange item,
            Passage passage,
            Course course,
            CallClock clock) {
        this.exchange = exchange;
        this.upstream = upstream;
        this.transport = upstream.transport();
        this.call = call;
        this.passage = passage;
        this.requests = item.requests();
        this.course = course;
        this.clock = clock;
        this.ticker = transport.ticker();
        this.hop = exchange.hop();
        this.trace = item.trace();
    }

    /** @param goesFirst whether it has waited for its permit before, and was throttled by the upstream */
    void begin(@Nullable Validator condition, boolean goesFirst) {
        hop = exchange.hop();
        permit = null;
        validator = condition;
        again = goesFirst;
        trip = null;
        Tokens tokens = upstream.tokensFor(hop.origin());
        token = tokens == null ? null : tokens.current();
        if (tokens == null || token != null) {
            passage.beginAttempt(Phase.BUDGET);
            askPermit();
        } else {
            awaitToken(tokens);
        }
    }

    // ---- token and permit

    private void awaitToken(Tokens tokens) {
        int waiting = course.next();
        passage.beginAttempt(Phase.TOKEN);
        tokens.whenThere((fetched, failure) -> transport.run(exchange, () -> {
            if (course.leave(waiting)) {
                authorized(fetched, failure);
            }
        }));
    }

    private void authorized(Tokens.@Nullable Token fetched, @Nullable Throwable failure) {
        if (failure != null) {
            exchange.unauthorized(failure);
        } else {
            token = fetched;
            passage.to(Phase.BUDGET);
            askPermit();
        }
    }

    /** Lets go of the token that the upstream refused. False if there was none. */
    boolean renewToken() {
        Tokens tokens = upstream.tokensFor(hop.origin());
        Tokens.Token refused = token;
        if (tokens == null || refused == null) {
            return false;
        }
        tokens.refused(refused);
        return true;
    }

    private void askPermit() {
        clock.stop(ticker.nanoTime());
        if (trip == null) {
            Hop to = hop;
            trip = new Trip(
                    upstream.track(), () -> upstream.shown(to), ++attempts, Sightings.of(trace, upstream, to, ticker));
        }
        Demand demand = call.cost() == 1 ? Demand.ONE : Demand.ONE.cost(call.cost());
        int waiting = course.next();
        Ticket ticket = lane().acquire(again ? demand.again() : demand, this);
        if (permit == null) {
            hop.rest();
        }
        course.abandonBy(waiting, () -> {
            ticket.waitingFor().ifPresent(limit -> passage.waitedFor(Map.of(limit, Duration.ofNanos(1))));
            ticket.cancel();
        });
    }

    private Lane lane() {
        return upstream.lane(hop, call.limits());
    }

    @Override
    public void refused(BudgetException refusal) {
        exchange.refused(refusal);
    }

    @Override
    public void granted(Permit granted) {
        int reaching = course.next();
        permit = granted;
        if (course.isOver()) {
            granted.release();
            return;
        }
        passage.waitedFor(granted.waits());
        if (granted.lane() != lane() && moves++ < MOST_MOVES) {
            // While it waited, an answer to another like it has said under which limits they are.
            permit = null;
            granted.release();
            askPermit();
            return;
        }
        grantedAt = ticker.nanoTime();
        reachingStep = reaching;
        clock.beginAttempt(grantedAt);
        transport.watchDeadline(clock.next());
        if (transport.isReachable(upstream.line(), hop.origin())) {
            reached(reaching, null);
        } else {
            passage.to(Phase.DNS);
            transport.whenReachable(
                    upstream.line(), hop.origin(), why -> transport.run(exchange, () -> reached(reaching, why)));
        }
    }

    // ---- the attempt

    private void reached(int reaching, @Nullable UnknownHostException why) {
        if (!course.leave(reaching)) {
            return;
        }
        Optional<String> objection = why == null ? upstream.objection(hop) : Optional.empty();
        if (why == null && objection.isEmpty()) {
            send();
            return;
        }
        clock.endAttempt();
        release();
        long now = ticker.nanoTime();
        Trip stranded = trip();
        stranded.lands(null, passage.attempt(), now);
        if (why != null) {
            stranded.end(exchange.failed(Trouble.of(why), why, now - grantedAt, true), now);
        } else {
            exchange.barred(objection.orElseThrow());
        }
    }

    private void send() {
        Request request = upstream.request(call, hop, token, validator);
        BodyPipe pipe =
                call.streaming().isPresent() ? new BodyPipe(upstream.bounds().attempt()) : null;
        Attempt sending =
                transport.attempt(upstream.line(), request, upstream.bounds().maxBody(), pipe, passage, this);
        int step = course.next();
        flight = ticker.activity().takeOff();
        attempt = sending;
        course.abandonBy(step, () -> sending.abort(new CancellationException("the call is over")));
        sending.start();
    }

    @Override
    public void sending(int port) {
        flight.from(port);
        trip().departs(ticker.nanoTime());
        upstream.countSent();
        Permit held = permit;
        if (held != null) {
            held.sent();
            requests.sent(held.limits(), call.cost());
        }
    }

    @Override
    public void caught(Error error) {
        transport.caught(error);
    }

    @Override
    public void done(Attempt ended) {
        clock.endAttempt();
        attempt = null;
        Activity.Flight landing = flight;
        transport.run(exchange, () -> received(ended));
        landing.lands();
    }

    /** The trip of the attempt under way; a retry begins another. */
    private Trip trip() {
        return Objects.requireNonNull(trip);
    }

    private void received(Attempt ended) {
        Trip landed = trip();
        landed.lands(ended, passage.attempt(), ticker.nanoTime());
        AttemptResult result = outcome(ended);
        landed.end(result, ticker.nanoTime());
    }

    /** What came of the attempt that is over, if one is; before anybody hears of it, so that a run that ends has it in its record. */
    void record(AttemptResult result) {
        Trip under = trip;
        if (under != null) {
            under.end(result, ticker.nanoTime());
        }
    }

    private AttemptResult outcome(Attempt ended) {
        course.next();
        Throwable failure = ended.failure();
        if (failure == null && !course.isOver()) {
            return answered(ended);
        }
        if (failure != null && ended.wasSent() && !ended.metClosedConnection() && !course.isOver()) {
            troubled();
        }
        release();
        ended.release();
        if (ended.streamed() != null) {
            ended.abort(new CancellationException("the call is over"));
            trip().endOfBody(AttemptResult.FAILED, 0, ticker.nanoTime());
        }
        if (failure == null) {
            return AttemptResult.FAILED;
        }
        Trouble trouble = Trouble.of(failure);
        return exchange.failed(
                ended.metClosedConnection() ? trouble.withoutBlame() : trouble,
                failure,
                ended.totalNanos(),
                !ended.wasSent());
    }

    private AttemptResult answered(Attempt ended) {
        Answered raw = new Answered(
                ended.status(),
                ended.fields(),
                ended.body(),
                upstream.redaction().uri(hop.uri()),
                ticker.wallTime());
        Answer verdict = upstream.verdict(raw, call.limits());
        Permit held = permit;
        if (held != null) {
            held.answered(verdict, upstream.learn(hop, verdict));
            verdict.terms().cost().ifPresent(cost -> settle(held, (int) Math.min(Integer.MAX_VALUE, cost)));
            if (raw.status() == 304) {
                held.unchanged();
                requests.unchanged(held.limits());
            } else if (raw.status() >= 502 && raw.status() <= 504) {
                held.troubled();
            }
        }
        BodyPipe live = ended.streamed();
        if (live != null) {
            // The upstream is still at work on this request, so its permit is kept to the end of the body.
            permit = null;
            Trip arriving = trip();
            exchange.streamed(upstream.live(call, raw, ended, () -> {
                finish(held, live.received());
                AttemptResult result = live.isWhole() ? AttemptResult.OK : AttemptResult.FAILED;
                arriving.endOfBody(result, live.received(), ticker.nanoTime());
            }));
            return AttemptResult.OK;
        }
        if (held != null) {
            held.took(requestBytes() + ended.body().length());
        }
        release();
        return exchange.answered(ended, raw, verdict);
    }

    private void settle(Permit held, int cost) {
        held.settle(cost);
        requests.settled(held.limits(), cost - call.cost());
    }

    /** The last of a body that is read while it arrives has come, or is not wanted. */
    private void finish(@Nullable Permit held, long received) {
        if (held != null) {
            held.took(requestBytes() + received);
            held.release();
        }
    }

    private long requestBytes() {
        HttpCall.Body body = hop.body();
        return body == null ? 0 : body.content().length;
    }

    // ---- from aside

    /** The attempt has taken too long; comes on a carrier. */
    void expire() {
        Attempt sending = attempt;
        AttemptTimeout why = new AttemptTimeout(clock.allowedForAttempt());
        if (sending != null) {
            sending.abort(why);
        } else if (course.leave(reachingStep)) {
            clock.endAttempt();
            release();
            Trip stranded = trip();
            long now = ticker.nanoTime();
            stranded.lands(null, passage.attempt(), now);
            stranded.end(exchange.failed(Trouble.of(why), why, now - grantedAt, true), now);
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

    private void troubled() {
        Permit held = permit;
        if (held != null) {
            held.troubled();
        }
    }

    /** Gives the permit back, if there is one. */
    void release() {
        Permit held = permit;
        if (held != null) {
            held.release();
        }
    }
}
