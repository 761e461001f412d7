package dev.headrace.engine.run;

import dev.headrace.engine.account.ItemTime;
import dev.headrace.engine.account.Passage;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.account.RequestCounts;
import dev.headrace.engine.blocking.BlockingCall;
import dev.headrace.engine.http.ItemExchange;
import dev.headrace.engine.http.Validator;
import dev.headrace.engine.http.Validators;
import dev.headrace.engine.observe.ItemSeen;
import dev.headrace.engine.observe.ItemTrace;
import dev.headrace.engine.observe.RunTrace;
import dev.headrace.engine.stage.StageScope;
import dev.headrace.engine.store.LeasedItem;
import dev.headrace.engine.time.RunTime;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.Http;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import dev.headrace.spi.async.Cancellation;
import dev.headrace.spi.async.CancellationSource;
import dev.headrace.spi.async.Gather;
import dev.headrace.spi.async.Gathered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one item. Its code runs on the strand of its connector; it ends once, by its result or because the scheduler
 * gave it up, whichever comes first, and what comes later is dropped.
 */
final class ItemRun implements StepContext, Executor, Validators {
    private final Instance instance;
    private final Turn turn;
    private final RequestCounts requests = new RequestCounts();
    private final StageScope stages;
    private final CancellationSource cancellation = new CancellationSource();
    private final AtomicReference<@Nullable ItemListener> listener;
    private final long startedNanos;
    private final long waitedBefore;
    private final Instant now;
    private final RunTime clock;
    private final ItemTrace trace;
    // Confined to the connector's strand until the item has ended; the end hands them over.
    private final List<dev.headrace.engine.store.Validators> seen = new ArrayList<>();
    private @Nullable Http http;
    // Confined to the scheduler's strand.
    private @Nullable Departure departure;
    // Written before the store is asked.
    private volatile boolean failed;

    ItemRun(Instance instance, Turn turn, RunTime time, ItemListener listener) {
        this.instance = instance;
        this.turn = turn;
        this.stages = new StageScope(this, instance.dropped().lines());
        this.startedNanos = time.nanoTime();
        this.waitedBefore = turn.time().nanosIn(Phase.BUDGET);
        this.now = time.wallTime();
        this.listener = new AtomicReference<>(listener);
        this.clock = time;
        this.trace = instance.trace() == RunTrace.NONE
                ? ItemTrace.NONE
                : instance.trace().item(sighting());
    }

    private ItemSeen sighting() {
        WorkItem item = leased().item();
        return new ItemSeen(
                instance.name(), item.kind(), () -> instance.dropped().hide(item.toString()), leased().attempt(), now);
    }

    /** @param from where it starts from, for the accounts */
    void start(Departure from) {
        departure = from;
        execute(this::collect);
    }

    Departure departure() {
        return Objects.requireNonNull(departure, "the item has not started");
    }

    /** Whether its step could not be taken. */
    boolean hasFailed() {
        return failed;
    }

    void fails() {
        failed = true;
    }

    LeasedItem leased() {
        return turn.leased();
    }

    Turn turn() {
        return turn;
    }

    Instance instance() {
        return instance;
    }

    ItemTime time() {
        return turn.time();
    }

    /** What the item has sent in this attempt. */
    RequestCounts requests() {
        return requests;
    }

    /** How long this attempt has been under way, waiting for budgets not counted. */
    Duration working(long nowNanos) {
        return Duration.ofNanos(nowNanos - startedNanos - (time().nanosIn(Phase.BUDGET) - waitedBefore));
    }

    /** Ends the item from outside; called on the scheduler's strand. Does nothing if it has ended already. */
    void giveUp(ItemEnd.GivenUp end) {
        if (end(end)) {
            // After the end is claimed, so that what the cancellation sets loose cannot end the item in another way.
            cancellation.cancel(end.cause());
        }
    }

    private void collect() {
        CompletionStage<Step> stage;
        try {
            stage = instance.connector().collect(leased().item(), this);
        } catch (Throwable failure) {
            fail(failure);
            return;
        }
        if (stage == null) {
            fail(new NullPointerException(
                    "collect returned null instead of a stage for %s; where there is nothing to collect, return a stage of Step.empty()"
                            .formatted(leased().item())));
            return;
        }
        stage.whenComplete((step, failure) -> {
            if (failure != null) {
                fail(failure);
            } else if (step == null) {
                fail(new NullPointerException(
                        "the stage of collect gave null instead of a step for %s; where there is nothing to collect, give Step.empty()"
                                .formatted(leased().item())));
            } else {
                settle(new ItemEnd.Collected(step));
            }
        });
    }

    private void fail(Throwable failure) {
        settle(new ItemEnd.Failed(failure));
    }

    /**
     * Ends the item at once if nothing was dropped, else behind what its strand still has to do: the stage that ends the item
     * may be the first of several that complete now, and the others should be told as they are.
     */
    private void settle(ItemEnd end) {
        if (stages.isClean()) {
            end(end);
            return;
        }
        try {
            instance.strand().execute(() -> end(end));
        } catch (RejectedExecutionException closed) {
            end(end);
        }
    }

    private boolean end(ItemEnd end) {
        ItemListener waiting = listener.getAndSet(null);
        if (waiting != null) {
            turn.way().to(Phase.COMMIT);
            if (trace != ItemTrace.NONE) {
                trace.ends(ending(end));
            }
            instance.dropped().add(leased().item(), end, stages.end());
            waiting.ended(this, end);
        }
        return waiting != null;
    }

    private ItemTrace.ItemEnding ending(ItemEnd end) {
        Instant at = clock.wallTime();
        if (end instanceof ItemEnd.Collected collected) {
            return new ItemTrace.ItemEnding(
                    ItemTrace.Outcome.SUCCEEDED, collected.step().records().size(), "", at);
        }
        if (end instanceof ItemEnd.GivenUp givenUp) {
            return new ItemTrace.ItemEnding(ItemTrace.Outcome.GIVEN_UP, 0, givenUp.cause(), at);
        }
        Throwable cause = Failure.unwrap(((ItemEnd.Failed) end).cause());
        return new ItemTrace.ItemEnding(
                ItemTrace.Outcome.FAILED, 0, instance.dropped().hide(String.valueOf(cause.getMessage())), at);
    }

    /** The strand as this item sees it: whatever is run for the item is measured as the item's. */
    @Override
    public void execute(Runnable action) {
        instance.strand().execute(new ItemTask(this, action));
    }

    @Override
    public Http http() {
        Http made = http;
        if (made == null) {
            Http direct =
                    instance.upstream().forItem(new ItemExchange(this, cancellation(), time(), requests, this, trace));
            made = call -> stages.track(call, direct.send(call));
            http = made;
        }
        return made;
    }

    @Override
    public Optional<Validator> find(String address) {
        return Optional.ofNullable(instance.validators().get(address))
                .map(left -> new Validator(left.etag(), left.lastModified()));
    }

    @Override
    public void captured(String address, Validator validator) {
        seen.add(new dev.headrace.engine.store.Validators(address, validator.etag(), validator.lastModified()));
    }

    /** What the item's requests saw. After the end of the item. */
    List<dev.headrace.engine.store.Validators> seen() {
        return List.copyOf(seen);
    }

    @Override
    public Cancellation cancellation() {
        return cancellation.cancellation();
    }

    @Override
    public int attempt() {
        return leased().attempt();
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Cursors cursors() {
        return instance.cursors();
    }

    @Override
    public <T> CompletionStage<T> blocking(Callable<T> work) {
        Passage passage = time().begin(Phase.OFFLOADED);
        BlockingCall<T> call = instance.blocking().call(work, this);
        Cancellation.Registration registration = cancellation().onCancel(call::cancel);
        return stages.track("blocking work", call.result().whenComplete((value, failure) -> {
            registration.remove();
            passage.end();
        }));
    }

    @Override
    public <I, O> CompletionStage<Gathered<I, O>> gather(
            Collection<? extends I> inputs, int concurrency, Function<? super I, ? extends CompletionStage<O>> mapper) {
        return stages.track(
                "a gather",
                Gather.<I>over(inputs)
                        .concurrency(concurrency)
                        .executor(this)
                        .cancelledBy(cancellation())
                        .<O>toList((input, item) -> mapper.apply(input))
                        .result());
    }
}
