package dev.headrace.engine.run;

import dev.headrace.engine.store.CommitResult;
import dev.headrace.engine.store.LeasedItem;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the scheduler needs of the store: it gives items out and takes back what became of them. Called on the scheduler's strand.
 * Each call is answered once, on any thread, however late and in whatever order; never, if the store cannot go on.
 */
interface WorkStore {
    /**
     * Gives out items of an instance that wait.
     *
     * @param most how many at most
     */
    void lease(Instance instance, int most, Consumer<List<LeasedItem>> done);

    /** Tells the committed cursors of an instance by scope, as they are now. */
    void cursors(Instance instance, Consumer<Map<String, String>> done);

    /**
     * Asks the connector for its first items and commits them.
     *
     * @param room how many follow-ups may be held in memory
     * @param failed told instead, when the connector cannot say what to do
     */
    void plan(Instance instance, int room, Consumer<CommitResult> done, Consumer<Failure> failed);

    /** Commits the end of an item. A step that cannot be committed is a failure of its item. */
    void commit(ItemRun run, ItemEnd end, int room, Consumer<CommitResult> done);
}
