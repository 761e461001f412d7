package dev.headrace.spi.async;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A gather under way: one serial loop on the executor that pulls inputs, tells outcomes, gives up what is late, and
 * knows the end. Other threads only leave a completed item in the inbox, a request to stop, or a ring of the alarm, and
 * wake the loop; all else here is confined to it. No lock is held anywhere.
 */
final class GatherRun<I extends @Nullable Object, O extends @Nullable Object, R> implements Gather.Handle<R> {
    private final Inputs<I> inputs;
    private final Gather.Mapper<? super I, O> mapper;
    private final Terms<I> terms;
    private final Function<Summary, R> ending;
    private final CompletableFuture<R> result = new CompletableFuture<>();

    private final SerialLoop loop;
    private final TimeLimits limits;
    private final Inbox<Slot<I, O>> inbox = new Inbox<>();
    private final AtomicReference<@Nullable StopRequest> requested = new AtomicReference<>();

    private final LateValues lateValues;
    private final Delivery<I, O> delivery;
    private final Set<Slot<I, O>> underWay = new LinkedHashSet<>();
    private Cancellation.@Nullable Registration registration;
    private @Nullable StopRequest stopped;
    private @Nullable Throwable problem;
    private boolean obeyed;
    private boolean ended;

    GatherRun(
            Inputs<I> inputs,
            Gather.Mapper<? super I, O> mapper,
            Terms<I> terms,
            Consumer<? super Outcome<I, O>> sink,
            Function<Summary, R> ending) {
        this.inputs = inputs;
        this.mapper = mapper;
        this.terms = terms;
        this.ending = ending;
        this.loop = new SerialLoop(terms.executor(), this::pass, this::executorRefused);
        this.limits = new TimeLimits(terms.timing(), loop::wake, this::timerRefused);
        this.lateValues = new LateValues(terms.executor(), terms.lateValues());
        this.delivery = new Delivery<>(sink, terms, lateValues);
    }

    // ---- any thread

    void wake() {
        loop.wake();
    }

    @Override
    public CompletionStage<R> result() {
        return result.minimalCompletionStage();
    }

    @Override
    public void cancel(String reason) {
        request(StopRequest.cancelled(Objects.requireNonNull(reason, "reason is null")));
    }

    /** From an item's stage: hands the item to the loop. */
    void completed(Slot<I, O> slot) {
        inbox.add(slot);
        loop.wake();
    }

    /** From an item whose pause ended. */
    void lookAtClocks() {
        limits.ring();
    }

    CompletionStage<? extends O> map(I input, Gather.Item item) throws Exception {
        return mapper.apply(input, item);
    }

    private void request(StopRequest request) {
        if (requested.compareAndSet(null, request)) {
            loop.wake();
        }
    }

    private void executorRefused(Throwable refusal) {
        requested.compareAndSet(null, StopRequest.broken(Stop.CANCELLED, "the executor took no more: ", refusal));
    }

    private void timerRefused(Throwable refusal) {
        request(StopRequest.broken(Stop.CANCELLED, "the scheduler took no more: ", refusal));
    }

    // ---- the loop

    private void pass() {
        if (ended) {
            return;
        }
        try {
            work();
        } catch (Throwable thrown) {
            // Nothing of the caller's gets here: this is want of memory or a fault of this class, and must not hang.
            breakOff(thrown);
        }
    }

    private void breakOff(Throwable thrown) {
        try {
            underWay.forEach(slot -> slot.giveUp("the gather broke off: " + Described.cause(thrown)));
        } finally {
            end(() -> result.completeExceptionally(thrown));
        }
    }

    private void work() {
        if (registration == null) {
            open();
        }
        Slot<I, O> completed;
        do {
            obey();
            startMore();
            completed = inbox.poll();
            if (completed != null) {
                settle(completed, completed.outcome());
            }
        } while (completed != null);
        if (underWay.isEmpty() && inputs.over()) {
            end(this::complete);
        }
    }

    private void open() {
        Cancellation parent = terms.parent();
        registration = parent.onCancel(() -> cancel(parent.reason().orElse("cancelled")));
        limits.open();
    }

    private void obey() {
        StopRequest request = requested.get();
        if (request != null && !obeyed) {
            obeyed = true;
            stop(request);
        }
        if (limits.rang()) {
            giveUpWhatIsDue();
        }
    }

    // ---- inputs

    private void startMore() {
        while (mayStart() && pull()) {
            // pull() does the work
        }
        if (stopped != null && !inputs.over()) {
            listTheRest(stopped.reason());
        }
    }

    private boolean mayStart() {
        return stopped == null && requested.get() == null && underWay.size() < terms.concurrency();
    }

    private boolean pull() {
        I input;
        try {
            if (!inputs.hasNext()) {
                return false;
            }
            input = inputs.next();
        } catch (Throwable thrown) {
            inputFailed(thrown);
            return false;
        }
        start(input);
        return true;
    }

    private void start(I input) {
        ItemClock clock = new ItemClock(terms.timing().clock());
        Slot<I, O> slot = new Slot<>(this, inputs.pulled() - 1, input, lateValues, clock);
        underWay.add(slot);
        limits.itemStarted();
        if (requested.get() == null) {
            callMapper(slot);
        }
    }

    private void callMapper(Slot<I, O> slot) {
        try {
            terms.executor().execute(slot);
        } catch (RuntimeException | Error refusal) {
            request(StopRequest.broken(Stop.CANCELLED, "the executor took no more: ", refusal));
        }
    }

    private void listTheRest(String reason) {
        try {
            while (inputs.listable() && inputs.hasNext()) {
                I input = inputs.next();
                deliver(new Outcome.NotStarted<>(inputs.pulled() - 1, input, reason));
            }
        } catch (Throwable thrown) {
            inputFailed(thrown);
        }
        inputs.abandon();
    }

    private void inputFailed(Throwable thrown) {
        inputs.abandon();
        delivery.noteFatal(thrown);
        stop(StopRequest.broken(Stop.INPUT_FAILED, "the inputs failed: ", thrown));
    }

    // ---- outcomes

    private void settle(Slot<I, O> slot, Outcome<I, O> outcome) {
        underWay.remove(slot);
        slot.release();
        deliver(outcome);
    }

    private void deliver(Outcome<I, O> outcome) {
        StopRequest reason = delivery.deliver(outcome, stopped != null);
        if (reason != null) {
            stop(reason);
        }
    }

    // ---- the end

    /** Starts nothing more. A later reason may still cancel what an earlier one let drain. */
    private void stop(StopRequest reason) {
        if (stopped == null) {
            stopped = reason;
        }
        if (problem == null) {
            problem = reason.problem();
        }
        for (Slot<I, O> slot : List.copyOf(underWay)) {
            giveUp(slot, reason);
        }
    }

    private void giveUp(Slot<I, O> slot, StopRequest reason) {
        if (slot.skip()) {
            settle(slot, new Outcome.NotStarted<>(slot.index(), slot.input(), reason.reason()));
        } else if (reason.cancelInFlight() && slot.giveUp(reason.reason())) {
            settle(slot, new Outcome.Cancelled<>(slot.index(), slot.input(), reason.reason()));
        }
    }

    private void giveUpWhatIsDue() {
        if (limits.deadlinePassed()) {
            stop(new StopRequest(
                    Stop.DEADLINE, "the deadline of " + terms.timing().deadline() + " passed", true, null));
            return;
        }
        for (Slot<I, O> slot : List.copyOf(underWay)) {
            if (limits.timedOut(slot.clock())) {
                giveUpLate(slot);
            }
        }
    }

    private void giveUpLate(Slot<I, O> slot) {
        String message = "no result for %s within %s"
                .formatted(Described.input(slot.input()), terms.timing().itemTimeout());
        if (slot.giveUp(message)) {
            settle(slot, new Outcome.Failure<>(slot.index(), slot.input(), new TimeoutException(message)));
        }
    }

    private void end(Runnable completion) {
        ended = true;
        limits.close();
        if (registration != null) {
            registration.remove();
        }
        completion.run();
    }

    private void complete() {
        Throwable fatal = delivery.fatal();
        if (fatal != null) {
            result.completeExceptionally(fatal);
            return;
        }
        try {
            result.complete(ending.apply(delivery.summary(reason(), problem)));
        } catch (Throwable thrown) {
            result.completeExceptionally(thrown);
        }
    }

    /** A deadline or a cancellation that cut nothing off, because all was done by then, is not why it ended. */
    private Stop reason() {
        if (stopped == null) {
            return Stop.EXHAUSTED;
        }
        boolean tooLateToMatter = stopped.stop() == Stop.DEADLINE || stopped.stop() == Stop.CANCELLED;
        boolean nothingCut = inputs.exhausted() && delivery.nothingCut() && problem == null;
        return tooLateToMatter && nothingCut ? Stop.EXHAUSTED : stopped.stop();
    }
}
