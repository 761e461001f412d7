package dev.headrace.engine.store;

import dev.headrace.engine.report.RunDocument;
import dev.headrace.engine.report.RunSummary;
import dev.headrace.engine.sink.Sink;
import dev.headrace.engine.time.Activity;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The durable frontier of one state file. Thread-safe: every method hands over to the store thread and returns at once, except
 * {@link #close}. Answers come on the store thread, where a caller does no more than hand over; an exception there ends the
 * store. Tasks are done in the order in which they are handed over.
 *
 * <p>An answer may come before what it is about is durable, by at most {@link StoreSettings#oldest}. What a crash takes back
 * then is queued again in the next run.
 */
public final class Store implements AutoCloseable {
    private final StoreThread thread;
    private final StepEncoder encoder;

    private Store(StoreThread thread, StepEncoder encoder) {
        this.thread = thread;
        this.encoder = encoder;
    }

    /**
     * Opens a state file, on the store thread: loading the database takes longer than the caller should wait.
     *
     * @param sink where records go; belongs to the store from now on
     * @param failed told once, on the store thread, if the store cannot be opened or cannot go on, for example because the disk
     *     is full or another process has the file. Whatever is handed over from then on is not done: stages fail with the same
     *     exception, callbacks are not called. What was committed stays.
     */
    public static Store open(StoreSettings settings, Sink sink, Consumer<StoreException> failed) {
        return open(settings, sink, failed, Activity.UNWATCHED);
    }

    /**
     * Opens a state file as {@link #open(StoreSettings, Sink, Consumer)} does.
     *
     * @param activity hears of everything that is handed over
     */
    public static Store open(StoreSettings settings, Sink sink, Consumer<StoreException> failed, Activity activity) {
        StoreThread thread = new StoreThread(settings, sink, failed, activity);
        thread.start();
        return new Store(thread, new StepEncoder(sink, settings.limits()));
    }

    /** Makes commits of steps. */
    public StepEncoder encoder() {
        return encoder;
    }

    /**
     * Begins a run: takes back what the last one left half done, and for each instance goes on with its unfinished pass or
     * begins a new one. Before everything else but {@link #reset}; again for other instances, or after {@link #end}.
     *
     * @param connectors the instances of the run; none of them is in another run that has not ended
     */
    public CompletionStage<RunStart> begin(Collection<String> connectors) {
        List<String> names = List.copyOf(connectors);
        return ask(session -> session.begin(names));
    }

    /**
     * Ends the run of some instances, while others may go on. Puts back what it holds. The pass of an instance that has nothing left
     * to do is finished.
     *
     * @return completes when everything that was handed over before is durable
     */
    public CompletionStage<Boolean> end(Collection<String> connectors) {
        List<String> names = List.copyOf(connectors);
        return ask(session -> {
            session.end(names);
            return true;
        });
    }

    /** Keeps when an instance was due last, for the next process. */
    public void keepSlot(String connector, Instant slot) {
        thread.submit(session -> session.slots().keep(connector, slot));
    }

    /** When each instance was due last, as far as that was kept. */
    public CompletionStage<Map<String, Instant>> slots() {
        return ask(session -> session.slots().all());
    }

    /** Writes something and makes it durable, to see whether that can be done. */
    public CompletionStage<Boolean> probe(Instant now) {
        return ask(session -> {
            session.slots().probe(now);
            session.commit();
            return true;
        });
    }

    /**
     * Commits the end of an item or a plan.
     *
     * @param space how many follow-ups the caller can hold; they come back leased, the others stay in the store
     * @param done told what became of it
     */
    public void commit(Commit commit, int space, Consumer<CommitResult> done) {
        thread.submit(new StoreTask() {
            @Override
            public void run(StoreSession session) throws SQLException, IOException {
                done.accept(session.take(commit, space));
            }

            @Override
            public int weight() {
                return commit.weight();
            }
        });
    }

    /**
     * Leases queued items of an instance, the newest first: depth-first, so that little is queued.
     *
     * @param most how many at most
     * @param done told which; none when none is queued
     */
    public void lease(String connector, int most, Consumer<List<LeasedItem>> done) {
        thread.submit(session ->
                done.accept(session.items().lease(session.connectors().of(connector), most)));
    }

    /** Puts leased items back whose {@linkplain LeasedItem#attempt() next attempt} has not been made. */
    public void release(Collection<LeasedItem> items) {
        List<LeasedItem> released = List.copyOf(items);
        thread.submit(session -> {
            for (LeasedItem item : released) {
                session.items().release(item);
            }
        });
    }

    /**
     * Queues the items again that did not succeed in this or an earlier pass.
     *
     * @return how many there are, for each instance
     */
    public CompletionStage<Map<String, Long>> requeueFailed(Collection<String> connectors) {
        List<String> names = List.copyOf(connectors);
        return ask(session -> {
            Map<String, Long> requeued = new TreeMap<>();
            for (String name : names) {
                requeued.put(
                        name,
                        session.passes()
                                .requeueUnsuccessful(session.connectors().of(name)));
            }
            return requeued;
        });
    }

    /** Tells the committed cursors of an instance by scope, as they are now. */
    public void cursors(String connector, Consumer<Map<String, String>> done) {
        thread.submit(session ->
                done.accept(session.scopes().cursors(session.connectors().of(connector).id)));
    }

    /** Tells what the last complete collection of an address saw; empty if there was none. */
    public void validators(String connector, String address, Consumer<Optional<Validators>> done) {
        thread.submit(session -> {
            @Nullable
            Validators found = session.scopes().validators(session.connectors().of(connector).id, address);
            done.accept(Optional.ofNullable(found));
        });
    }

    /** Answers a question about the state as it is now, with what is not durable yet. */
    public <T> CompletionStage<T> view(StateView.Question<T> question) {
        return ask(session -> {
            session.connectors().save();
            return question.ask(new StateView(session.database()));
        });
    }

    /**
     * Keeps what is to be known of limits in the next run, and all that was handed over before.
     *
     * @param limits by name; what was kept of others stays
     * @param durable run on the store thread once it survives the end of the process
     */
    public void keepLimits(Map<String, String> limits, Runnable durable) {
        Map<String, String> kept = Map.copyOf(limits);
        thread.submit(session -> {
            session.limits().keep(kept);
            session.commit();
            durable.run();
        });
    }

    /** Keeps a sealed refresh token for the next run, and all that was handed over before; its last one may be of no use any more. */
    public void keepToken(String name, String sealed) {
        thread.submit(session -> {
            new KeptTokens(session.database()).keep(name, sealed);
            session.commit();
        });
    }

    /**
     * Keeps a line about a run that goes on. Never fails the store: what cannot be written is logged.
     */
    public void keepRun(RunSummary run) {
        thread.submit(session -> session.aside("the run", () -> session.runs().keep(run, null)));
    }

    /**
     * Keeps a run that has ended, whole. Never fails the store: what cannot be written is logged.
     *
     * @param documents of how many runs, this one too, the document is kept
     */
    public void keepRun(RunSummary run, RunDocument document, int documents) {
        thread.submit(session -> session.aside("the report of the run", () -> {
            session.runs().keep(run, document);
            session.runs().forget(documents);
        }));
    }

    /** Completes when everything that was handed over before is durable. */
    public CompletionStage<@Nullable Void> flush() {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        thread.submit(new StoreTask() {
            @Override
            public void run(StoreSession session) throws SQLException, IOException {
                session.commit();
                boolean told = done.complete(null);
                assert told;
            }

            @Override
            public void refuse(StoreException reason) {
                done.completeExceptionally(reason);
            }
        });
        return done;
    }

    /**
     * Forgets items, cursors and validators, so that the next run collects everything again. What sinks have written stays.
     * Not after {@link #begin}.
     *
     * @param connector the instance; empty for all
     * @return the instances that were there
     */
    public CompletionStage<List<String>> reset(Optional<String> connector) {
        return ask(session -> {
            List<ConnectorRow> rows = session.connectors().all().stream()
                    .filter(row -> row.name.equals(connector.orElse(row.name)))
                    .toList();
            for (ConnectorRow row : rows) {
                session.reset(row);
            }
            return rows.stream().map(row -> row.name).toList();
        });
    }

    /**
     * Does what was handed over, ends the run, commits and closes the file. Waits for that, so not to be called on the store
     * thread. The pass of an instance that has nothing left to do is finished with it, and only with it: the next run of a process
     * that was killed goes on.
     */
    @Override
    public void close() {
        thread.close();
    }

    private interface Question<T> {
        T ask(StoreSession session) throws SQLException, IOException;
    }

    private <T> CompletionStage<T> ask(Question<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        thread.submit(new StoreTask() {
            @Override
            public void run(StoreSession session) throws SQLException, IOException {
                answer.complete(question.ask(session));
            }

            @Override
            public void refuse(StoreException reason) {
                answer.completeExceptionally(reason);
            }
        });
        return answer;
    }
}
