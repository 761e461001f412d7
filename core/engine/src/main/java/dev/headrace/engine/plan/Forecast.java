package dev.headrace.engine.plan;

import dev.headrace.engine.report.Estimate;
import dev.headrace.engine.report.RunPlan.StreamPlan;
import dev.headrace.engine.run.OpenConnector;
import dev.headrace.engine.store.Outlook;
import dev.headrace.engine.store.PassNeeds;
import dev.headrace.engine.store.PassNeeds.Need;
import dev.headrace.spi.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongBinaryOperator;

/**
 * How many requests one connector will send, kind by kind. Asks the connector itself for its first items, which must not do I/O.
 *
 * @param atOnce items under way together
 * @param perRequest what a request takes beside its wait for limits; zero if that is not known
 * @param basis where the numbers come from, for people
 */
record Forecast(
        OpenConnector connector,
        Experience experience,
        int atOnce,
        Duration perRequest,
        String basis,
        List<StreamPlan> streams) {
    /** Passes that are compared: older ones tell of another time. */
    private static final int COMPARED = 5;

    private static final Outlook NOTHING = new Outlook(false, true, Map.of(), Map.of(), Map.of(), false, List.of());

    /**
     * @param outlook what the state knows; empty if it does not know the connector
     * @param sounded what its first items told; empty if they were not asked
     */
    static Forecast of(OpenConnector connector, Optional<Outlook> outlook, Optional<Sounded> sounded) {
        return new Making(connector, outlook.orElse(NOTHING), sounded).forecast();
    }

    Estimate requests() {
        return streams.stream().map(StreamPlan::requests).reduce(Estimate.NONE, Estimate::plus);
    }

    /** One forecast being made. Confined to one thread. */
    private static final class Making {
        private final OpenConnector connector;
        private final Outlook outlook;
        private final Optional<Sounded> sounded;
        private final Experience experience;
        /** Finished passes that the coming one can be compared with, the oldest first. */
        private final List<PassNeeds> references;

        Making(OpenConnector connector, Outlook outlook, Optional<Sounded> sounded) {
            this.connector = connector;
            this.outlook = outlook;
            this.sounded = sounded;
            Experience before = new Experience(outlook.passes());
            this.experience = before.any()
                    ? before
                    : new Experience(sounded.map(Sounded::needs).stream().toList());
            this.references = references(outlook);
        }

        private static List<PassNeeds> references(Outlook outlook) {
            List<PassNeeds> finished = outlook.passes().stream()
                    .filter(PassNeeds::finished)
                    .filter(pass -> !pass.needs().isEmpty())
                    .toList();
            return finished.subList(Math.max(0, finished.size() - COMPARED), finished.size());
        }

        Forecast forecast() {
            boolean fresh = (outlook.finished() || !outlook.planned()) && sum(outlook.waiting()) == 0;
            Map<String, Estimate> requests = fresh ? anew() : rest();
            Map<String, Long> waiting = new TreeMap<>(outlook.waiting());
            outlook.failed().forEach((kind, items) -> waiting.merge(kind, items, Long::sum));
            if (fresh) {
                outlook.failed()
                        .forEach((kind, items) ->
                                requests.merge(kind, Estimate.exactly(requests(kind, items)), Estimate::plus));
            }
            List<StreamPlan> streams = requests.entrySet().stream()
                    .map(kind ->
                            new StreamPlan(kind.getKey(), waiting.getOrDefault(kind.getKey(), 0L), kind.getValue()))
                    .toList();
            Duration perRequest = sounded.map(Sounded::perRequest).orElseGet(experience::perRequest);
            return new Forecast(
                    connector, experience, atOnce(), perRequest, fresh ? basisAnew() : basisOfRest(), streams);
        }

        /** What a few first items did together tells nothing of what the others will. */
        private int atOnce() {
            int most = connector.concurrency();
            if (sounded.isEmpty()) {
                return experience.atOnce(most);
            }
            long beginnings = sounded.get().replies().values().stream()
                    .mapToLong(Sounded.Reply::first)
                    .sum();
            return sounded.get().walks() ? (int) Math.max(1, Math.min(most, beginnings)) : most;
        }

        private static long sum(Map<String, Long> byKind) {
            return byKind.values().stream().mapToLong(Long::longValue).sum();
        }

        private long requests(String kind, long items) {
            return Math.round(items * experience.requestsPerItem(kind));
        }

        // ---- a new pass

        private Map<String, Estimate> anew() {
            Map<String, Long> first = firstItems();
            Map<String, Estimate> requests = new TreeMap<>();
            Set<String> kinds = new TreeSet<>(first.keySet());
            references.forEach(pass -> kinds.addAll(kinds(pass)));
            sounded.ifPresent(told -> told.replies()
                    .values()
                    .forEach(reply -> kinds.addAll(reply.followUps().keySet())));
            for (String kind : kinds) {
                requests.put(kind, anew(kind, first.getOrDefault(kind, 0L)));
            }
            return requests;
        }

        private Estimate anew(String kind, long first) {
            long certain = requests(kind, first);
            if (sounded.isPresent()) {
                return sounded.get().items(kind).times(experience.requestsPerItem(kind));
            }
            if (references.isEmpty()) {
                return experience.isLeaf(kind) && first > 0 ? Estimate.exactly(certain) : Estimate.atLeast(certain);
            }
            if (asksOnlyForNews()) {
                return Estimate.between(Math.min(certain, latest(kind)), latest(kind));
            }
            return Estimate.about(
                    Math.max(Math.min(certain, latest(kind)), over(kind, Math::min)),
                    latest(kind),
                    over(kind, Math::max));
        }

        /** Only the first pass is known, which asked for everything: the next one asks for what is new. */
        private boolean asksOnlyForNews() {
            return outlook.incremental()
                    && references.size() == 1
                    && outlook.passes().size() == 1;
        }

        /** Without the first pass of all, where the later ones ask only for what is new. */
        private List<PassNeeds> comparable() {
            boolean firstIsOther = outlook.incremental()
                    && references.size() > 1
                    && references.get(0).equals(outlook.passes().get(0));
            return firstIsOther ? references.subList(1, references.size()) : references;
        }

        private long latest(String kind) {
            return requests(references.get(references.size() - 1), kind);
        }

        private long over(String kind, LongBinaryOperator choice) {
            return comparable().stream()
                    .mapToLong(pass -> requests(pass, kind))
                    .reduce(choice)
                    .orElse(0);
        }

        private static long requests(PassNeeds pass, String kind) {
            return pass.needs().stream()
                    .filter(need -> need.kind().equals(kind))
                    .mapToLong(Need::requests)
                    .sum();
        }

        private static Set<String> kinds(PassNeeds pass) {
            Set<String> kinds = new TreeSet<>();
            pass.needs().forEach(need -> kinds.add(need.kind()));
            return kinds;
        }

        private Map<String, Long> firstItems() {
            Step step = connector
                    .connector()
                    .plan(scope -> Optional.ofNullable(outlook.cursors().get(scope)));
            Map<String, Long> items = new TreeMap<>();
            step.followUps().forEach(next -> items.merge(next.item().kind(), 1L, Long::sum));
            return items;
        }

        private String basisAnew() {
            if (sounded.isPresent()) {
                return "its first pages, asked just now";
            }
            if (references.isEmpty()) {
                return experience.any() ? "never finished" : "never collected";
            }
            if (asksOnlyForNews()) {
                return "the first collection, at most";
            }
            int compared = comparable().size();
            return compared == 1 ? "the last collection" : "the last %s collections".formatted(compared);
        }

        // ---- the rest of a pass

        private Map<String, Estimate> rest() {
            Map<String, Estimate> requests = new TreeMap<>();
            Set<String> kinds = new TreeSet<>(outlook.waiting().keySet());
            kinds.addAll(outlook.failed().keySet());
            boolean more = kinds.stream().anyMatch(kind -> !experience.isLeaf(kind));
            if (more) {
                references.forEach(pass -> kinds.addAll(kinds(pass)));
            }
            for (String kind : kinds) {
                requests.put(kind, rest(kind, more));
            }
            return requests;
        }

        private Estimate rest(String kind, boolean more) {
            long items =
                    outlook.waiting().getOrDefault(kind, 0L) + outlook.failed().getOrDefault(kind, 0L);
            long certain = requests(kind, items);
            if (!more) {
                return Estimate.exactly(certain);
            }
            if (references.isEmpty()) {
                return experience.isNearlyLeaf(kind) ? Estimate.likely(certain, certain) : Estimate.atLeast(certain);
            }
            long done = done(kind);
            return Estimate.about(
                    certain, Math.max(certain, latest(kind) - done), Math.max(certain, over(kind, Math::max) - done));
        }

        private long done(String kind) {
            return outlook.passes().stream()
                    .filter(PassNeeds::current)
                    .mapToLong(pass -> requests(pass, kind))
                    .sum();
        }

        private String basisOfRest() {
            List<String> parts = new ArrayList<>();
            long items = sum(outlook.waiting()) + sum(outlook.failed());
            parts.add(items == 0 ? "nothing waits" : items == 1 ? "1 item waits" : "%,d items wait".formatted(items));
            if (!references.isEmpty()) {
                parts.add("the last collection");
            }
            return String.join("; ", parts);
        }
    }
}
