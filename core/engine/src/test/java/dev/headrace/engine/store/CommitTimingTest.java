package dev.headrace.engine.store;

import static dev.headrace.engine.store.StoreRig.item;
import static dev.headrace.engine.store.StoreRig.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.sink.JsonLinesSink;
import dev.headrace.engine.sink.Sink;
import dev.headrace.spi.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When what has been answered becomes durable. */
final class CommitTimingTest {
    @TempDir
    Path directory;

    private final BlockingQueue<String> commits = new LinkedBlockingQueue<>();

    private Sink telling() {
        return new HookedSink(JsonLinesSink.into(directory.resolve("out"))) {
            @Override
            public void committed() throws IOException, SQLException {
                super.committed();
                commits.add("committed");
            }
        };
    }

    private String commit() throws InterruptedException {
        return commits.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void aCommitBecomesDurableByItself() throws Exception {
        try (StoreRig rig = new StoreRig(directory, telling(), StoreSettings.of(directory.resolve("state.db")))) {
            rig.begin();
            assertThat(commit()).isNotNull();
            rig.success(rig.plan(item("a")).get(0), record(1));
            while (!directory.resolve("out/git/rows.jsonl").toFile().exists()) {
                assertThat(commit()).isNotNull();
            }
            assertThat(rig.lines()).containsExactly("\"1\"");
        }
    }

    @Test
    void aTransactionThatHasGrownLargeIsCommittedEarly() throws Exception {
        try (StoreRig rig = new StoreRig(directory, telling(), StoreRig.settings(directory))) {
            rig.begin();
            for (int part = 0; part < 2; part++) {
                Step step = Step.empty();
                for (int i = 0; i < 10_000; i++) {
                    step.then(item(part + "/" + i));
                }
                assertThat(commits).isEmpty();
                rig.plan(step, 0);
            }
            assertThat(commit()).isNotNull();
        }
    }

    @Test
    void aFlushIsAnsweredWhenEverythingBeforeItIsDurable() {
        try (StoreRig rig = new StoreRig(directory, telling(), StoreRig.settings(directory))) {
            rig.begin();
            rig.plan(item("a"));
            assertThat(commits).isEmpty();
            rig.flush();
            assertThat(commits).hasSize(1);
            assertThat(StateView.read(directory.resolve("state.db"), StateView::connectors))
                    .hasSize(1);
        }
    }
}
