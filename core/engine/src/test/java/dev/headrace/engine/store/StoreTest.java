package dev.headrace.engine.store;

import static dev.headrace.engine.store.StoreRig.get;
import static dev.headrace.engine.store.StoreRig.item;
import static dev.headrace.engine.store.StoreRig.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.OutcomeCounts;
import dev.headrace.engine.sink.JsonLinesSink;
import dev.headrace.spi.PermanentException;
import dev.headrace.spi.Step;
import dev.headrace.spi.WorkItem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of items: planned, leased, ended, begun anew. */
final class StoreTest {
    @TempDir
    Path directory;

    private static List<String> names(List<LeasedItem> items) {
        return items.stream().map(leased -> leased.item().arg("name")).toList();
    }

    @Test
    void aStepIsCommittedWithItsRecords() throws Exception {
        try (StoreRig rig = StoreRig.begun(directory)) {
            LeasedItem a = rig.plan(item("a")).get(0);
            CommitResult result = rig.success(a, record(1).then(item("b")));
            assertThat(names(result.leased())).containsExactly("b");
            rig.success(result.leased().get(0), record(2));
            rig.flush();
            assertThat(rig.lines()).containsExactly("\"1\"", "\"2\"");
            assertThat(rig.state().records()).isEqualTo(2);
            assertThat(rig.state().outcomes()).isEqualTo(new OutcomeCounts(2, Map.of(ItemOutcome.SUCCEEDED, 2L), 0));
        }
    }

    @Test
    void theFirstFollowUpOfTheNewestStepIsLeasedFirst() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            CommitResult planned = rig.plan(Step.empty().then(List.of(item("a"), item("b"), item("c"))), 1);
            assertThat(names(planned.leased())).containsExactly("a");
            assertThat(planned.queued()).isEqualTo(2);
            rig.store.commit(
                    rig.store
                            .encoder()
                            .success(planned.leased().get(0), Step.empty().then(List.of(item("a1"), item("a2")))),
                    0,
                    done -> {});
            assertThat(names(rig.lease(3))).containsExactly("a1", "a2", "b");
            assertThat(names(rig.lease(3))).containsExactly("c");
            assertThat(rig.lease(3)).isEmpty();
        }
    }

    @Test
    void aRepeatedItemIsDroppedAndCounted() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            List<LeasedItem> planned = rig.plan(item("a"), item("b"), item("b"));
            assertThat(names(planned)).containsExactly("a", "b");
            CommitResult result = rig.success(
                    planned.get(0), Step.empty().then(item("a")).then(item("b")).then(item("c")));
            assertThat(names(result.leased())).containsExactly("c");
            assertThat(result.repeated()).isEqualTo(2);
            assertThat(rig.state().outcomes().repeated()).isEqualTo(3);
            assertThat(rig.state().outcomes().planned()).isEqualTo(3);
        }
    }

    @Test
    void anotherConnectorMayHaveAnEqualItem() {
        try (StoreRig rig = StoreRig.at(directory)) {
            get(rig.store.begin(List.of("one", "two")));
            for (String connector : List.of("one", "two")) {
                CommitResult planned = StoreRig.ask(done -> rig.store.commit(
                        rig.store.encoder().plan(connector, Step.empty().then(item("a"))), 1, done));
                assertThat(names(planned.leased())).containsExactly("a");
            }
        }
    }

    @Test
    void aFailedItemIsListedWithItsErrorAndItsAttempts() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            LeasedItem a = rig.plan(item("a")).get(0);
            rig.without(a.again().again(), ItemOutcome.THROTTLED);
            assertThat(rig.failed(Optional.of("git"), 10))
                    .containsExactly(
                            new FailedItem("git", "item{name=a}", ItemOutcome.THROTTLED, 3, "it was THROTTLED"));
            assertThat(rig.failed(Optional.of("other"), 10)).isEmpty();
        }
    }

    @Test
    void theListOfFailedItemsIsBoundedAndTheCountIsNot() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            rig.plan(item("a"), item("b"), item("c")).forEach(rig::fail);
            assertThat(rig.failed(Optional.empty(), 2)).hasSize(2);
            assertThat(rig.state().failed()).isEqualTo(3);
        }
    }

    @Test
    void aReleasedItemKeepsItsAttempts() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            LeasedItem a = rig.plan(item("a")).get(0);
            rig.store.release(List.of(a.again()));
            assertThat(rig.lease(1)).containsExactly(a.again());
        }
    }

    @Test
    void aCancelledItemIsQueuedAgainAndItsAttemptCounts() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            List<LeasedItem> planned = rig.plan(item("a"), item("b"));
            rig.without(planned.get(0), ItemOutcome.CANCELLED);
            rig.without(planned.get(1), ItemOutcome.NOT_STARTED);
            assertThat(rig.lease(2)).containsExactly(planned.get(0).again(), planned.get(1));
            assertThat(rig.state().failed()).isZero();
        }
    }

    @Test
    void anUnfinishedPassGoesOnWithWhatWasLeased() {
        LeasedItem b;
        try (StoreRig rig = StoreRig.begun(directory)) {
            List<LeasedItem> planned = rig.plan(item("a"), item("b"));
            b = planned.get(1);
            rig.success(planned.get(0), Step.empty());
        }
        try (StoreRig rig = StoreRig.at(directory)) {
            RunStart.ConnectorStart start = rig.begin();
            assertThat(start.continued()).isPresent();
            assertThat(start.planned()).isTrue();
            assertThat(start.queued()).isEqualTo(1);
            assertThat(rig.lease(2)).containsExactly(b);
            // Items of the part before are still known.
            assertThat(rig.success(b, Step.empty().then(item("a"))).repeated()).isEqualTo(1);
        }
    }

    @Test
    void aFinishedPassIsForgottenButForWhatFailed() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            List<LeasedItem> planned = rig.plan(item("a"), item("b"));
            rig.success(planned.get(0), Step.empty());
            rig.fail(planned.get(1));
        }
        try (StoreRig rig = StoreRig.at(directory)) {
            assertThat(rig.begin()).isEqualTo(new RunStart.ConnectorStart(Optional.empty(), false, 0, 1, Map.of()));
            assertThat(names(rig.plan(item("a")))).containsExactly("a");
            assertThat(rig.state().failed()).isEqualTo(1);
            assertThat(rig.state().outcomes()).isEqualTo(new OutcomeCounts(1, Map.of(ItemOutcome.NOT_STARTED, 1L), 0));
        }
    }

    @Test
    void aRunOfOneConnectorLeavesTheUnfinishedPassOfAnotherAlone() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            rig.plan(item("a"));
        }
        try (StoreRig rig = StoreRig.at(directory)) {
            assertThat(get(rig.store.begin(List.of("other"))).continued()).isEmpty();
        }
        try (StoreRig rig = StoreRig.at(directory)) {
            assertThat(rig.begin().planned()).isTrue();
        }
    }

    @Test
    void requeuedItemsAreLeasedAgainWithTheirAttempts() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            List<LeasedItem> planned = rig.plan(item("a"), item("b"));
            rig.fail(planned.get(0));
            rig.success(planned.get(1), Step.empty());
        }
        try (StoreRig rig = StoreRig.begun(directory)) {
            assertThat(rig.requeue()).isEqualTo(1);
            LeasedItem again = rig.lease(5).get(0);
            assertThat(again.item()).isEqualTo(item("a"));
            assertThat(again.attempt()).isEqualTo(2);
            rig.success(again, Step.empty());
            assertThat(rig.state().outcomes()).isEqualTo(new OutcomeCounts(1, Map.of(ItemOutcome.SUCCEEDED, 1L), 0));
            assertThat(rig.state().failed()).isZero();
        }
    }

    @Test
    void anItemRequeuedInTheSamePassIsPlannedOnce() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            List<LeasedItem> planned = rig.plan(item("a"), item("b"));
            rig.fail(planned.get(0));
            assertThat(rig.requeue()).isEqualTo(1);
            rig.success(rig.lease(1).get(0), Step.empty());
            rig.success(planned.get(1), Step.empty());
            assertThat(rig.state().outcomes()).isEqualTo(new OutcomeCounts(2, Map.of(ItemOutcome.SUCCEEDED, 2L), 0));
        }
    }

    @Test
    void anItemThatFailedInAnEarlierPassMayBePlannedAgain() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            rig.fail(rig.plan(item("a")).get(0));
        }
        try (StoreRig rig = StoreRig.begun(directory)) {
            LeasedItem a = rig.plan(item("a")).get(0);
            assertThat(a.attempt()).isEqualTo(2);
            assertThat(rig.state().failed()).isZero();
            rig.success(a, Step.empty());
            assertThat(rig.state().outcomes()).isEqualTo(new OutcomeCounts(1, Map.of(ItemOutcome.SUCCEEDED, 1L), 0));
        }
    }

    @Test
    void aStepWithTooManyFollowUpsIsRefusedByName() {
        StoreSettings settings = StoreRig.settings(directory).with(new StepLimits(2, 1_000));
        try (StoreRig rig = new StoreRig(directory, JsonLinesSink.into(directory.resolve("out")), settings)) {
            Step step = Step.empty().then(List.of(item("a"), item("b"), item("c")));
            assertThatThrownBy(() -> rig.store.encoder().plan("git", step))
                    .isInstanceOf(PermanentException.class)
                    .hasMessageContaining("the plan holds 3 follow-up items, but a step may hold 2");
        }
    }

    @Test
    void aStepWithTooManyBytesOfRecordsIsRefusedByName() {
        StoreSettings settings = StoreRig.settings(directory).with(new StepLimits(2, 1_000));
        try (StoreRig rig = new StoreRig(directory, JsonLinesSink.into(directory.resolve("out")), settings)) {
            rig.begin();
            LeasedItem a = rig.plan(item("a")).get(0);
            assertThatThrownBy(() -> rig.store.encoder().success(a, record("x".repeat(1_000))))
                    .isInstanceOf(PermanentException.class)
                    .hasMessageContaining(
                            "item item{name=a} holds 1 records of 1,003 bytes together, but a step may hold 1,000");
        }
    }

    @Test
    void aStepWithTooLargeFollowUpsIsRefusedByName() {
        StoreSettings settings = StoreRig.settings(directory).with(new StepLimits(2, 1_000));
        try (StoreRig rig = new StoreRig(directory, JsonLinesSink.into(directory.resolve("out")), settings)) {
            assertThatThrownBy(() ->
                            rig.store.encoder().plan("git", Step.empty().then(item("x".repeat(1_000)))))
                    .isInstanceOf(PermanentException.class)
                    .hasMessageContaining("the plan holds 1 follow-up items of 1,010 characters together");
        }
    }

    @Test
    void theErrorOfAFailedItemIsClipped() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            LeasedItem a = rig.plan(item("a")).get(0);
            rig.commit(Commit.without(a, ItemOutcome.FAILED, "x".repeat(9_000)));
            assertThat(rig.failed(Optional.empty(), 1).get(0).cause())
                    .isEqualTo("x".repeat(8_000) + " [and 1,000 characters more]");
        }
    }

    @Test
    void whatIsResetIsCollectedAgain() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            List<LeasedItem> planned = rig.plan(item("a"), item("b"));
            rig.success(planned.get(0), Step.empty());
            rig.fail(planned.get(1));
        }
        try (StoreRig rig = StoreRig.at(directory)) {
            assertThat(get(rig.store.reset(Optional.of("other")))).isEmpty();
            assertThat(get(rig.store.reset(Optional.of("git")))).containsExactly("git");
            assertThat(get(rig.store.view(StateView::connectors))).isEmpty();
        }
        try (StoreRig rig = StoreRig.at(directory)) {
            assertThat(rig.begin()).isEqualTo(new RunStart.ConnectorStart(Optional.empty(), false, 0, 0, Map.of()));
            assertThat(rig.plan(item("a"), item("b"))).hasSize(2);
        }
    }

    @Test
    void theStateCanBeReadBesideARun() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            rig.plan(item("a"));
            rig.flush();
            List<StateView.ConnectorState> states =
                    StateView.read(directory.resolve("state.db"), StateView::connectors);
            assertThat(states.get(0).name()).isEqualTo("git");
            assertThat(states.get(0).outcomes().of(ItemOutcome.NOT_STARTED)).isEqualTo(1);
        }
    }

    @Test
    void argumentsOfAnyTextComeBackFromTheStore() {
        WorkItem odd = WorkItem.of("k\tind")
                .with("a\\b", "line\nfeed \0 \uD83D\uDE00 'quote\" \t")
                .with("empty", "");
        try (StoreRig rig = StoreRig.begun(directory)) {
            rig.plan(Step.empty().then(odd), 0);
            assertThat(rig.lease(1).get(0).item()).isEqualTo(odd);
        }
    }
}
