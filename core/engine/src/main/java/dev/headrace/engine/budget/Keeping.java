package dev.headrace.engine.budget;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When limits are written down, and what was found written. One writing at a time. Guarded by the kernel's lock. */
final class Keeping {
    private static final Logger LOG = LoggerFactory.getLogger(Budgets.class);

    private final Ticker ticker;
    private @Nullable BudgetMemory memory;
    private Map<String, String> found = new HashMap<>();
    private Map<SharedLimit, Long> writing = Map.of();
    private boolean wanted;

    Keeping(Ticker ticker) {
        this.ticker = ticker;
    }

    void begin(Map<String, String> kept, BudgetMemory where) {
        found = new HashMap<>(kept);
        memory = where;
    }

    /** Whether what counts is written down at all. */
    boolean on() {
        return memory != null;
    }

    /** Something has changed that is to be written down. */
    void want() {
        wanted = true;
    }

    boolean isWanted() {
        return wanted && writing.isEmpty();
    }

    /** What a section decided to write down; null when nothing. */
    @Nullable
    Runnable takeWriting(Collection<SharedLimit> limits, long now, Runnable kept) {
        return write(limits, now, true, kept);
    }

    /** The last writing: to the unit, since nothing more is sent. */
    @Nullable
    Runnable takeLast(Collection<SharedLimit> limits, long now) {
        return write(limits, now, false, () -> {});
    }

    private @Nullable Runnable write(Collection<SharedLimit> limits, long now, boolean goesOn, Runnable kept) {
        BudgetMemory where = memory;
        wanted = false;
        if (where == null) {
            return null;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        writing = new HashMap<>();
        for (SharedLimit limit : limits) {
            if (limit.upstream && limit.ledger.differs(goesOn)) {
                texts.put(limit.name, limit.keep(ticker.wallTime(), now, goesOn).text());
                writing.put(limit, limit.ledger.written());
            }
        }
        return texts.isEmpty() ? null : () -> where.keep(texts, kept);
    }

    /** What was being written survives now. */
    void written() {
        writing.forEach((limit, units) -> limit.ledger.kept(units));
        writing = Map.of();
    }

    /**
     * Which kinds of requests earlier runs found under the buckets of a limit.
     *
     * @return the buckets' names by kind
     */
    Map<String, List<String>> learnt(String parent) {
        Map<String, List<String>> byKind = new HashMap<>();
        found.forEach((name, text) -> {
            if (name.startsWith(parent + ".")) {
                KeptLimit.parse(text)
                        .ifPresent(kept -> kept.kinds()
                                .forEach(kind -> byKind.computeIfAbsent(kind, none -> new ArrayList<>())
                                        .add(name)));
            }
        });
        return byKind;
    }

    /** Tells a new limit what was found of it. */
    void recall(SharedLimit limit, long now) {
        limit.ledger.keptBy(this);
        String text = found.remove(limit.name);
        if (text == null || !limit.upstream) {
            return;
        }
        Optional<KeptLimit> kept = KeptLimit.parse(text);
        if (kept.isPresent()) {
            limit.recall(kept.get(), ticker.wallTime(), now);
        } else {
            LOG.warn("what was kept of limit '{}' is not readable; half of its windows count as used", limit.name);
            limit.windows.countHalf(now);
        }
    }
}
