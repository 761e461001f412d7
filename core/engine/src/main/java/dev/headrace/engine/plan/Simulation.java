package dev.headrace.engine.plan;

import dev.headrace.engine.budget.Budgets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run as its budgets would let it go: the same code decides, from the same state, in simulated time. So a plan knows of windows
 * that are half used, of pauses, of guards against jitter, and of who takes turns with whom, without knowing of any of them.
 */
final class Simulation {
    /** More are not simulated: the rest goes at the rate that these have come to. Ten microseconds each. */
    private static final long MOST = 100_000;

    /**
     * How one connector ended.
     *
     * @param at since the start
     * @param waits what its requests waited for each limit, summed up
     * @param busy what they took beside, summed up
     */
    record End(Duration at, Map<String, Duration> waits, Duration busy) {
        /** The limit that it waited for longest; empty if it was not limits that it spent its time on. */
        Optional<String> boundBy() {
            Duration all = waits.values().stream().reduce(Duration.ZERO, Duration::plus);
            return waits.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .filter(most -> all.compareTo(busy) > 0)
                    .map(Map.Entry::getKey);
        }
    }

    private final Map<String, End> ends;

    private Simulation(Map<String, End> ends) {
        this.ends = ends;
    }

    static Simulation of(LimitBook book, java.time.Instant now, List<Load> loads) {
        SimulatedTime time = new SimulatedTime(now);
        long all = loads.stream().mapToLong(Load::requests).sum();
        double part = all <= MOST ? 1 : (double) MOST / all;
        Map<String, End> ends = new TreeMap<>();
        try (Budgets budgets = book.open(time)) {
            List<Sender> senders = new ArrayList<>();
            loads.forEach(load -> senders.add(new Sender(time, budgets, load.of(part))));
            senders.forEach(Sender::start);
            run(time, senders);
            for (int i = 0; i < loads.size(); i++) {
                Sender sender = senders.get(i);
                Duration end = sender.end(loads.get(i).requests());
                ends.put(
                        loads.get(i).consumer(),
                        new End(
                                part < 1 ? longest(end, inTheLongRun(loads.get(i), loads, budgets)) : end,
                                sender.waits(),
                                sender.busy()));
            }
        }
        return new Simulation(ends);
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** What the windows need for all that is under them: those that were simulated may have fitted into the first of a large one. */
    private static Duration inTheLongRun(Load load, List<Load> all, Budgets budgets) {
        return budgets.snapshot().limits().stream()
                .filter(limit -> load.units(limit.name()) > 0)
                .flatMap(limit -> limit.rules().windows().stream()
                        .map(window -> window.length()
                                .multipliedBy((long) all.stream()
                                                .mapToDouble(one -> one.units(limit.name()))
                                                .sum()
                                        / window.permits())))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static void run(SimulatedTime time, List<Sender> senders) {
        while (!senders.stream().allMatch(Sender::isDone)) {
            if (!time.step()) {
                throw new IllegalStateException("the simulated run stands still: a defect of the planning");
            }
        }
    }

    End end(String consumer) {
        return ends.getOrDefault(consumer, new End(Duration.ZERO, Map.of(), Duration.ZERO));
    }

    /** When all have ended. */
    Duration end() {
        return last().map(last -> end(last).at()).orElse(Duration.ZERO);
    }

    /** Who ends last. */
    Optional<String> last() {
        return ends.entrySet().stream()
                .max(Comparator.comparing(entry -> entry.getValue().at()))
                .map(Map.Entry::getKey);
    }

    /** What all requests waited for a limit. */
    Duration waited(String limit) {
        return ends.values().stream()
                .map(end -> end.waits().getOrDefault(limit, Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
