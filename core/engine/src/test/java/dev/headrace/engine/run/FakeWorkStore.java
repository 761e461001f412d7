package dev.headrace.engine.run;

import dev.headrace.engine.store.CommitResult;
import dev.headrace.engine.store.LeasedItem;
import dev.headrace.spi.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * A store in memory that knows every answer at once and gives none: the test gives them, in the order that it wants. Asked on the
 * scheduler's strand, which its state is confined to; the answers may be taken by another thread.
 */
final class FakeWorkStore implements WorkStore {
    /** Stands among the answers for the end of the run. */
    static final Answer END = new Answer("end", () -> {});

    private static final long PATIENCE_SECONDS = 60;

    /**
     * What is to be told.
     *
     * @param what for example {@code lease} or {@code commit item{n=3}}
     */
    record Answer(String what, Runnable give) {}

    final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    final Queue<String> committed = new ConcurrentLinkedQueue<>();
    final AtomicInteger asked = new AtomicInteger();
    volatile boolean planFails;

    private final Deque<LeasedItem> queued = new ArrayDeque<>();
    private final Set<String> met = new HashSet<>();
    private long lastId;

    @Override
    public void lease(Instance instance, int most, Consumer<List<LeasedItem>> done) {
        List<LeasedItem> given = new ArrayList<>();
        while (given.size() < most && !queued.isEmpty()) {
            given.add(queued.removeFirst());
        }
        answer("lease", () -> done.accept(given));
    }

    @Override
    public void cursors(Instance instance, Consumer<Map<String, String>> done) {
        answer("cursors", () -> done.accept(Map.of()));
    }

    @Override
    public void plan(Instance instance, int room, Consumer<CommitResult> done, Consumer<Failure> failed) {
        if (planFails) {
            answer("plan", () -> failed.accept(Failure.of(new IllegalStateException("no plan"), text -> text)));
            return;
        }
        try {
            CommitResult result = take(instance, instance.connector().plan(instance.cursors()), room);
            answer("plan", () -> done.accept(result));
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void commit(ItemRun run, ItemEnd end, int room, Consumer<CommitResult> done) {
        committed.add(run.leased().item().toString());
        Step step = end instanceof ItemEnd.Collected collected ? collected.step() : Step.empty();
        CommitResult result = take(run.instance(), step, room);
        answer("commit " + run.leased().item(), () -> done.accept(result));
    }

    private CommitResult take(Instance instance, Step step, int room) {
        List<LeasedItem> leased = new ArrayList<>();
        int waiting = 0;
        int repeated = 0;
        for (Step.FollowUp next : step.followUps()) {
            if (!met.add(next.item().canonical())) {
                repeated++;
                continue;
            }
            LeasedItem item = new LeasedItem(++lastId, 0, 1, instance.name(), next.item(), "", 1);
            if (leased.size() < room) {
                leased.add(item);
            } else {
                queued.add(item);
                waiting++;
            }
        }
        return new CommitResult(leased, waiting, repeated, List.of());
    }

    private void answer(String what, Runnable give) {
        asked.incrementAndGet();
        answers.add(new Answer(what, give));
    }

    /** Waits for an answer that could be given. */
    Answer next() {
        try {
            Answer next = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing more was asked of the store, and the run did not end");
            }
            return next;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /**
     * Gives all answers until the run has ended.
     *
     * @param choice which of so many that could be given comes next
     */
    void answerAll(ToIntFunction<List<Answer>> choice) {
        List<Answer> open = new ArrayList<>();
        while (true) {
            if (open.isEmpty()) {
                open.add(next());
            }
            answers.drainTo(open);
            Answer next = open.remove(choice.applyAsInt(open));
            if (next.equals(END) && open.isEmpty()) {
                return;
            }
            if (next.equals(END)) {
                throw new AssertionError("the run ended before it had these answers: " + open);
            }
            next.give().run();
        }
    }
}
