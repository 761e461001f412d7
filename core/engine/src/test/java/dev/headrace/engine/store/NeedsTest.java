package dev.headrace.engine.store;

import static dev.headrace.engine.store.StoreRig.GIT;
import static dev.headrace.engine.store.StoreRig.get;
import static dev.headrace.engine.store.StoreRig.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.account.ItemTime;
import dev.headrace.engine.account.Passage;
import dev.headrace.engine.account.Phase;
import dev.headrace.engine.account.RequestCounts;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.store.PassNeeds.Need;
import dev.headrace.spi.Step;
import dev.headrace.spi.WorkItem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the state keeps of what passes have needed. */
class NeedsTest {
    private static final List<String> LIMITS = List.of("http", "git");

    @TempDir
    private Path directory;

    private static Commit accounted(Commit commit, int requests) {
        AtomicLong clock = new AtomicLong();
        ItemTime time = new ItemTime(clock::get);
        Passage call = time.begin(Phase.BUDGET);
        clock.addAndGet(Duration.ofMillis(200).toNanos());
        call.to(Phase.FIRST_BYTE);
        clock.addAndGet(Duration.ofMillis(40).toNanos());
        call.end();
        RequestCounts counts = new RequestCounts();
        for (int i = 0; i < requests; i++) {
            counts.sent(LIMITS, 2);
        }
        return commit.accounted(time, counts.all());
    }

    private static void succeed(StoreRig rig, LeasedItem item, Step step) {
        rig.commit(accounted(rig.store.encoder().success(item, step), 1));
    }

    private Outlook outlook() {
        return outlook(directory).orElseThrow();
    }

    private static Optional<Outlook> outlook(Path directory) {
        return StateView.read(directory.resolve("state.db"), view -> view.outlook(GIT));
    }

    private static Need need(PassNeeds pass) {
        assertThat(pass.needs()).hasSize(1);
        return pass.needs().get(0);
    }

    @Test
    void whatThePassesHaveNeededIsKeptByKindAndLimits() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            List<LeasedItem> items = rig.plan(item("a"), item("b"));
            succeed(rig, items.get(0), StoreRig.record(1));
            rig.commit(accounted(Commit.without(items.get(1), ItemOutcome.FAILED, "it failed"), 3));
        }
        PassNeeds pass = outlook().passes().get(0);
        assertThat(pass.finished()).isTrue();
        assertThat(need(pass))
                .isEqualTo(
                        new Need("item", LIMITS, 2, 1, 0, 0, 4, 8, 0, Duration.ofMillis(80), Duration.ofMillis(400)));
        assertThat(outlook().failed()).containsEntry("item", 1L);
    }

    @Test
    void aPassThatIsInterruptedIsCountedOnByTheNextRun() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            List<LeasedItem> items = rig.plan(item("a"), item("b"), item("c"));
            succeed(rig, items.get(0), Step.empty());
        }
        assertThat(outlook().waiting()).containsEntry("item", 2L);
        assertThat(outlook().finished()).isFalse();
        try (StoreRig rig = StoreRig.begun(directory)) {
            rig.lease(2).forEach(item -> succeed(rig, item, Step.empty()));
        }
        assertThat(outlook().passes()).hasSize(1);
        assertThat(need(outlook().passes().get(0)).requests()).isEqualTo(3);
        assertThat(outlook().items()).isZero();
    }

    @Test
    void whatWasNotCommittedWhenTheProcessDiedIsNotCounted() {
        Path image = directory.resolveSibling(directory.getFileName() + "-image");
        try (StoreRig rig = StoreRig.begun(directory)) {
            List<LeasedItem> items = rig.plan(item("a"), item("b"));
            succeed(rig, items.get(0), Step.empty());
            rig.flush();
            succeed(rig, items.get(1), Step.empty());
            Path copied = rig.crashImage(image);
            Outlook left = outlook(copied).orElseThrow();
            assertThat(need(left.passes().get(0)).items()).isEqualTo(1);
            assertThat(left.waiting()).containsEntry("item", 1L);
        }
    }

    @Test
    void theLatestTenPassesAreKept() {
        for (int run = 1; run <= 13; run++) {
            try (StoreRig rig = StoreRig.begun(directory)) {
                for (LeasedItem item : rig.plan(item("run " + run))) {
                    succeed(rig, item, Step.empty());
                }
            }
        }
        assertThat(outlook().passes()).hasSize(10).last().matches(PassNeeds::current);
    }

    @Test
    void kindsWithoutNumberAreCountedTogether() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            for (int kind = 0; kind < 400; kind++) {
                List<LeasedItem> items = rig.plan(WorkItem.of("kind " + kind));
                succeed(rig, items.get(0), Step.empty());
            }
        }
        List<Need> needs = outlook().passes().get(0).needs();
        assertThat(needs).hasSizeLessThan(300);
        assertThat(needs.stream().mapToLong(Need::requests).sum()).isEqualTo(400);
    }

    @Test
    void aConnectorThatIsForgottenHasNeededNothing() {
        try (StoreRig rig = StoreRig.begun(directory)) {
            succeed(rig, rig.plan(item("a")).get(0), Step.empty());
        }
        try (StoreRig rig = StoreRig.at(directory)) {
            get(rig.store.reset(Optional.empty()));
        }
        assertThat(outlook(directory)).isEmpty();
        try (StoreRig rig = StoreRig.begun(directory)) {
            rig.flush();
        }
        assertThat(outlook().passes())
                .singleElement()
                .matches(pass -> pass.needs().isEmpty());
    }

    @Test
    void aFileOfAnEarlierVersionIsReadAndGoesOn() throws Exception {
        try (StoreRig rig = StoreRig.begun(directory)) {
            rig.plan(item("a"));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("state.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE headrace_passes");
            statement.execute("DROP TABLE headrace_item_needs");
        }
        assertThat(outlook().passes()).isEmpty();
        assertThat(outlook().waiting()).containsEntry("item", 1L);
        try (StoreRig rig = StoreRig.begun(directory)) {
            rig.lease(1).forEach(item -> succeed(rig, item, Step.empty()));
        }
        assertThat(need(outlook().passes().get(0)).requests()).isEqualTo(1);
    }
}
