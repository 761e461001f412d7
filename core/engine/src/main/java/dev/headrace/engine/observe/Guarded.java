package dev.headrace.engine.observe;

import dev.headrace.engine.report.RunReport;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what an observer throws from the run that it observes. Thread-safe. */
public final class Guarded implements RunObserver {
    private static final Logger LOG = LoggerFactory.getLogger(Guarded.class);

    private final RunObserver observer;
    private final AtomicBoolean told = new AtomicBoolean();

    private Guarded(RunObserver observer) {
        this.observer = observer;
    }

    /** An observer that throws nothing. */
    public static RunObserver of(RunObserver observer) {
        return observer == NONE ? NONE : new Guarded(observer);
    }

    @Override
    public RunTrace begins(String run, List<String> instances, Instant began) {
        RunTrace trace = guard(() -> observer.begins(run, instances, began), RunTrace.NONE);
        return trace == RunTrace.NONE ? trace : new GuardedRun(trace);
    }

    private <T> T guard(Supplier<T> call, T otherwise) {
        try {
            return call.get();
        } catch (Throwable failure) {
            // An error too: a library of another version than it was built with throws one.
            if (failure instanceof VirtualMachineError broken) {
                throw broken;
            }
            if (told.compareAndSet(false, true)) {
                LOG.warn("an observer of runs has failed; the run goes on, and further failures are not told", failure);
            }
            return otherwise;
        }
    }

    private void guard(Runnable call) {
        boolean done = guard(
                () -> {
                    call.run();
                    return true;
                },
                false);
        assert done || told.get();
    }

    private final class GuardedRun implements RunTrace {
        private final RunTrace trace;

        GuardedRun(RunTrace trace) {
            this.trace = trace;
        }

        @Override
        public ItemTrace item(ItemSeen item) {
            ItemTrace one = guard(() -> trace.item(item), ItemTrace.NONE);
            return one == ItemTrace.NONE ? one : new GuardedItem(one);
        }

        @Override
        public void ends(RunReport report, Instant at) {
            guard(() -> trace.ends(report, at));
        }
    }

    private final class GuardedItem implements ItemTrace {
        private final ItemTrace trace;

        GuardedItem(ItemTrace trace) {
            this.trace = trace;
        }

        @Override
        public void requested(RequestSeen request) {
            guard(() -> trace.requested(request));
        }

        @Override
        public void ends(ItemEnding ending) {
            guard(() -> trace.ends(ending));
        }
    }
}
