package dev.headrace.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.store.StoreModel.Entry;
import dev.headrace.spi.Step;
import dev.headrace.spi.WorkItem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random operations, restarts and crashes do to the store what they do to the model. */
final class StoreModelTest {
    private static final int OPERATIONS = 400;
    private static final List<String> SCOPES = List.of("acme", "umbrella");

    @TempDir
    Path directory;

    private Random random;
    private StoreRig rig;
    private StoreModel model;
    /** The model as of what is durable, and with it the items that were leased then. */
    private StoreModel durable;

    private Map<Entry, LeasedItem> held;
    private int directories;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theStoreDoesWhatTheModelDoes(long seed) {
        random = new Random(seed);
        model = new StoreModel();
        held = new HashMap<>();
        open(directory.resolve("0"));
        for (int i = 0; i < OPERATIONS; i++) {
            operate(random.nextInt(100));
            compare("operation %d of seed %d".formatted(i, seed));
        }
        rig.close();
    }

    private void open(Path at) {
        rig = StoreRig.begun(at);
        model.begin();
        rig.flush();
        durable = model.copy();
        held.clear();
    }

    private void operate(int die) {
        if (die < 50) {
            endOne(die);
        } else if (die < 70) {
            lease();
        } else if (die < 76) {
            release();
        } else if (die < 82) {
            plan();
        } else if (die < 86) {
            assertThat(rig.requeue()).isEqualTo(model.requeue());
        } else if (die < 94) {
            rig.flush();
            durable = model.copy();
        } else if (die < 95) {
            restart();
        } else if (die < 97) {
            finish();
            restart();
        } else {
            crash();
        }
    }

    private void plan() {
        Step step = step();
        int space = random.nextInt(4);
        same(rig.plan(step, space), model.plan(step, space));
    }

    private void endOne(int die) {
        Entry entry = anyHeld();
        if (entry == null) {
            return;
        }
        LeasedItem leased = held.remove(entry);
        if (die < 35) {
            Step step = step();
            int space = random.nextInt(4);
            Commit commit = rig.store.encoder().success(leased, step);
            same(StoreRig.ask(done -> rig.store.commit(commit, space, done)), model.success(entry, step, space));
        } else {
            ItemOutcome outcome = List.of(
                            ItemOutcome.FAILED, ItemOutcome.THROTTLED, ItemOutcome.CANCELLED, ItemOutcome.NOT_STARTED)
                    .get(die % 4);
            rig.without(leased, outcome);
            model.without(entry, outcome);
        }
    }

    private void lease() {
        int most = random.nextInt(4);
        hold(rig.lease(most), model.lease(most));
    }

    private void release() {
        Entry entry = anyHeld();
        if (entry != null) {
            rig.store.release(List.of(held.remove(entry)));
            entry.state = ItemState.QUEUED;
        }
    }

    /** Ends everything, so that the next run begins a new pass. */
    private void finish() {
        hold(rig.lease(1_000), model.lease(1_000));
        for (Entry entry = anyHeld(); entry != null; entry = anyHeld()) {
            LeasedItem leased = held.remove(entry);
            if (random.nextInt(4) == 0) {
                rig.fail(leased);
                model.without(entry, ItemOutcome.FAILED);
            } else {
                Step empty = Step.empty();
                same(rig.success(leased, empty), model.success(entry, empty, 0));
            }
        }
    }

    private void restart() {
        Path same = rig.directory;
        rig.close();
        model.end();
        open(same);
    }

    private void crash() {
        Path image = rig.crashImage(directory.resolve(Integer.toString(++directories)));
        rig.close();
        model = durable;
        open(image);
    }

    private Entry anyHeld() {
        // In the order of the model's list: a map by identity has another one in each run.
        List<Entry> all = model.entries.stream().filter(held::containsKey).toList();
        return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
    }

    private Step step() {
        Step step = Step.empty();
        for (int i = random.nextInt(5); i > 0; i--) {
            WorkItem item = WorkItem.of("item").with("id", random.nextInt(40));
            WorkItem scoped = random.nextInt(4) == 0 ? item.inScope(SCOPES.get(random.nextInt(2))) : item;
            if (random.nextInt(3) == 0) {
                step.thenPage(scoped);
            } else {
                step.then(scoped);
            }
        }
        switch (random.nextInt(4)) {
            case 0 -> step.cursor(Integer.toString(random.nextInt(1_000)));
            case 1 -> step.lastCursor(Integer.toString(random.nextInt(1_000)));
            default -> {}
        }
        return step;
    }

    private void same(CommitResult result, StoreModel.Result expected) {
        assertThat(result.queued()).isEqualTo(expected.queued());
        assertThat(result.repeated()).isEqualTo(expected.repeated());
        assertThat(result.endless()).hasSize(expected.endless());
        hold(result.leased(), expected.leased());
    }

    private void hold(List<LeasedItem> leased, List<Entry> expected) {
        List<String> found = new ArrayList<>();
        leased.forEach(item -> found.add(item.item() + " in " + item.scope() + ", attempt " + item.attempt()));
        assertThat(found)
                .isEqualTo(expected.stream()
                        .map(entry -> entry.item + " in " + entry.scope + ", attempt " + (entry.attempts + 1))
                        .toList());
        for (int i = 0; i < leased.size(); i++) {
            held.put(expected.get(i), leased.get(i));
        }
    }

    private void compare(String when) {
        assertThat(rig.cursors()).as(when).isEqualTo(model.cursors);
        StateView.ConnectorState state = rig.state();
        assertThat(state.outcomes()).as(when).isEqualTo(model.outcomes());
        assertThat(state.outcomes().balanced()).as(when).isTrue();
        assertThat(state.planned()).as(when).isEqualTo(model.planned);
        assertThat(state.failed()).as(when).isEqualTo(model.failed());
        assertThat(rig.failed(java.util.Optional.empty(), 1_000)).as(when).hasSize((int) model.failed());
    }
}
