package dev.headrace.testkit.contract;

import dev.headrace.engine.report.RunReport;
import dev.headrace.engine.report.RunStatus;
import dev.headrace.spi.CollectedRecord;
import dev.headrace.spi.Step;
import dev.headrace.spi.WorkItem;
import dev.headrace.testkit.trial.Ended;
import dev.headrace.testkit.trial.ItemSeen;
import dev.headrace.testkit.trial.RequestKey;
import dev.headrace.testkit.trial.Watch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a connector did in a run: its items, their requests, what followed from what. The upstream's port, another one in each
 * trial, is taken out of all texts. Immutable.
 */
final class Survey {
    private final RunReport report;
    private final Watch watch;
    private final int requests;
    private final String address;
    private final Map<String, ItemSeen> items = new LinkedHashMap<>();

    /** @param port of the upstream */
    Survey(Ended ended, int port) {
        report = ended.report();
        watch = ended.watch();
        requests = ended.traffic().requests();
        address = "127.0.0.1:" + port;
        // A later attempt at an item counts, not an earlier one.
        watch.items().forEach(seen -> items.put(name(seen.item()), seen));
    }

    RunReport report() {
        return report;
    }

    Watch watch() {
        return watch;
    }

    /** How many requests reached the upstream. */
    int requests() {
        return requests;
    }

    boolean healthy() {
        return report.status() == RunStatus.COMPLETE && !watch.overflowed();
    }

    /** The item as text, the same in every trial. */
    String name(WorkItem item) {
        return portless(item.canonical());
    }

    private String portless(String text) {
        return text.replace(address, "127.0.0.1");
    }

    /** Up to so many items that can be hit by a fault each without hitting another, those without follow-ups first. */
    List<ItemSeen> victims(int most) {
        Map<RequestKey, Long> uses = items.values().stream()
                .flatMap(seen -> seen.requests().stream().distinct())
                .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
        List<ItemSeen> own = items.values().stream()
                .filter(seen -> !seen.requests().isEmpty())
                .filter(seen -> uses.getOrDefault(seen.requests().get(0), 0L) == 1)
                .toList();
        List<ItemSeen> chosen = new ArrayList<>();
        Stream.concat(
                        own.stream().filter(seen -> !hasFollowUps(seen)),
                        own.stream().filter(Survey::hasFollowUps))
                .filter(seen -> chosen.size() < most && isIndependent(seen, chosen))
                .forEach(chosen::add);
        return List.copyOf(chosen);
    }

    /** Whether an item can fail without keeping the others from being reached. */
    private boolean isIndependent(ItemSeen candidate, List<ItemSeen> others) {
        Set<String> reached = new HashSet<>();
        stepsWithout(List.of(candidate), reached);
        return others.stream().allMatch(other -> reached.contains(name(other.item())));
    }

    private static boolean hasFollowUps(ItemSeen seen) {
        return !seen.step().map(Step::followUps).orElse(List.of()).isEmpty();
    }

    /** The first request of each item. */
    static List<RequestKey> keys(Collection<ItemSeen> victims) {
        return victims.stream().map(seen -> seen.requests().get(0)).toList();
    }

    /** The items that one step put in together and that ask the upstream for something: the most there are. */
    List<ItemSeen> widest() {
        Stream<Step> steps =
                Stream.concat(watch.plans().stream(), items.values().stream().flatMap(seen -> seen.step().stream()));
        return steps.map(this::asking).reduce(List.of(), (wide, other) -> other.size() > wide.size() ? other : wide);
    }

    private List<ItemSeen> asking(Step step) {
        return step.followUps().stream()
                .map(followUp -> items.get(name(followUp.item())))
                .filter(seen -> seen != null && !seen.requests().isEmpty())
                .distinct()
                .toList();
    }

    /** The requests of the longest walk from page to page, its first page included; empty when there is no walk. */
    List<RequestKey> walk() {
        return items.values().stream()
                .map(this::walkFrom)
                .filter(walk -> walk.size() > 1)
                .reduce(List.of(), (longest, other) -> other.size() > longest.size() ? other : longest);
    }

    private List<RequestKey> walkFrom(ItemSeen first) {
        Set<RequestKey> walk = new LinkedHashSet<>();
        ItemSeen page = first;
        while (page != null
                && !page.requests().isEmpty()
                && walk.add(page.requests().get(0))) {
            page = nextPage(page);
        }
        return List.copyOf(walk);
    }

    private @Nullable ItemSeen nextPage(ItemSeen page) {
        return page.step().stream()
                .flatMap(step -> step.followUps().stream())
                .filter(Step.FollowUp::page)
                .findFirst()
                .map(followUp -> items.get(name(followUp.item())))
                .orElse(null);
    }

    /** Stream and id of every record of the items that can still be reached when some items fail. */
    Set<String> recordsWithout(Collection<ItemSeen> failing) {
        return stepsWithout(failing, new HashSet<>()).stream()
                .flatMap(step -> step.records().stream())
                .map(record -> portless(record.stream() + " " + record.id()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The steps of the items that can still be reached, and the names of those items. */
    private List<Step> stepsWithout(Collection<ItemSeen> failing, Set<String> reached) {
        Set<String> lost = failing.stream().map(seen -> name(seen.item())).collect(Collectors.toSet());
        Deque<Step> open = new ArrayDeque<>(watch.plans());
        List<Step> steps = new ArrayList<>();
        while (!open.isEmpty()) {
            Step step = open.remove();
            steps.add(step);
            for (Step.FollowUp followUp : step.followUps()) {
                String name = name(followUp.item());
                ItemSeen next = items.get(name);
                if (next != null && !lost.contains(name) && reached.add(name)) {
                    next.step().ifPresent(open::add);
                }
            }
        }
        return steps;
    }

    /** Every record that was given. */
    List<CollectedRecord> given() {
        return stepsWithout(List.of(), new HashSet<>()).stream()
                .flatMap(step -> step.records().stream())
                .toList();
    }

    /** The data of every record that was given. */
    Set<JsonNode> data() {
        return items.values().stream()
                .flatMap(seen -> seen.step().stream())
                .flatMap(step -> step.records().stream())
                .map(CollectedRecord::data)
                .collect(Collectors.toSet());
    }

    /** Stream and id of every record that was given. */
    Set<String> records() {
        return recordsWithout(List.of());
    }
}
