package dev.headrace.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.run.FakeWorkStore.Answer;
import dev.headrace.spi.Connector;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.PermanentException;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whenever and in whatever order the store answers, each item is done once, none is lost, and the end comes once. */
class SchedulerTest {
    /** More than a window of items, so that some wait in the store. */
    private static final int ITEMS = 700;

    private static final int ROOTS = 300;

    /** Items 1 to 300 are planned, each twice; the others follow from those, each from two; every 7th fails. */
    private static final class Tree implements Connector {
        final Queue<String> collected = new ConcurrentLinkedQueue<>();

        @Override
        public Step plan(Cursors cursors) {
            return items(IntStream.concat(IntStream.rangeClosed(1, ROOTS), IntStream.rangeClosed(1, ROOTS)));
        }

        @Override
        public CompletionStage<Step> collect(WorkItem item, StepContext context) {
            collected.add(item.toString());
            int number = Integer.parseInt(item.arg("n"));
            if (number > ROOTS && number % 7 == 0) {
                throw new PermanentException("every seventh fails");
            }
            return CompletableFuture.completedFuture(items(
                    IntStream.of(number + ROOTS, number % 2 + number + ROOTS).filter(next -> next <= ITEMS)));
        }

        private static Step items(IntStream numbers) {
            Step step = Step.empty();
            numbers.forEach(number -> step.then(WorkItem.of("item").with("n", number)));
            return step;
        }
    }

    private final Tree tree = new Tree();

    /** What a run with a store that answers at once comes to. */
    private static List<String> all() {
        Tree tree = new Tree();
        try (SchedulerRig rig = new SchedulerRig(tree)) {
            rig.scheduler.start();
            rig.store.answerAll(open -> 0);
            return tree.collected.stream().sorted().toList();
        }
    }

    private void everyItemIsDoneOnce(ToIntFunction<List<Answer>> choice) {
        try (SchedulerRig rig = new SchedulerRig(tree)) {
            rig.scheduler.start();
            rig.store.answerAll(choice);
            int asked = rig.store.asked.get();
            rig.settle();

            assertThat(tree.collected).doesNotHaveDuplicates().hasSizeGreaterThan(ITEMS / 2);
            assertThat(tree.collected.stream().sorted()).containsExactlyElementsOf(all());
            assertThat(rig.store.committed).containsExactlyInAnyOrderElementsOf(tree.collected);
            assertThat(rig.instance.stage()).isEqualTo(Instance.Stage.ENDED);
            assertThat(rig.store.asked).as("asked after the end").hasValue(asked);
            assertThat(rig.store.answers).as("ends reported after the first").isEmpty();
        }
    }

    @Test
    void answersInTheirOrderDoEachItemOnce() {
        everyItemIsDoneOnce(open -> 0);
    }

    @Test
    void answersThatComeLateBehindAllOthersDoEachItemOnce() {
        everyItemIsDoneOnce(open -> open.size() - 1);
    }

    @Test
    void answersInAnyOrderDoEachItemOnce() {
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            tree.collected.clear();
            everyItemIsDoneOnce(open -> random.nextInt(open.size()));
        }
    }

    @Test
    void aPlanThatTheStoreCannotTakeEndsTheInstanceWithItsReason() {
        try (SchedulerRig rig = new SchedulerRig(tree)) {
            rig.store.planFails = true;
            rig.scheduler.start();
            rig.store.answerAll(open -> 0);

            assertThat(rig.instance.problem())
                    .hasValueSatisfying(text -> assertThat(text).contains("no plan"));
            assertThat(tree.collected).isEmpty();
        }
    }

    @Test
    void aCommitThatIsNeverAnsweredKeepsTheRunFromEndingAndHoldsUpNothingElse() {
        try (SchedulerRig rig = new SchedulerRig(tree)) {
            rig.scheduler.start();
            answerAllBut(rig, "commit item{n=%d}".formatted(ITEMS), all().size());

            assertThat(tree.collected.stream().sorted()).containsExactlyElementsOf(all());
            rig.scheduler.stop();
            rig.settle();
            assertThat(rig.scheduler.ended().toCompletableFuture()).isNotDone();
        }
    }

    @Test
    void aLeaseThatIsNeverAnsweredLetsTheRunBeStoppedAndStartsNothingAfterwards() {
        try (SchedulerRig rig = new SchedulerRig(tree)) {
            rig.scheduler.start();
            Answer lease = answerUntil(rig, "lease");
            rig.scheduler.stop();
            rig.store.answerAll(open -> 0);
            int collected = tree.collected.size();
            int asked = rig.store.asked.get();

            lease.give().run();
            rig.settle();

            assertThat(rig.store.answers).isEmpty();
            assertThat(rig.store.asked).hasValue(asked);
            assertThat(tree.collected).hasSize(collected).doesNotHaveDuplicates();
            assertThat(rig.store.committed).containsExactlyInAnyOrderElementsOf(tree.collected);
        }
    }

    @Test
    void whatIsCancelledIsCommittedOnceThoughItsResultComesLater() {
        CompletableFuture<Step> late = new CompletableFuture<>();
        Connector waiting = new Connector() {
            @Override
            public Step plan(Cursors cursors) {
                return Tree.items(IntStream.of(1));
            }

            @Override
            public CompletionStage<Step> collect(WorkItem item, StepContext context) {
                tree.collected.add(item.toString());
                return late;
            }
        };
        try (SchedulerRig rig = new SchedulerRig(waiting)) {
            rig.scheduler.start();
            answerUntil(rig, "plan").give().run();
            rig.scheduler.stop();
            rig.cancelAll();
            rig.store.answerAll(open -> 0);
            late.complete(Tree.items(IntStream.of(2)));
            rig.settle();

            assertThat(rig.store.committed).containsExactly("item{n=1}");
            assertThat(rig.store.answers).isEmpty();
        }
    }

    /** Gives all answers up to the first of a kind, which it returns. */
    private static Answer answerUntil(SchedulerRig rig, String what) {
        Answer next = rig.store.next();
        while (!next.what().equals(what)) {
            next.give().run();
            next = rig.store.next();
        }
        return next;
    }

    /** Gives all answers but one, until so many items are committed and nothing more is asked. */
    private static void answerAllBut(SchedulerRig rig, String never, int items) {
        List<Answer> withheld = new ArrayList<>();
        while (!isQuiet(rig, items)) {
            Answer next = rig.store.next();
            if (next.what().equals(never)) {
                withheld.add(next);
            } else {
                next.give().run();
            }
        }
        assertThat(withheld).hasSize(1);
    }

    private static boolean isQuiet(SchedulerRig rig, int items) {
        boolean allCommitted = rig.store.committed.size() == items;
        rig.settle(); // the last commit may have been counted and not yet asked for
        return allCommitted && rig.store.answers.isEmpty();
    }
}
