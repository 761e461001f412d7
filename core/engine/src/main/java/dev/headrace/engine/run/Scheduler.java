package dev.headrace.engine.run;

import dev.headrace.engine.account.Phase;
import dev.headrace.engine.cause.Causality;
import dev.headrace.engine.cause.Trail;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.Spans;
import dev.headrace.engine.store.CommitResult;
import dev.headrace.engine.store.LeasedItem;
import dev.headrace.engine.time.RunTime;
import dev.headrace.engine.timer.RunTimer;
import dev.headrace.engine.timer.Timer;
import dev.headrace.spi.TransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Decides which item starts when, and what becomes of it. Confined to one strand of its own ({@code serial}): every event, from
 * whatever thread, is a task there, so no state here is shared.
 *
 * <p>An item is in one of these places: in the store; in its instance's {@code ready} window; delayed before another attempt;
 * under way; being committed. The window is bounded, so memory does not grow with the frontier.
 */
final class Scheduler {
    /** Items of one instance held in memory beside those under way: enough to hide the store's latency. */
    private static final int WINDOW = 256;
    /** Steps of one instance on their way into the store. More means that the store is the slower part: nothing starts. */
    private static final int COMMITTING = 64;

    private final Executor serial;
    private final WorkStore store;
    private final RunSettings settings;
    private final RunTime time;
    private final Timer timer;
    private final List<Instance> instances;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final RunAccounts accounts;
    private Trail latest;
    private boolean stopping;

    Scheduler(
            Executor serial,
            WorkStore store,
            RunTime time,
            RunSettings settings,
            Causality causality,
            List<Instance> all) {
        this.serial = serial;
        this.store = store;
        this.time = time;
        this.timer = new RunTimer(time);
        this.settings = settings;
        this.instances = List.copyOf(all);
        this.accounts = new RunAccounts(causality, time);
        this.latest = accounts.opened();
    }

    /** Completes on the scheduler's strand when every instance has ended. */
    CompletionStage<Void> ended() {
        return ended;
    }

    void start() {
        serial.execute(() -> {
            Trail opened = latest;
            instances.forEach(instance -> advance(instance, opened));
            endIfAllHave();
        });
    }

    /** Starts nothing more; see {@link #cancelAll} for what is still under way. */
    void stop() {
        serial.execute(() -> {
            stopping = true;
            Trail last = latest;
            instances.forEach(instance -> advance(instance, last));
        });
    }

    /** Ends what is under way, now. It counts as cancelled and the next run does it again. On the scheduler's strand. */
    void cancelAll(String reason) {
        instances.forEach(instance -> giveUpAll(instance, new ItemEnd.GivenUp(ItemOutcome.CANCELLED, reason)));
    }

    /**
     * Ends an instance that can no longer be helped. Its items wait for the next run, the blocking one fails. On the scheduler's
     * strand, as {@link #checkDeadlines}.
     */
    void giveUp(Instance instance, String problem) {
        if (instance.stage() == Instance.Stage.ENDED) {
            return;
        }
        instance.problem(problem);
        ItemTask guilty = instance.onStrand();
        if (guilty != null) {
            guilty.item().giveUp(new ItemEnd.GivenUp(ItemOutcome.BLOCKED, problem));
        }
        giveUpAll(instance, new ItemEnd.GivenUp(ItemOutcome.CANCELLED, problem));
        advance(instance, latest);
    }

    /**
     * Fails an item whose code holds its strand; the instance goes on when it lets go. On any thread.
     *
     * @throws java.util.concurrent.RejectedExecutionException once the run has ended
     */
    void failBlocked(ItemRun guilty, String cause) {
        serial.execute(() -> guilty.giveUp(new ItemEnd.GivenUp(ItemOutcome.BLOCKED, cause)));
    }

    private void giveUpAll(Instance instance, ItemEnd.GivenUp end) {
        // A copy: ending an item takes it out of the set.
        new ArrayList<>(instance.underWay).forEach(run -> run.giveUp(end));
        if (instance.stage() == Instance.Stage.PLANNING) {
            // The plan may never come. If it still does, its items are in the store for the next run.
            end(instance);
        }
    }

    /**
     * Fails the items that have been under way for longer than an item may be; called now and then, on the
     * scheduler's strand: another hop would be refused, with a warning, when the run ends meanwhile.
     *
     * @param waiting tells whether an instance waits for a budget: then its items may take as long as that takes
     */
    void checkDeadlines(long nowNanos, Predicate<Instance> waiting) {
        instances.stream()
                .filter(waiting.negate())
                .forEach(instance -> new ArrayList<>(instance.underWay).forEach(run -> checkDeadline(run, nowNanos)));
    }

    private void checkDeadline(ItemRun run, long nowNanos) {
        if (run.working(nowNanos).compareTo(settings.itemTimeout()) > 0) {
            run.giveUp(new ItemEnd.GivenUp(
                    ItemOutcome.FAILED,
                    "no result within %s (engine.item-timeout), waiting for budgets not counted"
                            .formatted(Spans.text(settings.itemTimeout()))));
        }
    }

    /**
     * Brings one instance as far as it can get now, and the run to its end if that was the last. Every event ends here.
     *
     * @param event what led here: what starts now could not start before it
     */
    private void advance(Instance instance, Trail event) {
        latest = event;
        if (stopping || instance.problem().isPresent()) {
            if (instance.isIdle()) {
                end(instance);
            }
        } else {
            startReady(instance, event);
            lease(instance, event);
            if (instance.isDrained()) {
                nextStage(instance, event);
            }
        }
        instance.show();
    }

    private void nextStage(Instance instance, Trail event) {
        switch (instance.stage()) {
            case CATCHING_UP -> plan(instance, event);
            case COLLECTING -> end(instance);
            case PLANNING, ENDED -> {}
        }
    }

    private void plan(Instance instance, Trail event) {
        if (!instance.mayPlan) {
            end(instance);
            return;
        }
        instance.stage(Instance.Stage.PLANNING);
        // Read again: what was caught up with may have completed scopes.
        store.cursors(
                instance,
                cursors -> serial.execute(() -> {
                    instance.cursors(cursors);
                    Trail known = accounts.planning(instance, event);
                    store.plan(
                            instance,
                            space(instance),
                            result -> planned(instance, known, planned -> take(instance, result, planned)),
                            failure -> planned(
                                    instance,
                                    known,
                                    planned ->
                                            instance.problem("it could not say what to collect: " + failure.text())));
                }));
    }

    /** On any thread. */
    private void planned(Instance instance, Trail known, Consumer<Trail> taken) {
        serial.execute(() -> {
            if (instance.stage() == Instance.Stage.PLANNING) {
                instance.stage(Instance.Stage.COLLECTING);
                Trail planned = accounts.planned(instance, known);
                taken.accept(planned);
                advance(instance, planned);
            }
        });
    }

    private void startReady(Instance instance, Trail event) {
        while (instance.underWay.size() < instance.concurrency() && instance.committing < COMMITTING) {
            Turn turn = instance.ready.pollFirst();
            if (turn == null) {
                return;
            }
            ItemRun run = new ItemRun(instance, turn, time, this::itemEnded);
            instance.underWay.add(run);
            run.start(accounts.started(run, event));
        }
    }

    private void lease(Instance instance, Trail event) {
        int room = space(instance);
        if (instance.stored() == 0 || instance.leasing || room < WINDOW / 2) {
            return;
        }
        instance.leasing = true;
        store.lease(
                instance,
                room,
                items -> serial.execute(() -> {
                    instance.leasing = false;
                    instance.stored(instance.stored() - items.size());
                    Trail leased = accounts.leased(instance, event);
                    for (LeasedItem item : items) {
                        Trail origin = instance.origins.leased();
                        instance.ready.addLast(Turn.of(item, origin == null ? leased : origin, time::nanoTime));
                    }
                    advance(instance, leased);
                }));
    }

    private static int space(Instance instance) {
        return Math.max(0, WINDOW - instance.ready.size() - instance.delayed - instance.promised);
    }

    /** On any thread. */
    private void itemEnded(ItemRun run, ItemEnd end) {
        serial.execute(() -> settle(run, end));
    }

    private void settle(ItemRun run, ItemEnd end) {
        Instance instance = run.instance();
        instance.underWay.remove(run);
        Trail ended = accounts.ended(run);
        if (end instanceof ItemEnd.Failed failed && mayTryAgain(run, failed.cause())) {
            tryAgainLater(run, failed.cause(), ended);
        } else {
            commit(run, end, ended);
        }
        advance(instance, ended);
    }

    private void commit(ItemRun run, ItemEnd end, Trail ended) {
        Instance instance = run.instance();
        int room = Math.min(space(instance), WINDOW / 4);
        instance.promised += room;
        instance.committing++;
        store.commit(
                run,
                end,
                room,
                result -> serial.execute(() -> {
                    Trail over = accounts.over(run, end, ended);
                    instance.promised -= room;
                    instance.committing--;
                    take(instance, result, over);
                    advance(instance, over);
                }));
    }

    private void take(Instance instance, CommitResult result, Trail from) {
        // Newest first, the first follow-up before the others: depth-first keeps the frontier small.
        List<LeasedItem> leased = result.leased();
        ListIterator<LeasedItem> backwards = leased.listIterator(leased.size());
        while (backwards.hasPrevious()) {
            instance.ready.addFirst(Turn.of(backwards.previous(), from, time::nanoTime));
        }
        instance.origins.queued(from, result.queued());
        instance.take(result);
    }

    private boolean mayTryAgain(ItemRun run, Throwable cause) {
        return !stopping
                && Failure.unwrap(cause) instanceof TransientException
                && run.leased().attempt() < settings.attempts();
    }

    private void tryAgainLater(ItemRun run, Throwable cause, Trail ended) {
        Instance instance = run.instance();
        Duration wait = Backoff.before(run.leased().attempt() + 1, Failure.unwrap(cause));
        run.turn().way().to(Phase.RETRY_WAIT);
        instance.delayed++;
        timer.after(wait, serial, () -> {
            instance.delayed--;
            Trail waited = accounts.waited(run, ended);
            instance.ready.addFirst(run.turn().again(waited));
            advance(instance, waited);
        });
    }

    /** What the run came to. Once it has ended; on any thread then. */
    Causality.Conclusion conclude(long nowNanos) {
        return accounts.conclude(latest, nowNanos);
    }

    private void end(Instance instance) {
        if (instance.stage() != Instance.Stage.ENDED) {
            instance.end(time.nanoTime());
            endIfAllHave();
        }
    }

    private void endIfAllHave() {
        if (instances.stream().allMatch(instance -> instance.stage() == Instance.Stage.ENDED)) {
            ended.complete(null);
        }
    }
}
