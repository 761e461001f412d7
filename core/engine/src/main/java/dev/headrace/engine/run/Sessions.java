package dev.headrace.engine.run;

import dev.headrace.engine.store.StoreException;
import dev.headrace.engine.strand.BlockingListener;
import dev.headrace.engine.strand.BlockingVerdict;
import dev.headrace.engine.strand.TaskFailures;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs that share parts: tells each of them what the parts find that concerns it. Thread-safe. */
final class Sessions implements BlockingListener, TaskFailures {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final Consumer<Throwable> fatal;
    private final AtomicLong numbers = new AtomicLong();
    private final List<RunSession> all = new CopyOnWriteArrayList<>();
    // Guarded by this: a run that comes is told, or is among those that are.
    private @Nullable StoreException broken;

    /** @param fatal told first of an error of the JVM itself */
    Sessions(Consumer<Throwable> fatal) {
        this.fatal = fatal;
    }

    /** Another one each time, to tell the strands of runs apart. */
    long number() {
        return numbers.incrementAndGet();
    }

    void add(RunSession session) {
        StoreException already;
        synchronized (this) {
            all.add(session);
            already = broken;
        }
        if (already != null) {
            session.storeFailed(already);
        }
    }

    /** A run has ended; it stays known while its connectors' code holds a strand. */
    void leave(RunSession session) {
        if (!session.holdsStrand()) {
            all.remove(session);
        }
    }

    /** Whether a run of this instance goes on, or its code still holds the strand of one that has ended. */
    boolean isBusy(String instance) {
        return all.stream().anyMatch(session -> session.concerns(instance));
    }

    void storeFailed(StoreException failure) {
        synchronized (this) {
            broken = failure;
        }
        all.forEach(session -> session.storeFailed(failure));
    }

    void fatal(Throwable failure) {
        // The handler first: it may be all that still works.
        fatal.accept(failure);
        all.forEach(session -> session.jvmBroken(failure));
    }

    @Override
    public void failed(String strand, Throwable failure) {
        if (Failure.isOfTheJvm(failure)) {
            fatal(failure);
        } else {
            all.forEach(session -> session.taskFailed(strand, failure));
        }
    }

    @Override
    public void stillRunning(BlockingVerdict verdict, Runnable task) {
        if (!Blame.onConnector(verdict.finding())) {
            LOG.debug("{}", verdict.sentence());
        }
        all.stream()
                .filter(session -> session.concerns(verdict.strand()))
                .forEach(session -> session.watch().stillRunning(verdict, task));
    }

    @Override
    public void ended(BlockingVerdict verdict, Runnable task) {
        for (RunSession session : all) {
            if (session.concerns(verdict.strand())) {
                session.watch().ended(verdict, task);
                if (session.hasEnded()) {
                    leave(session);
                }
            }
        }
    }

    @Override
    public void noCarrierLeft(int carriers) {
        LOG.error("{} carriers are stuck: strands wait for each other from now on", carriers);
    }
}
