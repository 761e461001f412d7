package dev.headrace.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.FailedItem;
import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.sink.JsonLinesSink;
import dev.headrace.engine.sink.Sink;
import dev.headrace.spi.Step;
import dev.headrace.spi.WorkItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;

/** A store in a directory of its own, asked one thing after the other. */
final class StoreRig implements AutoCloseable {
    static final String GIT = "git";

    final Path directory;
    final CompletableFuture<StoreException> failure = new CompletableFuture<>();
    final Store store;

    StoreRig(Path directory, Sink sink, StoreSettings settings) {
        this.directory = directory;
        this.store = Store.open(settings, sink, failure::complete);
    }

    /** A store that commits when it is told to, with a sink of lines. */
    static StoreRig at(Path directory) {
        return new StoreRig(directory, JsonLinesSink.into(directory.resolve("out")), settings(directory));
    }

    static StoreSettings settings(Path directory) {
        StoreSettings usual = StoreSettings.of(directory.resolve("state.db"));
        return new StoreSettings(
                usual.file(), Durability.NORMAL, Duration.ofHours(1), StepLimits.DEFAULT, usual.clock());
    }

    /** A store whose run has begun. */
    static StoreRig begun(Path directory) {
        StoreRig rig = at(directory);
        rig.begin();
        return rig;
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException | TimeoutException none) {
            throw new AssertionError("no answer", none);
        }
    }

    static <T> T ask(Consumer<Consumer<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        question.accept(answer::complete);
        return get(answer);
    }

    RunStart.ConnectorStart begin() {
        return get(store.begin(List.of(GIT))).connectors().get(GIT);
    }

    CommitResult plan(Step step, int space) {
        return ask(done -> store.commit(store.encoder().plan(GIT, step), space, done));
    }

    /** Plans items and leases all of them. */
    List<LeasedItem> plan(WorkItem... items) {
        return plan(Step.empty().then(List.of(items)), items.length).leased();
    }

    CommitResult success(LeasedItem item, Step step) {
        return ask(done -> store.commit(
                store.encoder().success(item, step), step.followUps().size(), done));
    }

    CommitResult without(LeasedItem item, ItemOutcome outcome) {
        return commit(Commit.without(item, outcome, "it was " + outcome));
    }

    CommitResult commit(Commit commit) {
        return ask(done -> store.commit(commit, 0, done));
    }

    CommitResult fail(LeasedItem item) {
        return without(item, ItemOutcome.FAILED);
    }

    List<LeasedItem> lease(int most) {
        return ask(done -> store.lease(GIT, most, done));
    }

    long requeue() {
        return get(store.requeueFailed(List.of(GIT))).get(GIT);
    }

    Map<String, String> cursors() {
        return ask(done -> store.cursors(GIT, done));
    }

    Optional<Validators> validators(String address) {
        return ask(done -> store.validators(GIT, address, done));
    }

    StateView.ConnectorState state() {
        return get(store.view(StateView::connectors)).get(0);
    }

    List<FailedItem> failed(Optional<String> connector, int most) {
        return get(store.view(view -> view.failed(connector, most)));
    }

    void flush() {
        get(store.flush());
    }

    /** The directory as it would be found if the process were killed now. */
    Path crashImage(Path into) {
        return get(store.view(view -> copy(directory, into)));
    }

    static Path copy(Path from, Path into) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = into.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (!file.toString().endsWith("-shm")) {
                    // The index of the log is memory shared by processes; a new process builds it again.
                    Files.copy(file, copy);
                }
            }
            return into;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static WorkItem item(String name) {
        return WorkItem.of("item").with("name", name);
    }

    static Step record(Object id) {
        return Step.empty().emit("rows", id, JsonNodeFactory.instance.stringNode(id.toString()));
    }

    List<String> lines() throws IOException {
        return Files.readAllLines(directory.resolve("out/git/rows.jsonl"));
    }

    /** Closes the store, which must not have failed. */
    @Override
    public void close() {
        store.close();
        assertThat(failure).isNotDone();
    }
}
