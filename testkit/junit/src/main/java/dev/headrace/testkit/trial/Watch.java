package dev.headrace.testkit.trial;

import dev.headrace.spi.Connector;
import dev.headrace.spi.Limit;
import dev.headrace.spi.Step;
import dev.headrace.spi.WorkItem;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a connector was seen doing in one trial. Written by the threads that run the connector's code, read by the test: every
 * field is safe for that.
 */
public final class Watch {
    private static final String STRANDS = "headrace-carrier-";
    private static final int STRAYS_KEPT = 20;

    private final int mostItems;
    private final AtomicInteger begun = new AtomicInteger();
    private final List<ItemSeen> items = new CopyOnWriteArrayList<>();
    private final List<Step> plans = new CopyOnWriteArrayList<>();
    private final List<Limit> limits = new CopyOnWriteArrayList<>();
    private final List<WeakReference<Connector>> connectors = new CopyOnWriteArrayList<>();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Set<String> strays = new LinkedHashSet<>();
    private volatile Runnable tooMany = () -> {};

    Watch(int mostItems) {
        this.mostItems = mostItems;
    }

    void onTooMany(Runnable stop) {
        tooMany = stop;
    }

    void opened(Connector connector) {
        connectors.add(new WeakReference<>(connector));
    }

    void declared(List<Limit> declared) {
        limits.clear();
        limits.addAll(declared);
    }

    void planned(Step plan) {
        plans.add(plan);
    }

    void logged(String line) {
        logged.add(line);
    }

    ItemSeen begin(WorkItem item) {
        if (begun.incrementAndGet() > mostItems) {
            tooMany.run();
        }
        ItemSeen seen = new ItemSeen(item);
        items.add(seen);
        return seen;
    }

    /** Called wherever the connector's code shows itself. */
    void here(String doing) {
        Thread current = Thread.currentThread();
        if (!current.getName().startsWith(STRANDS)) {
            stray("%s on thread '%s'".formatted(doing, current.getName()));
        }
    }

    private synchronized void stray(String what) {
        if (strays.size() < STRAYS_KEPT) {
            strays.add(what);
        }
    }

    /** All attempts at items, in the order in which they began. */
    public List<ItemSeen> items() {
        return List.copyOf(items);
    }

    /** What {@code plan} returned, once for each call. */
    public List<Step> plans() {
        return List.copyOf(plans);
    }

    /** What the provider declared. */
    public List<Limit> limits() {
        return List.copyOf(limits);
    }

    /** The connectors that were opened; empty references where they are no longer in memory. */
    public List<WeakReference<Connector>> connectors() {
        return List.copyOf(connectors);
    }

    /** What the connector wrote to the logger that it was given. */
    public List<String> logged() {
        return List.copyOf(logged);
    }

    /** Where the connector's code ran elsewhere than on its strand, for people. */
    public synchronized List<String> strays() {
        return new ArrayList<>(strays);
    }

    /** True if the case came to more items than it may. */
    public boolean overflowed() {
        return begun.get() > mostItems;
    }

    /** The items whose stage has not completed, for people. */
    public @Nullable WorkItem unfinished() {
        return items.stream()
                .filter(seen -> !seen.ended())
                .map(ItemSeen::item)
                .findFirst()
                .orElse(null);
    }
}
