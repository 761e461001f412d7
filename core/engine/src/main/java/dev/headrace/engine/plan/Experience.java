package dev.headrace.engine.plan;

import dev.headrace.engine.store.PassNeeds;
import dev.headrace.engine.store.PassNeeds.Need;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What earlier passes of one connector teach about its items, kind by kind. Immutable. */
final class Experience {
    /** So many items without a follow-up say that their kind has none. */
    private static final long ENOUGH = 5;

    /** One in so many is few. */
    private static final long FEW = 10;

    /**
     * The part of a kind's requests that is under the same limits.
     *
     * @param share of the kind's requests, more than 0 and at most 1
     * @param units what a request costs
     * @param unchanged the part that is answered "not modified"
     */
    record Share(List<String> limits, double share, double units, double unchanged) {}

    private static final class Tally {
        final List<Need> needs = new ArrayList<>();
        long items;
        long requests;
        long followUps;
        long leading;
    }

    private final Map<String, Tally> kinds = new TreeMap<>();
    private final Duration busy;
    private final Duration waited;
    private final Duration active;
    private final long requests;

    Experience(List<PassNeeds> passes) {
        Duration allBusy = Duration.ZERO;
        Duration allWaited = Duration.ZERO;
        long allRequests = 0;
        for (Need need : passes.stream().flatMap(pass -> pass.needs().stream()).toList()) {
            add(need);
            allBusy = allBusy.plus(need.busy());
            allWaited = allWaited.plus(need.waited());
            allRequests += need.requests();
        }
        busy = allBusy;
        waited = allWaited;
        requests = allRequests;
        active = passes.stream().map(PassNeeds::active).reduce(Duration.ZERO, Duration::plus);
    }

    private void add(Need need) {
        Tally tally = kinds.computeIfAbsent(need.kind(), kind -> new Tally());
        tally.needs.add(need);
        tally.items += need.items();
        tally.requests += need.requests();
        tally.followUps += need.followUps();
        tally.leading += need.leading();
    }

    /** Whether anything was ever sent. */
    boolean any() {
        return requests > 0;
    }

    /** One, until items of the kind have told otherwise. */
    double requestsPerItem(String kind) {
        Tally tally = kinds.get(kind);
        return tally == null || tally.items == 0 ? 1 : (double) tally.requests / tally.items;
    }

    /** Whether items of the kind never lead to others, as far as can be told. */
    boolean isLeaf(String kind) {
        Tally tally = kinds.get(kind);
        return tally != null && tally.followUps == 0 && tally.items >= ENOUGH;
    }

    /** Whether items of the kind hardly ever lead to others: the first page does, which says how many there are. */
    boolean isNearlyLeaf(String kind) {
        Tally tally = kinds.get(kind);
        return tally != null && tally.leading * FEW <= tally.items;
    }

    /**
     * How the requests of a kind are spread over limits.
     *
     * @param usual the limits where nothing is known of the kind
     */
    List<Share> shares(String kind, List<String> usual) {
        Tally tally = kinds.get(kind);
        if (tally == null || tally.requests == 0) {
            return List.of(new Share(usual, 1, 1, 0));
        }
        Map<String, Need> byLimits = new TreeMap<>();
        for (Need need : tally.needs) {
            if (need.requests() > 0) {
                byLimits.merge(String.join("\n", need.limits()), need, Experience::sum);
            }
        }
        return byLimits.values().stream()
                .map(need -> new Share(
                        need.limits(),
                        (double) need.requests() / tally.requests,
                        (double) need.units() / need.requests(),
                        (double) need.unchanged() / need.requests()))
                .toList();
    }

    private static Need sum(Need one, Need other) {
        return new Need(
                one.kind(),
                one.limits(),
                one.items() + other.items(),
                one.records() + other.records(),
                one.followUps() + other.followUps(),
                one.leading() + other.leading(),
                one.requests() + other.requests(),
                one.units() + other.units(),
                one.unchanged() + other.unchanged(),
                one.busy().plus(other.busy()),
                one.waited().plus(other.waited()));
    }

    /** What a request takes, with what its item does, but for what it waits for limits; zero when nothing is known. */
    Duration perRequest() {
        return requests == 0 ? Duration.ZERO : busy.dividedBy(requests);
    }

    /**
     * How many items were under way together, on average.
     *
     * @param most how many may be, which is what is supposed when nothing is known
     */
    int atOnce(int most) {
        long span = active.toNanos();
        if (span == 0 || requests == 0) {
            return most;
        }
        double together = (double) busy.plus(waited).toNanos() / span;
        return (int) Math.max(1, Math.min(most, Math.round(together)));
    }
}
