package dev.headrace.engine.store;

import static dev.headrace.engine.store.StoreRig.get;
import static dev.headrace.engine.store.StoreRig.item;
import static dev.headrace.engine.store.StoreRig.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.sink.EncodedRecords;
import dev.headrace.engine.sink.JsonLinesSink;
import dev.headrace.engine.sink.Sink;
import dev.headrace.engine.sink.SinkContext;
import dev.headrace.spi.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store says when it cannot go on, and what is left then. */
final class StoreFailureTest {
    @TempDir
    Path directory;

    private StoreRig rig(Sink sink) {
        return new StoreRig(directory, sink, StoreRig.settings(directory));
    }

    private Sink lines() {
        return JsonLinesSink.into(directory.resolve("out"));
    }

    private static StoreException failure(StoreRig rig) throws Exception {
        return rig.failure.get(30, TimeUnit.SECONDS);
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("state.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aFullDiskEndsTheStoreAndLosesNothingThatWasCommitted() throws Exception {
        Sink narrow = new HookedSink(lines()) {
            @Override
            public void begin(SinkContext context) throws IOException, SQLException {
                super.begin(context);
                try (Statement statement = context.connection().createStatement()) {
                    statement.execute("PRAGMA max_page_count = 40");
                }
            }
        };
        StoreRig full = rig(narrow);
        full.begin();
        LeasedItem a = full.plan(item("a"), item("b")).get(0);
        CommitResult kept = full.success(a, record(1).then(item("c")));
        full.flush();
        Step large = Step.empty();
        for (int i = 0; i < 2_000; i++) {
            large.then(item("large-" + i + "-".repeat(100)));
        }
        full.store.commit(full.store.encoder().success(kept.leased().get(0), large), 0, done -> {});
        assertThat(failure(full).getMessage())
                .contains(directory.resolve("state.db") + ": the disk is full; make room and run again");
        assertThatThrownBy(full::flush).isSameAs(failure(full));
        full.store.close();

        try (StoreRig rig = rig(lines())) {
            assertThat(rig.begin().queued()).isEqualTo(2);
            assertThat(rig.state().outcomes().of(ItemOutcome.SUCCEEDED)).isEqualTo(1);
            assertThat(rig.lines()).containsExactly("\"1\"");
        }
    }

    @Test
    void aSinkThatCannotWriteEndsTheStore() throws Exception {
        Sink broken = new HookedSink(lines()) {
            @Override
            public void append(EncodedRecords records) throws IOException {
                throw new IOException("out/rows.jsonl cannot be written: No space left on device");
            }
        };
        StoreRig rig = rig(broken);
        rig.begin();
        LeasedItem a = rig.plan(item("a")).get(0);
        rig.flush();
        rig.store.commit(rig.store.encoder().success(a, record(1).then(item("b"))), 1, done -> {});
        assertThat(failure(rig)).hasMessage("out/rows.jsonl cannot be written: No space left on device");
        rig.store.close();
        try (StoreRig again = StoreRig.begun(directory)) {
            assertThat(again.lease(5)).containsExactly(a);
        }
    }

    @Test
    void anAnswerThatIsNotTakenEndsTheStore() throws Exception {
        StoreRig rig = StoreRig.begun(directory);
        rig.store.lease("git", 1, done -> {
            throw new IllegalStateException("no room");
        });
        assertThat(failure(rig)).hasMessageContaining("a defect of the engine").hasMessageContaining("no room");
        rig.store.close();
    }

    @Test
    void anItemCannotBeCommittedTwice() throws Exception {
        StoreRig rig = StoreRig.begun(directory);
        LeasedItem a = rig.plan(item("a")).get(0);
        rig.success(a, Step.empty());
        rig.store.commit(rig.store.encoder().success(a, record(1)), 0, done -> {});
        assertThat(failure(rig)).hasMessageContaining("is committed, but it is not leased");
        rig.store.close();
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void aFileThatIsNoDatabaseIsLeftAlone() throws Exception {
        Files.writeString(
                directory.resolve("state.db"), "notes to myself, in a file of more than a few bytes\n".repeat(20));
        StoreRig rig = rig(lines());
        assertThatThrownBy(rig::begin)
                .isSameAs(failure(rig))
                .hasMessageContaining("state.db: it is not an SQLite file; choose another state file");
        rig.store.close();
        assertThat(directory.resolve("state.db")).content().startsWith("notes to myself");
    }

    @Test
    void aDatabaseOfSomeoneElseIsLeftAlone() throws Exception {
        sql("CREATE TABLE mine (a)");
        StoreRig rig = rig(lines());
        assertThatThrownBy(rig::begin).hasMessageContaining("is an SQLite file, but not a state file of Headrace");
        rig.store.close();
    }

    @Test
    void aStateFileOfALaterVersionIsLeftAlone() throws Exception {
        StoreRig.begun(directory).close();
        sql("PRAGMA user_version = 99");
        StoreRig rig = rig(lines());
        assertThatThrownBy(rig::begin).hasMessageContaining("has version 99, this Headrace knows version 2");
        rig.store.close();
    }

    @Test
    void aMissingStateFileCannotBeRead() {
        assertThatThrownBy(() -> StateView.read(directory.resolve("none.db"), StateView::connectors))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("there is no state file");
    }

    @Test
    void aClosedStoreRefuses() {
        StoreRig rig = StoreRig.begun(directory);
        rig.close();
        rig.store.lease("git", 1, done -> {
            throw new AssertionError("answered");
        });
        assertThatThrownBy(rig::flush).hasMessageContaining("is closed");
        // A second time does nothing.
        rig.store.close();
    }

    @Test
    void theStoreCannotBeClosedOnItsOwnThread() throws Exception {
        StoreRig rig = StoreRig.begun(directory);
        rig.store.lease("git", 1, done -> rig.store.close());
        assertThat(failure(rig)).hasMessageContaining("cannot be closed on its own thread");
        rig.store.close();
    }

    @Test
    void aFailureClosesTheFileAndFreesIt() throws Exception {
        StoreRig rig = StoreRig.begun(directory);
        rig.store.lease("git", 1, done -> {
            throw new AssertionError("an error, not an exception");
        });
        assertThat(failure(rig)).hasMessageContaining("an error, not an exception");
        try (StoreRig again = StoreRig.begun(directory)) {
            assertThat(again.lease(1)).isEmpty();
        }
    }

    @Test
    void whatIsHandedOverFromManyThreadsIsDone() throws Exception {
        try (StoreRig rig = StoreRig.begun(directory)) {
            Step all = Step.empty();
            for (int i = 0; i < 400; i++) {
                all.then(item("i" + i));
            }
            List<LeasedItem> leased = rig.plan(all, 400).leased();
            List<Thread> threads = new java.util.ArrayList<>();
            for (int t = 0; t < 4; t++) {
                List<LeasedItem> mine = leased.subList(t * 100, t * 100 + 100);
                threads.add(new Thread(() -> mine.forEach(one -> rig.success(one, record(one.id())))));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(get(rig.store.view(StateView::connectors)).get(0).records())
                    .isEqualTo(400);
            rig.flush();
            assertThat(rig.lines()).hasSize(400).doesNotHaveDuplicates();
        }
    }
}
