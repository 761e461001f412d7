package dev.headrace.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.sink.JsonLinesSink;
import dev.headrace.spi.Step;
import dev.headrace.spi.WorkItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

final class StoreTest {
    @TempDir
    Path directory;

    @Test
    void aStepIsCommittedAndItsCursorIsThereInTheNextRun() throws Exception {
        BlockingQueue<StoreException> failures = new LinkedBlockingQueue<>();
        StoreSettings settings = StoreSettings.of(directory.resolve("state/state.db"));
        try (Store store = Store.open(settings, JsonLinesSink.into(directory.resolve("out")), failures::add)) {
            assertThat(store.begin(List.of("git"))
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS)
                            .continued())
                    .isEmpty();
            BlockingQueue<CommitResult> results = new LinkedBlockingQueue<>();
            store.commit(store.encoder().plan("git", Step.empty().then(WorkItem.of("a"))), 5, results::add);
            CommitResult planned = results.poll(10, TimeUnit.SECONDS);
            assertThat(failures).isEmpty();
            LeasedItem a = planned.leased().get(0);
            store.commit(
                    store.encoder()
                            .success(
                                    a,
                                    Step.empty()
                                            .emit("issues", 1, JsonNodeFactory.instance.stringNode("x"))
                                            .cursor("7")),
                    5,
                    results::add);
            assertThat(results.poll(10, TimeUnit.SECONDS).leased()).isEmpty();
            store.flush().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(store.view(view -> view.connectors().get(0))
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS)
                            .outcomes()
                            .of(ItemOutcome.SUCCEEDED))
                    .isEqualTo(1);
        }
        assertThat(failures).isEmpty();
        assertThat(Files.readString(directory.resolve("out/git/issues.jsonl"))).isEqualTo("\"x\"\n");
        try (Store store = Store.open(settings, JsonLinesSink.into(directory.resolve("out")), failures::add)) {
            RunStart start = store.begin(List.of("git")).toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(start.connectors().get("git"))
                    .isEqualTo(new RunStart.ConnectorStart(Optional.empty(), false, 0, 0, Map.of("", "7")));
        }
    }
}
