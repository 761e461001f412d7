package dev.headrace.engine.http;

import dev.headrace.engine.account.AttemptTimes;
import dev.headrace.engine.account.Passage;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.budget.Answer;
import dev.headrace.engine.budget.BudgetException;
import dev.headrace.engine.budget.Ticker;
import dev.headrace.engine.record.AttemptResult;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.async.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One call from its start to its reply: what an answer or a failure leads to, another attempt or the end. Begins on the strand and
 * goes on on the carriers, one step at a time, so its fields need no lock; whoever ends it first does so, from any thread.
 */
final class Exchange {
    private final Upstream upstream;
    private final HttpTransport transport;
    private final Ticker ticker;
    private final HttpCall call;
    private final ItemExchange item;
    private final CompletableFuture<HttpReply> result = new CompletableFuture<>();
    private final Course course = new Course();
    private final Tries tries;
    private final CallClock clock;
    private final Reading reading;
    private final Passage passage;
    private final Sending sending;

    private volatile Hop hop;
    private boolean tokenRenewed;
    private volatile Cancellation.@Nullable Registration registration;

    Exchange(Upstream upstream, HttpCall call, ItemExchange item, Hop first) {
        this.upstream = upstream;
        this.transport = upstream.transport();
        this.ticker = transport.ticker();
        this.call = call;
        this.item = item;
        this.hop = first;
        ExchangeBounds bounds = upstream.bounds();
        this.tries = new Tries(bounds, upstream.retries(first.origin()));
        this.clock = new CallClock(bounds, call.timeout().orElse(bounds.call()));
        this.reading = Reading.of(upstream, call, item.validators());
        this.passage = item.time().beginCall();
        this.sending = new Sending(this, upstream, call, item, passage, course, clock);
    }

    CompletableFuture<HttpReply> result() {
        return result;
    }

    /** Where the time of the attempt under way, or of the last one, went so far. */
    AttemptTimes times() {
        return passage.attempt();
    }

    /** Where the call goes now. */
    Hop hop() {
        return hop;
    }

    void begin() {
        if (!transport.admit(this)) {
            close();
            return;
        }
        registration = item.cancellation().onCancel(this::cancelled);
        if (course.isOver()) {
            forget();
        } else {
            send();
        }
    }

    private void send() {
        LiveBody parked = call.streaming().isPresent() ? bodies().take(upstream, call) : null;
        if (parked != null) {
            streamed(parked);
            return;
        }
        sending.begin(reading.validator(), tries.throttles() > 0);
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

    /** A defect of our own: the call fails, nothing else. */
    void broken(Throwable defect) {
        fail(upstream.failures().defect(hop, defect));
    }

    /** Whether it has a deadline at the moment; not while it waits for a budget. */
    boolean hasDeadline() {
        return clock.isRunning();
    }

    /** The first of its deadlines; {@link CallClock#NONE} while it has none. */
    long deadline() {
        return clock.next();
    }

    /** One of the deadlines has passed; comes on a carrier. */
    void expire(long now) {
        if (clock.isCallLate(now)) {
            fail(upstream.failures().late(hop, clock.allowedForCall(), tries.history()));
        } else if (clock.isAttemptLate(now)) {
            sending.expire();
        }
    }

    void lost(Reactor dead) {
        sending.lost(dead);
    }

    // ---- not sent

    void unauthorized(Throwable why) {
        fail(upstream.failures().token(hop, why, tries.history()));
    }

    /** Where it leads must not be reached. */
    void barred(String why) {
        fail(upstream.failures().barred(hop, why, tries.history()));
    }

    void refused(BudgetException refusal) {
        fail(upstream.failures().budget(hop, refusal, tries.history()));
    }

    // ---- answered; the permit and the connection are given back

    AttemptResult answered(Attempt ended, Answered raw, Answer verdict) {
        boolean disguised = verdict.throttled() && raw.status() < 400;
        if (call.accepts(raw.status()) && !disguised) {
            return accept(ended, raw);
        }
        ended.release();
        if (verdict.throttled()) {
            upstream.countThrottled();
            throttled(upstream.readable(raw), ended.totalNanos());
            return AttemptResult.THROTTLED;
        } else if (raw.status() == 401 && !tokenRenewed && sending.renewToken()) {
            tokenRenewed = true;
            send();
            return AttemptResult.RETRIED;
        } else if (Redirects.isRedirect(raw.status())) {
            return redirect(raw);
        }
        return refusedByStatus(upstream.readable(raw), ended.totalNanos());
    }

    private AttemptResult redirect(Answered raw) {
        try {
            String location = raw.fields().first("Location").orElse("");
            hop = Redirects.follow(hop, raw.status(), location, call.isRepeatable(), upstream.redaction());
            tries.leadTo(upstream.retries(hop.origin()));
        } catch (IllegalArgumentException notFollowed) {
            fail(upstream.failures().redirect(hop, raw, String.valueOf(notFollowed.getMessage()), tries.history()));
            return AttemptResult.FAILED;
        }
        send();
        return AttemptResult.OK;
    }

    private void throttled(Answered answer, long took) {
        tries.add("throttled with " + answer.status(), took);
        // 503 alone leaves open whether the request was acted upon.
        boolean repeatable = upstream.mayRepeat(call) || answer.status() != 503;
        if (tries.throttledAgain() && repeatable) {
            send();
        } else {
            fail(upstream.failures().throttled(hop, answer, tries.throttles(), tries.history()));
        }
    }

    private AttemptResult refusedByStatus(Answered answer, long took) {
        tries.add(String.valueOf(answer.status()), took);
        boolean mayPass = Upstream.mayPass(answer.status());
        if (mayPass && upstream.mayRepeat(call) && again()) {
            return AttemptResult.RETRIED;
        }
        fail(upstream.failures().status(hop, answer, mayPass, tries));
        return AttemptResult.FAILED;
    }

    // ---- not answered

    AttemptResult failed(Trouble trouble, Throwable cause, long tookNanos, boolean unsent) {
        if (course.isOver()) {
            return AttemptResult.FAILED;
        }
        tries.add(trouble.text(), tookNanos);
        boolean repeatable = unsent || trouble.unsent() || upstream.mayRepeat(call);
        if (trouble.atOnce() && repeatable && tries.replay()) {
            send();
            return AttemptResult.RETRIED;
        }
        if (trouble.transientFault() && repeatable && again()) {
            return AttemptResult.RETRIED;
        }
        fail(upstream.failures().trouble(hop, trouble, tries, cause));
        return AttemptResult.FAILED;
    }

    /** Waits and begins again, if there are time and attempts left. */
    private boolean again() {
        long since = ticker.nanoTime();
        Duration wait = tries.failed();
        if (!clock.allows(wait, since) || !tries.retry()) {
            return false;
        }
        int waiting = course.next();
        passage.to(Phase.RETRY_WAIT);
        Ticker.Alarm alarm = ticker.schedule(wait, () -> transport.run(this, () -> goOn(waiting)));
        course.abandonBy(waiting, alarm::cancel);
        return true;
    }

    private void goOn(int waiting) {
        if (course.leave(waiting)) {
            send();
        }
    }

    // ---- a body that is read while it arrives

    private LiveBodies bodies() {
        return transport.bodies();
    }

    /** Reads the next batch where reading may block; from the head on only silence ends a body, not its length. */
    void streamed(LiveBody body) {
        long since = ticker.nanoTime();
        clock.stop(since);
        passage.to(Phase.BODY);
        int batch = course.next();
        course.abandonBy(batch, () -> bodies().drop(body));
        bodies().read(
                        body,
                        (records, failure) -> transport.run(this, () -> {
                            if (course.leave(batch)) {
                                long took = ticker.nanoTime() - since;
                                read(body, records, failure, took);
                            } else {
                                bodies().drop(body);
                            }
                        }));
    }

    private void read(LiveBody body, LiveBody.@Nullable Batch batch, @Nullable Throwable failure, long took) {
        if (batch != null) {
            deliver(body, batch);
            return;
        }
        bodies().drop(body);
        Throwable cause = LiveBody.cause(Objects.requireNonNull(failure));
        if (cause instanceof IOException || cause instanceof AttemptTimeout) {
            failed(Trouble.of(cause), cause, took, false);
        } else {
            fail(upstream.failures().malformed(hop, body.head(), cause, tries.history()));
        }
    }

    private void deliver(LiveBody body, LiveBody.Batch batch) {
        Reply reply =
                new Reply(body.head(), new Reply.Tree.Decoded(batch.records()), upstream.redaction(), batch.rest());
        tries.succeeded();
        if (batch.rest().isEmpty()) {
            bodies().drop(body);
        } else {
            bodies().park(upstream, call, batch.rest(), body);
        }
        conclude(() -> {
            reading.capture(reply);
            result.complete(reply);
        });
    }

    // ---- the end

    private AttemptResult accept(Attempt ended, Answered raw) {
        Reply reply;
        try {
            reply = reading.read(hop, raw, tries.history());
        } catch (IOException broken) {
            ended.release();
            return failed(Trouble.of(broken), broken, ended.totalNanos(), false);
        } catch (HttpFailure malformed) {
            ended.release();
            fail(malformed);
            return AttemptResult.FAILED;
        }
        ended.retain(reply.size());
        tries.succeeded();
        AttemptResult good = raw.status() == 304 ? AttemptResult.UNCHANGED : AttemptResult.OK;
        sending.record(good);
        boolean mine = conclude(() -> {
            reading.capture(reply);
            result.complete(reply);
            ended.release();
        });
        if (!mine) {
            ended.release();
        }
        return good;
    }

    private void fail(HttpFailure failure) {
        sending.record(failure.kind() == HttpFailure.Kind.THROTTLED ? AttemptResult.THROTTLED : AttemptResult.FAILED);
        conclude(() -> result.completeExceptionally(failure));
    }

    /** Stops what is under way, then tells the strand. False if the call had ended. */
    private boolean conclude(Runnable completion) {
        if (!course.end()) {
            return false;
        }
        forget();
        sending.release();
        transport.onStrand(item.strand(), completion);
        passage.end();
        return true;
    }

    private void forget() {
        transport.forget(this);
        Cancellation.Registration registered = registration;
        if (registered != null) {
            registered.remove();
        }
    }
}
