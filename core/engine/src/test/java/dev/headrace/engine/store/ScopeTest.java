package dev.headrace.engine.store;

import static dev.headrace.engine.store.StoreRig.item;
import static dev.headrace.engine.store.StoreRig.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.spi.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a cursor becomes durable, and when not. */
final class ScopeTest {
    @TempDir
    Path directory;

    @Test
    void aCursorIsKeptWhenTheWholeScopeHasSucceeded() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            LeasedItem root = rig.plan(item("root").inScope("acme")).get(0);
            LeasedItem child = rig.success(
                            root, Step.empty().then(item("child")).cursor("5"))
                    .leased()
                    .get(0);
            assertThat(child.scope()).isEqualTo("acme");
            assertThat(rig.cursors()).isEmpty();
            rig.success(child, Step.empty());
            assertThat(rig.cursors()).containsExactly(Map.entry("acme", "5"));
        }
    }

    @Test
    void aCursorStaysAsItWasWhenAnItemOfTheScopeFails() {
        completeScope("1");
        try (StoreRig rig = StoreRig.begun(directory)) {
            List<LeasedItem> items =
                    rig.plan(item("a").inScope("acme"), item("b").inScope("acme"));
            rig.fail(items.get(0));
            rig.success(items.get(1), Step.empty().cursor("2"));
            assertThat(rig.cursors()).containsExactly(Map.entry("acme", "1"));
        }
        try (StoreRig rig = StoreRig.at(directory)) {
            assertThat(rig.begin().cursors()).containsExactly(Map.entry("acme", "1"));
        }
    }

    private void completeScope(String cursor) {
        try (StoreRig rig = StoreRig.begun(directory)) {
            rig.success(rig.plan(item("a").inScope("acme")).get(0), Step.empty().cursor(cursor));
        }
    }

    @Test
    void twoFailedItemsOfAScopeMustBothSucceedBeforeItsCursorMoves() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            List<LeasedItem> items = rig.plan(
                    item("a").inScope("acme"),
                    item("b").inScope("acme"),
                    item("c").inScope("acme"));
            rig.fail(items.get(0));
            rig.fail(items.get(1));
            rig.success(items.get(2), Step.empty().cursor("2"));
        }
        try (StoreRig rig = StoreRig.begun(directory)) {
            assertThat(rig.requeue()).isEqualTo(2);
            List<LeasedItem> again = rig.lease(5);
            rig.success(again.get(0), Step.empty().cursor("1"));
            assertThat(rig.cursors()).isEmpty();
            rig.fail(again.get(1));
            assertThat(rig.cursors()).isEmpty();
        }
        try (StoreRig rig = StoreRig.begun(directory)) {
            assertThat(rig.requeue()).isEqualTo(1);
            rig.success(rig.lease(5).get(0), Step.empty());
            // What the others proposed two runs ago was kept.
            assertThat(rig.cursors()).containsExactly(Map.entry("acme", "2"));
        }
    }

    @Test
    void anItemThatIsPlannedAgainNoLongerHoldsItsScopeByItsFailure() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            rig.fail(rig.plan(item("a").inScope("acme")).get(0));
        }
        try (StoreRig rig = StoreRig.begun(directory)) {
            rig.success(rig.plan(item("a").inScope("acme")).get(0), Step.empty().cursor("2"));
            assertThat(rig.cursors()).containsExactly(Map.entry("acme", "2"));
        }
    }

    @Test
    void aCancelledItemHoldsItsScope() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            List<LeasedItem> items =
                    rig.plan(item("a").inScope("acme"), item("b").inScope("acme"));
            rig.without(items.get(0), ItemOutcome.CANCELLED);
            rig.success(items.get(1), Step.empty().cursor("2"));
            assertThat(rig.cursors()).isEmpty();
            rig.success(rig.lease(1).get(0), Step.empty());
            assertThat(rig.cursors()).containsExactly(Map.entry("acme", "2"));
        }
    }

    @Test
    void theLargestProposalWinsAndNumbersAreComparedAsNumbers() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            List<LeasedItem> items = rig.plan(item("a"), item("b"), item("c"));
            rig.success(items.get(0), Step.empty().cursor("9"));
            rig.success(items.get(1), Step.empty().cursor("10"));
            rig.success(items.get(2), Step.empty().cursor("8"));
            assertThat(rig.cursors()).containsExactly(Map.entry("", "10"));
        }
    }

    @Test
    void theLastCommittedProposalWinsWhenItHasNoOrder() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            List<LeasedItem> items = rig.plan(item("a"), item("b"));
            rig.success(items.get(1), Step.empty().lastCursor("z"));
            rig.success(items.get(0), Step.empty().lastCursor("a"));
            assertThat(rig.cursors()).containsExactly(Map.entry("", "a"));
        }
    }

    @Test
    void aScopeInsideAnotherHasItsOwnEnd() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            LeasedItem root = rig.plan(item("root")).get(0);
            List<LeasedItem> inner = rig.success(
                            root,
                            Step.empty()
                                    .then(item("x").inScope("x"))
                                    .then(item("y").inScope("y"))
                                    .cursor("1"))
                    .leased();
            assertThat(rig.cursors()).containsExactly(Map.entry("", "1"));
            rig.success(inner.get(1), Step.empty().cursor("3"));
            rig.fail(inner.get(0));
            assertThat(rig.cursors()).containsExactly(Map.entry("", "1"), Map.entry("y", "3"));
        }
    }

    @Test
    void aPlanWithoutItemsMayMoveTheCursor() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            rig.plan(Step.empty().cursor("4"), 0);
            assertThat(rig.cursors()).containsExactly(Map.entry("", "4"));
        }
    }

    @Test
    void whatRequestsSawIsKeptWhenTheScopeHasSucceeded() {
        Validators seen = new Validators("https://api.example/a", "\"v1\"", null);
        try (StoreRig rig = StoreRig.begun(directory)) {
            List<LeasedItem> items = rig.plan(item("a"), item("b"));
            Commit commit = rig.store.encoder().success(items.get(0), record(1)).withValidators(List.of(seen));
            rig.commit(commit);
            assertThat(rig.validators(seen.address())).isEmpty();
            rig.fail(items.get(1));
            assertThat(rig.validators(seen.address())).isEmpty();
        }
        try (StoreRig rig = StoreRig.begun(directory)) {
            rig.requeue();
            rig.success(rig.lease(1).get(0), Step.empty());
            assertThat(rig.validators(seen.address())).contains(seen);
        }
        try (StoreRig rig = StoreRig.begun(directory)) {
            assertThat(rig.validators(seen.address())).contains(seen);
        }
    }
}
