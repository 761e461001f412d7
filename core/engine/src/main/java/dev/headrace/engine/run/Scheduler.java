package dev.headrace.engine.run;

import dev.headrace.engine.account.Phase;
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
    private boolean stopping;

    Scheduler(Executor serial, WorkStore store, RunTime time, RunSettings settings, List<Instance> all) {
        this.serial = serial;
        this.store = store;
        this.time = time;
        this.timer = new RunTimer(time);
        this.settings = settings;
        this.instances = List.copyOf(all);
    }

    /** Completes on the scheduler's strand when every instance has ended. */
    CompletionStage<Void> ended() {
        return ended;
    }

    void start() {
        serial.execute(() -> {
            instances.forEach(this::advance);
            endIfAllHave();
        });
    }

    /** Starts nothing more; see {@link #cancelAll} for what is still under way. */
    void stop() {
        serial.execute(() -> {
            stopping = true;
            instances.forEach(this::advance);
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
        advance(instance);
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

    /** Brings one instance as far as it can get now, and the run to its end if that was the last. Every event ends here. */
    private void advance(Instance instance) {
        if (stopping || instance.problem().isPresent()) {
            if (instance.isIdle()) {
                end(instance);
            }
        } else {
            startReady(instance);
            lease(instance);
            if (instance.isDrained()) {
                nextStage(instance);
            }
        }
        instance.show();
    }

    private void nextStage(Instance instance) {
        switch (instance.stage()) {
            case CATCHING_UP -> plan(instance);
            case COLLECTING -> end(instance);
            case PLANNING, ENDED -> {}
        }
    }

    private void plan(Instance instance) {
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
                    store.plan(
                            instance,
                            space(instance),
                            result -> planned(instance, () -> take(instance, result)),
                            failure -> planned(
                                    instance,
                                    () -> instance.problem("it could not say what to collect: " + failure.text())));
                }));
    }

    /** On any thread. */
    private void planned(Instance instance, Runnable taken) {
        serial.execute(() -> {
            if (instance.stage() == Instance.Stage.PLANNING) {
                instance.stage(Instance.Stage.COLLECTING);
                taken.run();
                advance(instance);
            }
        });
    }

    private void startReady(Instance instance) {
        while (instance.underWay.size() < instance.concurrency() && instance.committing < COMMITTING) {
            Turn turn = instance.ready.pollFirst();
            if (turn == null) {
                return;
            }
            ItemRun run = new ItemRun(instance, turn, time, this::itemEnded);
            instance.underWay.add(run);
            run.start();
        }
    }

    private void lease(Instance instance) {
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
                    items.forEach(item -> instance.ready.addLast(Turn.of(item, time::nanoTime)));
                    advance(instance);
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
        if (end instanceof ItemEnd.Failed failed && mayTryAgain(run, failed.cause())) {
            tryAgainLater(run, failed.cause());
        } else {
            commit(run, end);
        }
        advance(instance);
    }

    private void commit(ItemRun run, ItemEnd end) {
        Instance instance = run.instance();
        int room = Math.min(space(instance), WINDOW / 4);
        instance.promised += room;
        instance.committing++;
        store.commit(
                run,
                end,
                room,
                result -> serial.execute(() -> {
                    over(run);
                    instance.promised -= room;
                    instance.committing--;
                    take(instance, result);
                    advance(instance);
                }));
    }

    /** The store has answered to the end of an item. */
    private static void over(ItemRun run) {
        run.time().close();
        run.instance().account().add(run.time());
    }

    private void take(Instance instance, CommitResult result) {
        // Newest first, the first follow-up before the others: depth-first keeps the frontier small.
        List<LeasedItem> leased = result.leased();
        ListIterator<LeasedItem> backwards = leased.listIterator(leased.size());
        while (backwards.hasPrevious()) {
            instance.ready.addFirst(Turn.of(backwards.previous(), time::nanoTime));
        }
        instance.take(result);
    }

    private boolean mayTryAgain(ItemRun run, Throwable cause) {
        return !stopping
                && Failure.unwrap(cause) instanceof TransientException
                && run.leased().attempt() < settings.attempts();
    }

    private void tryAgainLater(ItemRun run, Throwable cause) {
        Instance instance = run.instance();
        Turn again = run.turn().again();
        Duration wait = Backoff.before(again.leased().attempt(), Failure.unwrap(cause));
        again.way().to(Phase.RETRY_WAIT);
        instance.delayed++;
        timer.after(wait, serial, () -> {
            instance.delayed--;
            again.way().to(Phase.QUEUE);
            instance.ready.addFirst(again);
            advance(instance);
        });
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
