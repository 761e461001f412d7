package dev.headrace.engine.run;

import dev.headrace.engine.account.Phase;
import dev.headrace.engine.strand.BlockingListener;
import dev.headrace.engine.strand.BlockingVerdict;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attributes what the watchdog sees to instances and items, and does what the instance's {@link OnBlock} asks for. Called on a
 * strand of the carriers, one call at a time; what it knows may be read by any thread.
 */
final class StrandWatch implements BlockingListener {
    private static final Logger LOG = LoggerFactory.getLogger(StrandWatch.class);

    /**
     * A strand that is held.
     *
     * @param sinceNanos when that was first told
     * @param verdict the latest on it
     */
    record Stuck(long sinceNanos, BlockingVerdict verdict) {}

    private final Function<String, Optional<Instance>> instances;
    private final BiConsumer<ItemRun, String> blocked;
    private final Map<String, Stuck> stuck = new ConcurrentHashMap<>();
    /** The places that a warning was logged for: one each, however often it blocks. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * @param instances finds one by the name of its strand
     * @param blocked told of an item that has to fail because it blocks, and why
     */
    StrandWatch(Function<String, Optional<Instance>> instances, BiConsumer<ItemRun, String> blocked) {
        this.instances = instances;
        this.blocked = blocked;
    }

    /** The strands that are held now, by name. */
    Map<String, Stuck> stuck() {
        return Map.copyOf(stuck);
    }

    @Override
    public void stillRunning(BlockingVerdict verdict, Runnable task) {
        stuck.merge(
                verdict.strand(),
                new Stuck(System.nanoTime(), verdict),
                (known, latest) -> new Stuck(known.sinceNanos(), latest.verdict()));
        if (!Blame.onConnector(verdict.finding())) {
            return;
        }
        if (told.add(verdict.strand() + verdict.site().connectorFrame())) {
            LOG.warn("{}; further times are counted for the report", verdict.sentence());
        }
        if (task instanceof ItemTask guilty) {
            guilty.blame();
        }
        instances.apply(verdict.strand()).ifPresent(instance -> react(instance, verdict, task));
    }

    private void react(Instance instance, BlockingVerdict verdict, Runnable task) {
        switch (instance.onBlock()) {
            case WARN -> {}
            case ISOLATE -> isolate(instance);
            case FAIL -> {
                if (task instanceof ItemTask guilty) {
                    blocked.accept(guilty.item(), cause(verdict));
                }
            }
        }
    }

    private static String cause(BlockingVerdict verdict) {
        return "its code blocked its strand %s; hand work that must block to blocking(...), or set on-block = warn"
                .formatted(verdict.site().sentence());
    }

    private static void isolate(Instance instance) {
        if (instance.strand().isolate()) {
            LOG.warn("'{}' has a thread of its own from now on, as its option on-block asks for", instance.name());
        }
    }

    @Override
    public void ended(BlockingVerdict verdict, Runnable task) {
        stuck.remove(verdict.strand());
        if (!Blame.onConnector(verdict.finding())) {
            return;
        }
        if (task instanceof ItemTask guilty) {
            guilty.lost(verdict.lost());
        } else {
            instances
                    .apply(verdict.strand())
                    .ifPresent(instance -> instance.account().add(Phase.BLOCKED, verdict.lost()));
        }
    }
}
