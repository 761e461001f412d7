package dev.headrace.engine.budget;

import dev.headrace.spi.Limit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** All limits, consumers and lanes by name. Guarded by the kernel's lock. */
final class Registry {
    private record LaneKey(String consumer, List<String> limits) {}

    private record ShareKey(String consumer, String limit) {}

    private final DoubleSupplier random;
    private final Keeping keeping;
    private final Map<String, Limit> configured = new HashMap<>();
    private final Map<String, SharedLimit> limits = new LinkedHashMap<>();
    private final Map<String, Consumer> consumers = new HashMap<>();
    private final Map<ShareKey, Share> shares = new HashMap<>();
    private final Map<LaneKey, Lane> lanes = new LinkedHashMap<>();

    Registry(Collection<Limit> configured, DoubleSupplier random, Keeping keeping) {
        this.random = random;
        this.keeping = keeping;
        configured.forEach(limit -> this.configured.put(limit.name(), limit));
    }

    Collection<SharedLimit> limits() {
        return limits.values();
    }

    Collection<Lane> lanes() {
        return lanes.values();
    }

    /** A limit that the engine supposes; unless it is configured, it adapts to what the upstream bears. */
    SharedLimit registerDefault(Limit supposed, long now) {
        SharedLimit known = limits.get(supposed.name());
        if (known != null) {
            return known;
        }
        SharedLimit added = add(configured.getOrDefault(supposed.name(), supposed), true, now);
        if (!configured.containsKey(supposed.name())) {
            added.adapt();
        }
        return added;
    }

    /** Returns a remark for the log if the limit was known with other rules. */
    Optional<String> register(Limit declared, boolean upstream, long now) {
        SharedLimit known = limits.get(declared.name());
        if (known == null) {
            add(configured.getOrDefault(declared.name(), declared), upstream, now);
            return Optional.empty();
        }
        return configured.containsKey(declared.name()) ? Optional.empty() : tighten(known, declared);
    }

    private SharedLimit add(Limit rules, boolean upstream, long now) {
        SharedLimit limit = new SharedLimit(rules, upstream, random);
        limits.put(limit.name, limit);
        keeping.recall(limit, now);
        return limit;
    }

    private static Optional<String> tighten(SharedLimit known, Limit declared) {
        Limit before = known.rules();
        if (StricterRules.same(before, declared)) {
            return Optional.empty();
        }
        known.change(StricterRules.of(before, declared));
        return Optional.of("limit '%s' is declared twice, as '%s' and as '%s'; the stricter of each rule holds: '%s'"
                .formatted(known.name, before, declared, known.rules()));
    }

    Lane lane(Kernel kernel, String consumer, List<String> names, long now) {
        List<String> distinct = names.stream().distinct().toList();
        LaneKey key = new LaneKey(consumer, distinct);
        Lane known = lanes.get(key);
        if (known != null) {
            return known;
        }
        List<SharedLimit> under =
                distinct.stream().map(name -> limit(consumer, name, now)).toList();
        Consumer who = consumer(consumer);
        List<Share> turns = distinct.stream()
                .map(name -> shares.computeIfAbsent(new ShareKey(consumer, name), any -> new Share(who)))
                .toList();
        Lane lane = new Lane(kernel, who, under, turns);
        lanes.put(key, lane);
        under.forEach(limit -> limit.lanes.add(lane));
        return lane;
    }

    private SharedLimit limit(String consumer, String name, long now) {
        SharedLimit limit = limits.get(name);
        if (limit != null) {
            return limit;
        }
        Limit onlyConfigured = configured.get(name);
        if (onlyConfigured != null) {
            return add(onlyConfigured, true, now);
        }
        throw new IllegalArgumentException("%s sends requests under limit '%s', which nobody declared; declared are %s"
                .formatted(consumer, name, limits.keySet()));
    }

    private Consumer consumer(String name) {
        return consumers.computeIfAbsent(name, Consumer::new);
    }

    /** @throws IllegalStateException if the consumer has asked for permits before */
    void stands(String consumer, Standing standing) {
        if (lanes.keySet().stream().anyMatch(key -> key.consumer.equals(consumer))) {
            throw new IllegalStateException(
                    "the standing of '%s' is to be told before its first lane".formatted(consumer));
        }
        consumer(consumer).standing = standing;
    }

    BudgetSnapshot snapshot(long now) {
        lanes.values().forEach(lane -> lane.account(now));
        List<LimitSnapshot> limitViews =
                limits.values().stream().map(limit -> limit.snapshot(now)).toList();
        List<LaneSnapshot> laneViews =
                lanes.values().stream().map(Lane::snapshot).toList();
        return new BudgetSnapshot(limitViews, laneViews);
    }
}
