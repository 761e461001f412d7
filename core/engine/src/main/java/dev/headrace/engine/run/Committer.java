package dev.headrace.engine.run;

import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.store.Commit;
import dev.headrace.engine.store.CommitResult;
import dev.headrace.engine.store.LeasedItem;
import dev.headrace.engine.store.Store;
import dev.headrace.spi.Step;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The run's way to its store: takes there what an item gave. Called on the scheduler's strand; encodes on the carriers, several
 * steps at once; calls back on the store thread, once.
 */
final class Committer implements WorkStore {
    private final Store store;
    private final Executor parallel;
    private final UnaryOperator<String> redact;
    private final Consumer<Throwable> fatal;

    /** @param fatal told when what failed an item is an error of the JVM itself, too */
    Committer(Store store, Executor parallel, UnaryOperator<String> redact, Consumer<Throwable> fatal) {
        this.store = store;
        this.parallel = parallel;
        this.redact = redact;
        this.fatal = fatal;
    }

    @Override
    public void lease(Instance instance, int most, Consumer<List<LeasedItem>> done) {
        store.lease(instance.name(), most, done);
    }

    @Override
    public void cursors(Instance instance, Consumer<Map<String, String>> done) {
        store.cursors(instance.name(), done);
    }

    @Override
    public void plan(Instance instance, int room, Consumer<CommitResult> done, Consumer<Failure> failed) {
        instance.strand().execute(() -> {
            try {
                Step step = instance.connector().plan(instance.cursors());
                if (step == null) {
                    throw new NullPointerException(
                            "plan returned null instead of a step; where there is nothing to collect, return Step.empty()");
                }
                store.commit(store.encoder().plan(instance.name(), step), room, done);
            } catch (Throwable failure) {
                failed.accept(Failure.of(failure, redaction(instance)));
            }
        });
    }

    @Override
    public void commit(ItemRun run, ItemEnd end, int room, Consumer<CommitResult> done) {
        if (end instanceof ItemEnd.Collected collected) {
            parallel.execute(() -> store.commit(encoded(run, collected.step()), room, done));
        } else if (end instanceof ItemEnd.Failed failed) {
            store.commit(failed(run, failed.cause()), room, done);
        } else if (end instanceof ItemEnd.GivenUp givenUp) {
            if (givenUp.outcome() == ItemOutcome.CANCELLED) {
                run.instance().cancel();
            } else {
                run.instance().failed(run.leased(), givenUp.outcome(), givenUp.cause());
            }
            Commit commit = Commit.without(run.leased(), givenUp.outcome(), givenUp.cause());
            store.commit(accounted(commit, run), room, done);
        }
    }

    private Commit encoded(ItemRun run, Step step) {
        LeasedItem leased = run.leased();
        try {
            Commit commit = store.encoder().success(leased, step).withValidators(run.seen());
            run.instance().collected(step.records().size());
            return accounted(commit, run);
        } catch (Throwable failure) {
            return failed(run, failure);
        }
    }

    private Commit failed(ItemRun run, Throwable cause) {
        if (Failure.isOfTheJvm(cause)) {
            fatal.accept(Failure.unwrap(cause));
        }
        Failure failure = Failure.of(cause, redaction(run.instance()));
        run.fails();
        run.instance().failed(run.leased(), failure.outcome(), failure.text());
        return accounted(Commit.without(run.leased(), failure.outcome(), failure.text()), run);
    }

    private static Commit accounted(Commit commit, ItemRun run) {
        return commit.accounted(run.time(), run.requests().all());
    }

    /** An upstream's answer may tell a credential back, in whatever form it was sent. */
    private UnaryOperator<String> redaction(Instance instance) {
        return text -> redact.apply(instance.upstream().redact(text));
    }
}
