package dev.headrace.engine.store;

import static dev.headrace.engine.store.StoreRig.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.spi.Step;
import dev.headrace.spi.WorkItem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks from page to page, and what becomes of one that never ends. */
final class WalkTest {
    @TempDir
    Path directory;

    private static WorkItem page(int number) {
        return WorkItem.of("page").with("number", number);
    }

    private static LeasedItem only(CommitResult result) {
        assertThat(result.leased()).hasSize(1);
        return result.leased().get(0);
    }

    @Test
    void aPageMetAgainInItsWalkFailsClearlyAndKeepsTheRecords() throws Exception {
        try (StoreRig rig = StoreRig.begun(directory)) {
            LeasedItem one = rig.plan(page(1).inScope("acme")).get(0);
            LeasedItem two = only(rig.success(one, record(1).thenPage(page(2)).cursor("1")));
            CommitResult end = rig.success(two, record(2).thenPage(page(1)).cursor("2"));
            assertThat(end.leased()).isEmpty();
            assertThat(end.repeated()).isZero();
            assertThat(end.endless()).containsExactly(page(1));
            FailedItem failed = rig.failed(Optional.empty(), 5).get(0);
            assertThat(failed.item()).isEqualTo("page{number=1}");
            assertThat(failed.cause())
                    .startsWith("the pagination is endless: the page page{number=1} of scope 'acme' was already met");
            assertThat(rig.state().outcomes().planned()).isEqualTo(3);
            assertThat(rig.state().outcomes().of(ItemOutcome.FAILED)).isEqualTo(1);
            assertThat(rig.state().outcomes().balanced()).isTrue();
            assertThat(rig.cursors()).isEmpty();
            rig.flush();
            assertThat(rig.lines()).containsExactly("\"1\"", "\"2\"");
        }
    }

    @Test
    void aPageThatNamesItselfAsTheNextIsEndless() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            LeasedItem one = rig.plan(page(1)).get(0);
            assertThat(rig.success(one, Step.empty().thenPage(page(1))).endless())
                    .hasSize(1);
        }
    }

    @Test
    void aPageThatAStepNamesTwiceIsNotEndless() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            LeasedItem one = rig.plan(page(1)).get(0);
            CommitResult result =
                    rig.success(one, Step.empty().thenPage(page(2)).thenPage(page(2)));
            assertThat(only(result).item()).isEqualTo(page(2));
            assertThat(result.endless()).isEmpty();
            assertThat(result.repeated()).isEqualTo(1);
        }
    }

    @Test
    void aPageThatAnotherWalkHasMetIsDroppedAndCounted() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            List<LeasedItem> walks = rig.plan(page(1), page(10));
            only(rig.success(walks.get(0), Step.empty().thenPage(page(2))));
            CommitResult met = rig.success(walks.get(1), Step.empty().thenPage(page(2)));
            assertThat(met.endless()).isEmpty();
            assertThat(met.repeated()).isEqualTo(1);
        }
    }

    @Test
    void aWalkThatMeetsItsOwnRequeuedPageIsNotEndless() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            LeasedItem one = rig.plan(page(1)).get(0);
            rig.fail(only(rig.success(one, Step.empty().thenPage(page(2)))));
        }
        try (StoreRig rig = StoreRig.begun(directory)) {
            assertThat(rig.requeue()).isEqualTo(1);
            LeasedItem two = rig.lease(1).get(0);
            rig.success(only(rig.success(two, Step.empty().thenPage(page(3)))), Step.empty());
            CommitResult met =
                    rig.success(rig.plan(page(1)).get(0), Step.empty().thenPage(page(2)));
            assertThat(met.repeated()).isEqualTo(1);
            assertThat(rig.state().outcomes().failures()).isZero();
            assertThat(rig.state().outcomes().balanced()).isTrue();
        }
    }

    @Test
    void theEndOfAnEndlessWalkCanBeTriedAgain() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            LeasedItem one = rig.plan(page(1)).get(0);
            rig.success(one, Step.empty().thenPage(page(1)));
        }
        try (StoreRig rig = StoreRig.begun(directory)) {
            assertThat(rig.requeue()).isEqualTo(1);
            rig.success(rig.lease(1).get(0), Step.empty());
            assertThat(rig.state().failed()).isZero();
            assertThat(rig.state().outcomes().balanced()).isTrue();
        }
    }

    @Test
    void anItemDoneAgainAfterACrashIsNoRepetition() {
        Path image;
        try (StoreRig rig = StoreRig.begun(directory.resolve("a"))) {
            LeasedItem one = rig.plan(page(1)).get(0);
            rig.flush();
            LeasedItem two = only(rig.success(one, Step.empty().thenPage(page(2))));
            rig.success(two, Step.empty().thenPage(page(3)));
            image = rig.crashImage(directory.resolve("b"));
        }
        try (StoreRig rig = StoreRig.begun(image)) {
            LeasedItem one = rig.lease(5).get(0);
            CommitResult again = rig.success(one, Step.empty().thenPage(page(2)));
            assertThat(only(again).item()).isEqualTo(page(2));
            assertThat(only(rig.success(only(again), Step.empty().thenPage(page(3))))
                            .item())
                    .isEqualTo(page(3));
            assertThat(rig.state().outcomes().repeated()).isZero();
        }
    }
}
