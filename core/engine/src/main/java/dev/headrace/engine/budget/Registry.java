package dev.headrace.engine.budget;

import dev.headrace.spi.EndpointClass;
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

    /** More than any upstream has; one that makes up names, for example one a request, gets no more. */
    private static final int MOST_BUCKETS = 1_000;

    private static final int MOST_KINDS = 64;

    private final DoubleSupplier random;
    private final Keeping keeping;
    private final Map<String, Limit> configured = new HashMap<>();
    /** What is declared of limits that each credential has one of. */
    private final Map<String, Limit> forEach = new HashMap<>();

    private final Map<String, SharedLimit> limits = new LinkedHashMap<>();
    private final Map<String, Consumer> consumers = new HashMap<>();
    private final Map<ShareKey, Share> shares = new HashMap<>();
    private final Map<LaneKey, Lane> lanes = new LinkedHashMap<>();
    private int buckets;

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
        SharedLimit added = add(configured.getOrDefault(supposed.name(), supposed), Whose.UPSTREAMS, now);
        if (!configured.containsKey(supposed.name())) {
            added.adapt();
        }
        return added;
    }

    /**
     * A limit that an answer tells of.
     *
     * @param requests the kind of requests that are under it
     * @return false if there are too many already: then it is not known
     */
    boolean registerBucket(Limit bucket, String requests, long now) {
        SharedLimit limit = limits.get(bucket.name());
        if (limit == null) {
            if (buckets >= MOST_BUCKETS) {
                return false;
            }
            buckets++;
            limit = add(configured.getOrDefault(bucket.name(), bucket), Whose.BUCKET, now);
            limit.adapt();
        }
        if (limit.kinds.size() < MOST_KINDS && limit.kinds.add(requests)) {
            limit.ledger.changed();
        }
        return true;
    }

    Optional<SharedLimit> known(String name) {
        return Optional.ofNullable(limits.get(name));
    }

    // ---- limits that each credential has one of

    /** What is declared under a name, before credentials are told apart. */
    Optional<Limit> declared(String name) {
        Limit each = forEach.get(name);
        if (each != null) {
            return Optional.of(each);
        }
        SharedLimit shared = limits.get(name);
        return shared == null ? Optional.ofNullable(configured.get(name)) : Optional.of(shared.rules());
    }

    /** What holds for a limit, what was told of it included. */
    Optional<Limit> inForce(String name) {
        return Optional.ofNullable(limits.get(name)).map(SharedLimit::inForce);
    }

    /**
     * The name of the limit that a credential is under.
     *
     * @param credential stands for it without telling it; empty for none
     */
    String scoped(String name, String credential, long now) {
        Limit each = forEach.getOrDefault(name, configured.get(name));
        if (each == null || !each.isPerCredential()) {
            return name;
        }
        String own = credential.isEmpty() ? name : name + "-" + credential;
        if (!limits.containsKey(own)) {
            add(own.equals(name) ? each : configured.getOrDefault(own, each.renamed(own)), Whose.UPSTREAMS, now);
        }
        return own;
    }

    /** Returns a remark for the log if the limit was known with other rules. */
    Optional<String> register(Limit declared, boolean upstream, long now) {
        Limit set = configured.get(declared.name());
        Limit inForce = set == null ? declared : reached(set, declared);
        if (inForce.isPerCredential()) {
            forEach.merge(
                    declared.name(), inForce, (before, more) -> set == null ? StricterRules.of(before, more) : more);
            return Optional.empty();
        }
        SharedLimit known = limits.get(declared.name());
        if (known == null) {
            add(inForce, upstream ? Whose.UPSTREAMS : Whose.OURS, now);
            return Optional.empty();
        }
        return set == null ? tighten(known, declared) : Optional.empty();
    }

    /** Whoever only sets numbers leaves it to the connector whose requests they are about. */
    private static Limit reached(Limit set, Limit declared) {
        Limit limit = declared.isPerCredential() ? set.perCredential() : set;
        if (set.endpoints().isEmpty()) {
            for (EndpointClass endpoint : declared.endpoints()) {
                limit = limit.endpoint(endpoint.toString());
            }
        }
        return limit;
    }

    private SharedLimit add(Limit rules, Whose whose, long now) {
        SharedLimit limit = new SharedLimit(rules, whose, random);
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
        trust(under);
        Lane lane = new Lane(kernel, who, under, turns);
        lanes.put(key, lane);
        under.forEach(limit -> limit.lanes.add(lane));
        return lane;
    }

    /** Where somebody declares how many at once, that need not be felt out for the host. */
    private static void trust(List<SharedLimit> limits) {
        limits.stream()
                .filter(limit -> limit.upstream && !limit.isAdaptive())
                .flatMapToInt(limit -> limit.rules().concurrency().stream())
                .min()
                .ifPresent(atOnce -> limits.forEach(limit -> limit.trust(atOnce)));
    }

    private SharedLimit limit(String consumer, String name, long now) {
        SharedLimit limit = limits.get(name);
        if (limit != null) {
            return limit;
        }
        // Whoever names no credential is under the rules for each.
        Limit onlyConfigured = configured.getOrDefault(name, forEach.get(name));
        if (onlyConfigured != null) {
            return add(onlyConfigured, Whose.UPSTREAMS, now);
        }
        throw new IllegalArgumentException("%s sends requests under limit '%s', which nobody declared; declared are %s"
                .formatted(consumer, name, limits.keySet()));
    }

    private Consumer consumer(String name) {
        return consumers.computeIfAbsent(name, Consumer::new);
    }

    /** @throws IllegalStateException if the consumer has asked for permits before, with another standing */
    void stands(String consumer, Standing standing) {
        if (consumer(consumer).standing.equals(standing)) {
            return;
        }
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
                lanes.values().stream().map(lane -> lane.snapshot(now)).toList();
        return new BudgetSnapshot(limitViews, laneViews);
    }
}
